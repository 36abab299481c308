using System.Runtime.CompilerServices;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Segments;
using PrivateDomain.Sdk.Storage;
using PrivateDomain.Sdk.Tags;

namespace PrivateDomain.Sdk.Verification;

/// <summary>
/// G1 to G3: standings are what the events make them, tallies count the standings, and tags of segments stand with their members. Nothing is checked where
/// segments are not kept.
/// </summary>
internal static class SegmentVerification
{
    private const int AtOnce = 500;

    internal static async ValueTask RunAsync(ProgramContext context, Findings findings, CancellationToken cancellationToken)
    {
        if (context.Options.Segments.AreKept)
        {
            var members = new Dictionary<string, long>(StringComparer.Ordinal);
            await StandingsAsync(context, members, findings, cancellationToken).ConfigureAwait(false);
            await TalliesAsync(context, members, findings, cancellationToken).ConfigureAwait(false);
            await TagsAsync(context, findings, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>G1: of each member and segment, events are numbered without a gap, and he is in after an odd number of them.</summary>
    private static async ValueTask StandingsAsync(
        ProgramContext context, Dictionary<string, long> members, Findings findings, CancellationToken cancellationToken)
    {
        OwnerStream<SegmentStanding> standings = await OwnerStream<SegmentStanding>.OpenAsync(
            context, SegmentStanding.Schema, findings, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closingStandings = standings.ConfigureAwait(false);
        OwnerStream<SegmentEvent> events = await OwnerStream<SegmentEvent>.OpenAsync(
            context, SegmentEvent.Schema, findings, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closingEvents = events.ConfigureAwait(false);
        while (OwnerOrder.First(standings.NextOwner, events.NextOwner) is { } owner)
        {
            // A member's events of one segment follow each other in the order of their numbers.
            var counts = new Dictionary<string, long>(StringComparer.Ordinal);
            while (await events.NextOfAsync(owner).ConfigureAwait(false) is { } happened)
            {
                long count = counts.GetValueOrDefault(happened.SegmentId.Value) + 1;
                findings.Check(happened.Number == count, "G1", happened, $"it is event {count} of this member and segment");
                counts[happened.SegmentId.Value] = count;
            }

            while (await standings.NextOfAsync(owner).ConfigureAwait(false) is { } standing)
            {
                counts.Remove(standing.SegmentId.Value, out long count);
                findings.Check(
                    standing.Changes == count && standing.IsIn == (count % 2 == 1),
                    "G1",
                    standing,
                    $"the standing says {standing.Changes} changes, and there are {count} events");
                members[standing.SegmentId.Value] = members.GetValueOrDefault(standing.SegmentId.Value) + (standing.IsIn ? 1 : 0);
            }

            if (counts.Count > 0)
            {
                findings.Breach("G1", $"member {owner}", "there are events of a segment without a standing");
            }
        }
    }

    /// <summary>G2: the tally of a segment is the number of its members.</summary>
    private static async ValueTask TalliesAsync(
        ProgramContext context, Dictionary<string, long> members, Findings findings, CancellationToken cancellationToken)
    {
        await foreach (SegmentTally tally in context.ReadAllAsync(SegmentTally.Schema, cancellationToken).ConfigureAwait(false))
        {
            findings.Saw(tally);
            members.Remove(tally.SegmentId.Value, out long count);
            findings.Check(tally.Members == count, "G2", tally, $"the tally says {tally.Members}, and {count} members belong to the segment");
        }

        foreach ((string segment, long count) in members)
        {
            if (count != 0)
            {
                findings.Breach("G2", $"segment {segment}", "it has members and no tally");
            }
        }
    }

    /// <summary>G3: a tag that a segment gave stands with its members only, unless by some version of it members keep the tag, or there is none.</summary>
    private static async ValueTask TagsAsync(ProgramContext context, Findings findings, CancellationToken cancellationToken)
    {
        var giving = new Dictionary<string, bool>(StringComparer.Ordinal);
        await foreach (SegmentVersion version in context.ReadAllAsync(SegmentVersion.Schema, cancellationToken).ConfigureAwait(false))
        {
            giving[version.Owner] = giving.GetValueOrDefault(version.Owner, true) && version.Tag is { IsAddOnly: false };
        }

        if (!giving.ContainsValue(true))
        {
            return;
        }

        var portion = new List<MemberTag>(AtOnce);
        await foreach (MemberTag tag in context.ReadAllAsync(MemberTag.Schema, cancellationToken).ConfigureAwait(false))
        {
            if (tag.Source == TagSource.Rule && tag.Actor is { } actor && giving.GetValueOrDefault(actor))
            {
                portion.Add(tag);
            }

            if (portion.Count == AtOnce)
            {
                await CheckAsync().ConfigureAwait(false);
            }
        }

        await CheckAsync().ConfigureAwait(false);

        async ValueTask CheckAsync()
        {
            Snapshot found = await context.LoadAsync(
                new ReadSet([.. portion.Select(tag => SegmentStanding.KeyOf(context.Program.Value, tag.MemberId, tag.Actor!))], []),
                cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < portion.Count; i++)
            {
                findings.Check(
                    found.Records[i] is SegmentStanding { IsIn: true }, "G3", portion[i], $"segment '{portion[i].Actor}' gave the tag, and the member does not belong to it");
            }

            portion.Clear();
        }
    }
}
