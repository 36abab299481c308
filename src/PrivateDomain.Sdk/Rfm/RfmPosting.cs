using PrivateDomain.Sdk.Members;

namespace PrivateDomain.Sdk.Rfm;

/// <summary>The pure rule of stored scores: what a run writes of a member.</summary>
internal static class RfmPosting
{
    /// <summary>
    /// The state after a run, or the very same where the run finds nothing else. Of who has no order that counts only the end of his scores is kept, once.
    /// </summary>
    internal static RfmState? After(RfmState? before, string program, MemberId memberId, RfmStanding? standing, DateOnly asOf)
    {
        if (standing is null)
        {
            return before?.Segment is null
                ? before
                : before with { Recency = 0, Frequency = 0, Monetary = 0, Segment = null, Since = asOf, ScoredOn = asOf, Entries = before.Entries + 1 };
        }

        if (before is not null && before.ScoredOn > asOf)
        {
            return before;
        }

        RfmScore score = standing.Score;
        bool isSame = before is not null && before.Segment == standing.Segment
            && (before.Recency, before.Frequency, before.Monetary) == (score.Recency, score.Frequency, score.Monetary);
        if (isSame)
        {
            return before!.Version == standing.Version ? before : before with { ScoredOn = asOf, Version = standing.Version };
        }

        return new RfmState
        {
            Program = program,
            Revision = before?.Revision ?? 0,
            MemberId = memberId,
            Recency = score.Recency,
            Frequency = score.Frequency,
            Monetary = score.Monetary,
            Segment = standing.Segment,
            Since = asOf,
            ScoredOn = asOf,
            Version = standing.Version,
            Entries = (before?.Entries ?? 0) + 1,
        };
    }

    /// <summary>Whether cuts go by the same settings; of cuts that somebody chose, these are the cuts themselves.</summary>
    internal static bool IsOfSameSettings(RfmCuts left, RfmCuts right) =>
        left.Binning == right.Binning && left.Bins == right.Bins && left.MonetaryUnit == right.MonetaryUnit
        && (left.Binning != RfmBinning.FixedCuts || left.ToString() == right.ToString());
}
