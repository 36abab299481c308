using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Merges;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Referrals;

/// <summary>
/// Makes one referrer of two when members are merged. Pure. Whoever was brought stays bound to the id that brought him; only what stands above the two
/// changes, and never so that a chain meets itself.
/// </summary>
internal static class ReferralMerging
{
    /// <summary>The survivor keeps his referrer, or has the other's where he has none. A referrer whom one of the two brought, directly or not, is nobody's.</summary>
    internal static (MovedReferrers Moved, Refusal? Refusal) Merge(
        in DecisionContext context, Member from, Member into, int maxChain, bool areMetricsKept, Changes changes)
    {
        ReferralBinding? ofFrom = ReferralRules.Find(context, from.MemberId);
        ReferralBinding? ofInto = ReferralRules.Find(context, into.MemberId);
        var chain = new ReferralChain(context, maxChain, changes);
        bool intoIsBelow = chain.Meets(ofInto?.Referrer, from);
        bool fromIsBelow = chain.Meets(ofFrom?.Referrer, into);
        if (chain.IsTooLong)
        {
            return (default, new Refusal(
                ReferralRefusals.ChainTooLong, $"More than {maxChain} referrers stand above the two; raise Referrals.MaxChain if that is meant."));
        }

        MemberId? after = ofInto is not null && !intoIsBelow ? ofInto.Referrer
            : ofFrom is not null && !fromIsBelow ? ofFrom.Referrer
            : default(MemberId?);
        Bind(context, into.MemberId, ofInto, after, ofInto?.Referrer == after ? ofInto?.BoundAt : ofFrom?.BoundAt, areMetricsKept, changes);
        Bind(context, from.MemberId, ofFrom, null, null, areMetricsKept, changes);
        return (new MovedReferrers(ofFrom, ofInto, after), null);
    }

    /// <summary>Gives both their referrers back, unless the survivor was bound anew or a chain would meet itself by now.</summary>
    internal static MemberId? Undo(
        in DecisionContext context, MemberMerge merge, Member from, Member into, int maxChain, bool areMetricsKept, Changes changes)
    {
        ReferralBinding? ofFrom = ReferralRules.Find(context, from.MemberId);
        ReferralBinding? ofInto = ReferralRules.Find(context, into.MemberId);
        var chain = new ReferralChain(context, maxChain, changes);
        chain.Part(from);

        // What somebody decided since counts; what the merge decided does not.
        bool isAsMerged = ofInto?.Referrer == merge.ReferrerAfter;
        MemberId? intoAfter = isAsMerged ? merge.ReferrerOfInto : ofInto?.Referrer;
        chain.Bind(into.MemberId, intoAfter);
        MemberId? fromAfter = chain.Meets(merge.ReferrerOfFrom, from) || chain.IsTooLong ? null : merge.ReferrerOfFrom;
        chain.Bind(from.MemberId, fromAfter);
        if (isAsMerged && (chain.Meets(intoAfter, into) || chain.IsTooLong))
        {
            intoAfter = null;
        }

        Bind(context, into.MemberId, ofInto, intoAfter, ofInto?.Referrer == intoAfter ? ofInto?.BoundAt : merge.IntoBoundAt, areMetricsKept, changes);
        Bind(context, from.MemberId, ofFrom, fromAfter, merge.FromBoundAt, areMetricsKept, changes);
        return intoAfter;
    }

    private static void Bind(
        in DecisionContext context,
        MemberId memberId,
        ReferralBinding? before,
        MemberId? after,
        DateTimeOffset? boundAt,
        bool areMetricsKept,
        Changes changes)
    {
        if (before is null && after is null)
        {
            // Whoever is bound meanwhile must be decided anew.
            changes.Expect(ReferralBinding.KeyOf(context.Program, memberId));
            return;
        }

        if (after is not { } referrer)
        {
            changes.Remove(before!.Key);
            if (areMetricsKept)
            {
                MetricPosting.ForgetReferral(context, memberId, changes);
            }

            return;
        }

        if (before?.Referrer != referrer)
        {
            changes.Put((before ?? new ReferralBinding { Program = context.Program, MemberId = memberId, Referrer = referrer, BoundAt = context.Now }) with
            {
                Referrer = referrer,
                BoundAt = boundAt ?? context.Now,
            });
            if (areMetricsKept)
            {
                MetricPosting.KeepReferral(context, memberId, referrer, changes);
            }
        }
    }
}
