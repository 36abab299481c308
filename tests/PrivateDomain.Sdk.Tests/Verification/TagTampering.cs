using PrivateDomain.Sdk.Storage;
using PrivateDomain.Sdk.Tags;
using static PrivateDomain.Sdk.Tests.Verification.Tampered;

namespace PrivateDomain.Sdk.Tests.Verification;

/// <summary>The laws of tags, broken by hand.</summary>
internal static class TagTampering
{
    internal static IEnumerable<(string Tampering, string Law)> Cases =>
    [
        ("tag in the name of a segment", "G3"),
        ("tag entry missing", "T1"),
        ("tag entry of another kind", "T1"),
        ("tag expired too early", "T1"),
        ("tag entries counted", "T1"),
        ("tag missing", "T2"),
        ("tag of another source", "T2"),
        ("tag of another actor", "T2"),
        ("tag of another expiry", "T2"),
        ("tag of another time", "T2"),
        ("tag nobody set", "T2"),
        ("tags counted", "T2"),
        ("tag ledger missing", "T2"),
        ("tag group missing", "T3"),
        ("tag group opened", "T3"),
        ("tag of a stranger", "T3"),
        ("tag count", "T4"),
        ("tag count missing", "T4"),
        ("tag count of nobody", "T4"),
    ];

    internal static async Task<Change[]> ChangeAsync(string tampering, IRecordStore store)
    {
        MemberTag tea = await GetAsync<MemberTag>(store, MemberTag.KeyOf(Shop.Program, "buyer", "likes", "tea"));
        MemberTag city = await GetAsync<MemberTag>(store, MemberTag.ExclusiveKeyOf(Shop.Program, "buyer", "city"));
        TagLedger ledger = await GetAsync<TagLedger>(store, TagLedger.KeyOf(Shop.Program, "buyer"));
        TagCount count = await GetAsync<TagCount>(store, TagCount.KeyOf(Shop.Program, "likes", "tea"));
        TagGroup group = await GetAsync<TagGroup>(store, TagGroup.KeyOf(Shop.Program, "city"));
        RecordPage told = await store.QueryAsync(new RecordQuery(TagEntry.Schema.Primary, Shop.Program, 10, "buyer"), CancellationToken.None);
        var first = (TagEntry)told.Records[0];
        var last = (TagEntry)told.Records[^1];
        return tampering switch
        {
            "tag in the name of a segment" => [Insert(tea with { MemberId = "debtor", Value = "gift", Source = TagSource.Rule, Actor = "buyers" })],
            "tag entry missing" => [Delete(last)],
            "tag entry of another kind" => [Update(first with { Kind = TagEntryKind.Renew })],
            "tag expired too early" => [Update(last with { At = last.ExpiresAt!.Value.AddTicks(-1) })],
            "tag entries counted" => [Update(ledger with { Entries = ledger.Entries + 1 })],
            "tag missing" => [Delete(tea)],
            "tag of another source" => [Update(tea with { Source = TagSource.Rule })],
            "tag of another actor" => [Update(city with { Actor = "bob" })],
            "tag of another expiry" => [Update(tea with { ExpiresAt = null })],
            "tag of another time" => [Update(tea with { SetAt = tea.SetAt.AddTicks(1) })],
            "tag nobody set" => [Insert(tea with { Value = "milk" })],
            "tags counted" => [Update(ledger with { Tags = ledger.Tags - 1 })],
            "tag ledger missing" => [Delete(ledger)],
            "tag group missing" => [Delete(group)],
            "tag group opened" => [Update(group with { IsExclusive = false })],
            "tag of a stranger" => [Insert(tea with { MemberId = "stranger" })],
            "tag count" => [new Change.Add(count.Key, TagCount.MembersColumn, 1)],
            "tag count missing" => [Delete(count)],
            "tag count of nobody" => [Insert(count with { Value = "water" })],
            _ => throw new ArgumentOutOfRangeException(nameof(tampering), tampering, "There is no such tampering."),
        };
    }
}
