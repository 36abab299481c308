using System.Text.Json.Serialization.Metadata;
using PrivateDomain.Sdk.Coupons;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Referrals;
using PrivateDomain.Sdk.Tags;

namespace PrivateDomain.Sdk.Merges;

/// <summary>Merges a member into another: everything moves together.</summary>
internal sealed class MergeOperation(PrivateDomainOptions options) : Operation<MergeMembers, MergeReceipt>
{
    private readonly Currency _currency = options.Currency;

    internal override string Kind => "member.merge";

    internal override JsonTypeInfo<MergeReceipt> AnswerContract => AnswerJson.Default.MergeReceipt;

    internal override string KeyOf(MergeMembers command) => command.OperationId.Value;

    internal override string OwnerOf(MergeMembers command) => command.From.Value;

    internal override DateTimeOffset? TimeOf(MergeMembers command) => command.OccurredAt;

    internal override void Describe(MergeMembers command, FingerprintBuilder fingerprint) => fingerprint
        .Add("from", command.From.Value)
        .Add("into", command.Into.Value)
        .Add("actor", command.Actor)
        .AddText("reason", command.Reason)
        .Add("occurred_at", command.OccurredAt);

    internal override void Read(in DecisionContext context, MergeMembers command) => Decide(context, command);

    internal override Decision<MergeReceipt> Decide(in DecisionContext context, MergeMembers command)
    {
        Member? merged = MemberRules.Find(context, command.From);
        Member? survivor = MemberRules.Resolve(context, command.Into);
        MemberMerge? before = context.View.Find<MemberMerge>(MemberMerge.KeyOf(context.Program, command.From));
        if (context.View.IsIncomplete)
        {
            return Decision<MergeReceipt>.Incomplete;
        }

        if (merged is null || survivor is null)
        {
            return MemberRules.NotFound(merged is null ? command.From : command.Into);
        }

        if (merged.MemberId == survivor.MemberId || merged.MergedInto == survivor.MemberId)
        {
            return MergeRules.SamePerson(command.From, command.Into);
        }

        if (merged.MergedInto is { } elsewhere)
        {
            return MergeRules.AlreadyMerged(merged.MemberId, elsewhere);
        }

        if (merged.ErasedAt is not null || survivor.ErasedAt is not null)
        {
            return MemberRules.Erased(merged.ErasedAt is null ? survivor.MemberId : merged.MemberId);
        }

        var changes = new Changes();
        PointAccount? taking = context.View.Find<PointAccount>(PointAccount.KeyOf(context.Program, survivor.MemberId));
        PointAccount? giving = context.View.Find<PointAccount>(PointAccount.KeyOf(context.Program, merged.MemberId));
        if (HasNoRoom(taking, giving))
        {
            return PointRules.BalanceTooLarge;
        }

        MovedPoints points = PointMerging.Merge(context, merged.MemberId, survivor.MemberId, command.Reason, changes);
        int purchases = options.Metrics.AreKept ? MetricMerging.Merge(context, merged.MemberId, survivor.MemberId, _currency, changes) : 0;
        List<MovedTag> tags = TagMerging.Merge(context, merged.MemberId, survivor.MemberId, command.Reason, changes);
        List<CouponId> coupons = CouponMerging.Merge(context, merged.MemberId, survivor.MemberId, command.Reason, changes);
        List<string> attributes = AttributeMerging.Merge(context, merged.MemberId, survivor.MemberId, changes);
        (MovedReferrers referrers, Refusal? refusal) = ReferralMerging.Merge(
            context, merged, survivor, options.Referrals.MaxChain, options.Metrics.AreKept, changes);
        List<Member> along = MemberRules.FindAll(context, merged.Absorbed);
        if (context.View.IsIncomplete)
        {
            return Decision<MergeReceipt>.Incomplete;
        }

        if (refusal is not null)
        {
            return refusal;
        }

        if (changes.Count > MergeRules.MaxRecords)
        {
            return MergeRules.TooLarge(changes.Count);
        }

        changes.Put(merged with { MergedInto = survivor.MemberId, Absorbed = [] });
        foreach (Member member in along)
        {
            changes.Put(member with { MergedInto = survivor.MemberId });
        }

        changes.Put(survivor with { Absorbed = [.. survivor.Absorbed, .. merged.Absorbed, merged.MemberId] });
        DateTimeOffset undoableUntil = context.Now + options.Members.MergeUndoWindow;
        changes.Put(new MemberMerge
        {
            Program = context.Program,
            Revision = before?.Revision ?? 0,
            From = merged.MemberId,
            Into = survivor.MemberId,
            MergedAt = context.Now,
            UndoableUntil = undoableUntil,
            Absorbed = merged.Absorbed,
            Points = points.Points,
            Debt = points.Debt,
            DebtOwed = points.Debt == 0 ? 0 : Math.Min(points.Debt, points.Owed),
            Tags = tags,
            Attributes = attributes,
            Coupons = coupons,
            ReferrerOfFrom = referrers.From?.Referrer,
            FromBoundAt = referrers.From?.BoundAt,
            ReferrerOfInto = referrers.Into?.Referrer,
            IntoBoundAt = referrers.Into?.BoundAt,
            ReferrerAfter = referrers.After,
            Actor = command.Actor,
            Reason = command.Reason,
        });
        return Decision<MergeReceipt>.Accept(
            new MergeReceipt(
                merged.MemberId,
                survivor.MemberId,
                context.Now,
                points.Points,
                points.Debt,
                purchases,
                tags.Count(static tag => tag.Moved),
                referrers.After,
                undoableUntil) { Coupons = coupons.Count },
            changes);
    }

    private static bool HasNoRoom(PointAccount? taking, PointAccount? giving) =>
        taking is not null && giving is not null
        && (taking.Balance > long.MaxValue - giving.Balance || taking.Debt > long.MaxValue - giving.Debt);
}
