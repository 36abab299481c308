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

/// <summary>Undoes a merge: what is left of what came along goes back.</summary>
internal sealed class UndoOperation(PrivateDomainOptions options) : Operation<UndoMerge, MergeReceipt>
{
    internal override string Kind => "member.undo_merge";

    internal override JsonTypeInfo<MergeReceipt> AnswerContract => AnswerJson.Default.MergeReceipt;

    internal override string KeyOf(UndoMerge command) => command.OperationId.Value;

    internal override string OwnerOf(UndoMerge command) => command.From.Value;

    internal override DateTimeOffset? TimeOf(UndoMerge command) => command.OccurredAt;

    internal override void Describe(UndoMerge command, FingerprintBuilder fingerprint) => fingerprint
        .Add("from", command.From.Value)
        .Add("actor", command.Actor)
        .AddText("reason", command.Reason)
        .Add("occurred_at", command.OccurredAt);

    internal override void Read(in DecisionContext context, UndoMerge command) => Decide(context, command);

    internal override Decision<MergeReceipt> Decide(in DecisionContext context, UndoMerge command)
    {
        Member? merged = MemberRules.Find(context, command.From);
        Member? survivor = merged?.MergedInto is { } id ? MemberRules.Find(context, id) : null;
        MemberMerge? merge = context.View.Find<MemberMerge>(MemberMerge.KeyOf(context.Program, command.From));
        if (context.View.IsIncomplete)
        {
            return Decision<MergeReceipt>.Incomplete;
        }

        if (merged is null)
        {
            return MemberRules.NotFound(command.From);
        }

        if (survivor is null || merge is null or { UndoneAt: not null })
        {
            return MergeRules.NotMerged(command.From);
        }

        if (merge.Into != survivor.MemberId)
        {
            return MergeRules.NotLatest(merge);
        }

        if (merged.ErasedAt is not null)
        {
            return MemberRules.Erased(merged.MemberId);
        }

        if (context.Now > merge.UndoableUntil)
        {
            return MergeRules.Final(merge);
        }

        var changes = new Changes();
        merged = merged with { Absorbed = merge.Absorbed };
        survivor = survivor with { Absorbed = [.. survivor.Absorbed.Where(id => id != merge.From && !merge.Absorbed.Contains(id))] };
        MovedPoints points = PointMerging.Undo(context, merged.MemberId, survivor.MemberId, merge.DebtOwed, command.Reason, changes);
        int purchases = options.Metrics.AreKept ? MetricMerging.Undo(context, merged.MemberId, merge.Absorbed, survivor.MemberId, changes) : 0;
        int tags = TagMerging.Undo(context, merged.MemberId, survivor.MemberId, merge.Tags, command.Reason, changes);
        int coupons = CouponMerging.Undo(context, merged.MemberId, survivor.MemberId, merge.Coupons, command.Reason, changes);
        AttributeMerging.Undo(context, merged.MemberId, survivor.MemberId, merge.Attributes, changes);
        MemberId? referrer = ReferralMerging.Undo(
            context, merge, merged, survivor, options.Referrals.MaxChain, options.Metrics.AreKept, changes);
        List<Member> along = MemberRules.FindAll(context, merge.Absorbed);
        if (context.View.IsIncomplete)
        {
            return Decision<MergeReceipt>.Incomplete;
        }

        if (changes.Count > MergeRules.MaxRecords)
        {
            return MergeRules.TooLarge(changes.Count);
        }

        changes.Put(merged with { MergedInto = null });
        foreach (Member member in along)
        {
            changes.Put(member with { MergedInto = merged.MemberId });
        }

        changes.Put(survivor);
        changes.Put(merge with { UndoneAt = context.Now });
        return Decision<MergeReceipt>.Accept(
            new MergeReceipt(merged.MemberId, survivor.MemberId, context.Now, points.Points, points.Debt, purchases, tags, referrer, null) { Coupons = coupons },
            changes);
    }
}
