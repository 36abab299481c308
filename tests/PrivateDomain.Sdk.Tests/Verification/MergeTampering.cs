using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Merges;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Referrals;
using PrivateDomain.Sdk.Storage;
using PrivateDomain.Sdk.Tags;
using static PrivateDomain.Sdk.Tests.Verification.Tampered;

namespace PrivateDomain.Sdk.Tests.Verification;

/// <summary>The laws of merges, broken by hand.</summary>
internal static class MergeTampering
{
    internal static IEnumerable<(string Tampering, string Law)> Cases =>
    [
        ("merged into another", "U1"),
        ("survivor silent", "U1"),
        ("merge missing", "U1"),
        ("merge undone on paper", "U1"),
        ("absorbed a stranger", "U1"),
        ("merged with points", "U2"),
        ("merged with tags", "U2"),
        ("merged with a referrer", "U2"),
    ];

    internal static async Task<Change[]> ChangeAsync(string tampering, IRecordStore store)
    {
        ReferralBinding binding = await GetAsync<ReferralBinding>(store, ReferralBinding.KeyOf(Shop.Program, "buyer"));
        Member old = await GetAsync<Member>(store, Member.KeyOf(Shop.Program, "old"));
        Member kept = await GetAsync<Member>(store, Member.KeyOf(Shop.Program, "kept"));
        MemberMerge merge = await GetAsync<MemberMerge>(store, MemberMerge.KeyOf(Shop.Program, "old"));
        PointAccount closed = await GetAsync<PointAccount>(store, PointAccount.KeyOf(Shop.Program, "old"));
        TagLedger closedTags = await GetAsync<TagLedger>(store, TagLedger.KeyOf(Shop.Program, "old"));
        return tampering switch
        {
            "merged into another" => [Update(old with { MergedInto = "top" })],
            "survivor silent" => [Update(kept with { Absorbed = [] })],
            "merge missing" => [Delete(merge)],
            "merge undone on paper" => [Update(merge with { UndoneAt = BusyShop.Start })],
            "absorbed a stranger" => [Update(kept with { Absorbed = ["old", "top"] })],
            "merged with points" => [Update(closed with { Balance = 1 })],
            "merged with tags" => [Update(closedTags with { Tags = 1 })],
            "merged with a referrer" => [Insert(binding with { MemberId = "old" })],
            _ => throw new ArgumentOutOfRangeException(nameof(tampering), tampering, "There is no such tampering."),
        };
    }
}
