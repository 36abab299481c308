using System.Text.Json.Serialization.Metadata;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Referrals;

/// <summary>Binds a member to his referrer.</summary>
internal sealed class BindOperation(ReferralOptions options, MetricOptions metrics) : Operation<BindReferrer, ReferralReceipt>
{
    internal override string Kind => "referral.bind";

    internal override JsonTypeInfo<ReferralReceipt> AnswerContract => AnswerJson.Default.ReferralReceipt;

    internal override string KeyOf(BindReferrer command) => command.OperationId.Value;

    internal override string OwnerOf(BindReferrer command) => command.MemberId.Value;

    internal override DateTimeOffset? TimeOf(BindReferrer command) => command.OccurredAt;

    internal override void Describe(BindReferrer command, FingerprintBuilder fingerprint) => fingerprint
        .Add("member_id", command.MemberId.Value)
        .Add("referrer", command.Referrer.Value)
        .Add("occurred_at", command.OccurredAt);

    internal override void Read(in DecisionContext context, BindReferrer command)
    {
        MemberId memberId = MemberRules.OwnerOf(context, command.MemberId);
        MemberId referrer = MemberRules.OwnerOf(context, command.Referrer);
        ReferralRules.Find(context, memberId);
        ReferralRules.RefuseCycle(context, memberId, referrer, options.MaxChain, new Changes());
        if (metrics.AreKept)
        {
            MetricPosting.KeepReferral(context, memberId, referrer, new Changes());
        }
    }

    internal override Decision<ReferralReceipt> Decide(in DecisionContext context, BindReferrer command)
    {
        Member? member = MemberRules.Resolve(context, command.MemberId);
        Member? referrer = MemberRules.Resolve(context, command.Referrer);
        MemberId memberId = member?.MemberId ?? command.MemberId;
        ReferralBinding? bound = ReferralRules.Find(context, memberId);
        MemberId? boundTo = bound is null ? default(MemberId?) : MemberRules.OwnerOf(context, bound.Referrer);
        if (context.View.IsIncomplete)
        {
            return Decision<ReferralReceipt>.Incomplete;
        }

        if (member is null || referrer is null)
        {
            return MemberRules.NotFound(member is null ? command.MemberId : command.Referrer);
        }

        if (memberId == referrer.MemberId)
        {
            return ReferralRules.Self(command.MemberId);
        }

        if (bound is not null && boundTo != referrer.MemberId && options.Rebinding == RebindingPolicy.Never)
        {
            return new Refusal(ReferralRefusals.AlreadyBound, $"'{command.MemberId.Value}' has a referrer already, and that is decided once.");
        }

        var changes = new Changes();
        if (bound is not null && boundTo == referrer.MemberId)
        {
            return Decision<ReferralReceipt>.Accept(new ReferralReceipt(memberId, bound.Referrer, bound.BoundAt, null), changes);
        }

        if (ReferralRules.RefuseCycle(context, memberId, referrer.MemberId, options.MaxChain, changes) is { } refusal)
        {
            return refusal;
        }

        changes.Put((bound ?? new ReferralBinding
        {
            Program = context.Program,
            MemberId = memberId,
            Referrer = referrer.MemberId,
            BoundAt = context.Now,
        }) with { Referrer = referrer.MemberId, BoundAt = context.Now });

        // Whoever is merged meanwhile has no binding of his own any more, and is nobody's referrer.
        changes.Expect(member.Key);
        changes.Expect(referrer.Key);
        if (metrics.AreKept)
        {
            MetricPosting.KeepReferral(context, memberId, referrer.MemberId, changes);
        }

        return Decision<ReferralReceipt>.Accept(new ReferralReceipt(memberId, referrer.MemberId, context.Now, bound?.Referrer), changes);
    }
}
