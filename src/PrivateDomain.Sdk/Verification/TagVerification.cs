using System.Runtime.CompilerServices;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Storage;
using PrivateDomain.Sdk.Tags;

namespace PrivateDomain.Sdk.Verification;

/// <summary>T1 to T4: the history has no gap, a member's tags are what it leaves, groups are as they were defined, and counts are the members counted.</summary>
internal static class TagVerification
{
    private const int AtOnce = 500;

    internal static async ValueTask RunAsync(ProgramContext context, Findings findings, CancellationToken cancellationToken)
    {
        await MembersAsync(context, findings, cancellationToken).ConfigureAwait(false);
        await GroupsAsync(context, findings, cancellationToken).ConfigureAwait(false);
        await CountsAsync(context, findings, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>T1 and T2: each member's history, his tags and his ledger are walked side by side.</summary>
    private static async ValueTask MembersAsync(ProgramContext context, Findings findings, CancellationToken cancellationToken)
    {
        OwnerStream<TagLedger> ledgers = await OwnerStream<TagLedger>.OpenAsync(context, TagLedger.Schema, findings, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closingLedgers = ledgers.ConfigureAwait(false);
        OwnerStream<TagEntry> entries = await OwnerStream<TagEntry>.OpenAsync(context, TagEntry.Schema, findings, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closingEntries = entries.ConfigureAwait(false);
        OwnerStream<MemberTag> tags = await OwnerStream<MemberTag>.OpenAsync(context, MemberTag.Schema, findings, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closingTags = tags.ConfigureAwait(false);
        while (OwnerOrder.First(ledgers.NextOwner, OwnerOrder.First(entries.NextOwner, tags.NextOwner)) is { } owner)
        {
            var proof = new TagProof();
            while (await entries.NextOfAsync(owner).ConfigureAwait(false) is { } entry)
            {
                proof.Add(entry, findings);
            }

            long held = 0;
            while (await tags.NextOfAsync(owner).ConfigureAwait(false) is { } tag)
            {
                held++;
                findings.Check(proof.Takes(tag), "T2", tag, $"the member's history does not leave this tag");
            }

            if (proof.Left > 0)
            {
                findings.Breach("T2", $"member {owner}", $"the history leaves {proof.Left} tags that are not there");
            }

            TagLedger? ledger = await ledgers.NextOfAsync(owner).ConfigureAwait(false);
            if (ledger?.Entries != proof.Entries)
            {
                findings.Breach("T1", $"member {owner}", $"the ledger counts {ledger?.Entries ?? 0} entries and there are {proof.Entries}");
            }

            if (ledger?.Tags != held)
            {
                findings.Breach("T2", $"member {owner}", $"the ledger counts {ledger?.Tags ?? 0} tags and there are {held}");
            }
        }
    }

    /// <summary>T3: each tag's group is defined, and stands under the key that leaves an exclusive group room for one value; and its member is one.</summary>
    private static async ValueTask GroupsAsync(ProgramContext context, Findings findings, CancellationToken cancellationToken)
    {
        var portion = new List<MemberTag>(AtOnce);
        await foreach (MemberTag tag in context.ReadAllAsync(MemberTag.Schema, cancellationToken).ConfigureAwait(false))
        {
            portion.Add(tag);
            if (portion.Count == AtOnce)
            {
                await CheckAsync().ConfigureAwait(false);
            }
        }

        await CheckAsync().ConfigureAwait(false);

        async ValueTask CheckAsync()
        {
            string program = context.Program.Value;
            string[] groups = [.. portion.Select(static tag => tag.Group).Distinct(StringComparer.Ordinal)];
            MemberId[] members = [.. portion.Select(static tag => tag.MemberId).Distinct()];
            Snapshot found = await context.LoadAsync(
                new ReadSet([.. groups.Select(group => TagGroup.KeyOf(program, group)), .. members.Select(member => Member.KeyOf(program, member))], []),
                cancellationToken).ConfigureAwait(false);
            Dictionary<string, TagGroup> defined = found.Records.OfType<TagGroup>().ToDictionary(static group => group.Name, StringComparer.Ordinal);
            HashSet<string> registered = found.Records.OfType<Member>().Select(static member => member.Owner).ToHashSet(StringComparer.Ordinal);
            foreach (MemberTag tag in portion)
            {
                findings.Check(
                    defined.TryGetValue(tag.Group, out TagGroup? group) && group.IsExclusive == tag.IsExclusive,
                    "T3",
                    tag,
                    $"the group '{tag.Group}' is not defined, or not as the tag has it");
                findings.Check(registered.Contains(tag.Owner), "T3", tag, $"the member is not registered");
            }

            portion.Clear();
        }
    }

    /// <summary>T4: counts and tags are walked side by side, both by group and value.</summary>
    private static async ValueTask CountsAsync(ProgramContext context, Findings findings, CancellationToken cancellationToken)
    {
        IAsyncEnumerator<MemberTag> tags = context.ReadAllAsync<MemberTag>(
            new RecordQuery(MemberTag.ByTag, context.Program.Value, AtOnce), cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using ConfiguredAsyncDisposable closingTags = tags.ConfigureAwait(false);
        IAsyncEnumerator<TagCount> counts = context.ReadAllAsync(TagCount.Schema, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using ConfiguredAsyncDisposable closingCounts = counts.ConfigureAwait(false);
        bool hasTag = await tags.MoveNextAsync().ConfigureAwait(false);
        bool hasCount = await counts.MoveNextAsync().ConfigureAwait(false);
        while (OwnerOrder.First(
            hasTag ? MemberTag.TextOf(tags.Current.Group, tags.Current.Value) : null,
            hasCount ? MemberTag.TextOf(counts.Current.Group, counts.Current.Value) : null) is { } next)
        {
            long held = 0;
            (string group, string value) = hasTag && MemberTag.TextOf(tags.Current.Group, tags.Current.Value) == next
                ? (tags.Current.Group, tags.Current.Value)
                : (counts.Current.Group, counts.Current.Value);
            while (hasTag && tags.Current.Group == group && tags.Current.Value == value)
            {
                held++;
                hasTag = await tags.MoveNextAsync().ConfigureAwait(false);
            }

            long counted = 0;
            if (hasCount && counts.Current.Group == group && counts.Current.Value == value)
            {
                findings.Saw(counts.Current);
                counted = counts.Current.Members;
                hasCount = await counts.MoveNextAsync().ConfigureAwait(false);
            }

            if (counted != held)
            {
                findings.Breach("T4", $"tag {group}/{value}", $"the count says {counted} members and {held} have the tag");
            }
        }
    }
}
