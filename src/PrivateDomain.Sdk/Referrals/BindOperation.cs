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
        MemberRules.Find(context, command.MemberId);
        MemberRules.Find(context, command.Referrer);
        ReferralRules.Find(context, command.MemberId);
        ReferralRules.RefuseCycle(context, command.MemberId, command.Referrer, options.MaxChain, new Changes());
        if (metrics.AreKept)
        {
            MetricPosting.KeepReferral(context, command.MemberId, command.Referrer, new Changes());
        }
    }

    internal override Decision<ReferralReceipt> Decide(in DecisionContext context, BindReferrer command)
    {
        Member? member = MemberRules.Find(context, command.MemberId);
        Member? referrer = MemberRules.Find(context, command.Referrer);
        ReferralBinding? bound = ReferralRules.Find(context, command.MemberId);
        if (context.View.IsIncomplete)
        {
            return Decision<ReferralReceipt>.Incomplete;
        }

        if (member is null || referrer is null)
        {
            return MemberRules.NotFound(member is null ? command.MemberId : command.Referrer);
        }

        if (bound is not null && bound.Referrer != command.Referrer && options.Rebinding == RebindingPolicy.Never)
        {
            return new Refusal(ReferralRefusals.AlreadyBound, $"'{command.MemberId.Value}' has a referrer already, and that is decided once.");
        }

        var changes = new Changes();
        if (bound is not null && bound.Referrer == command.Referrer)
        {
            return Decision<ReferralReceipt>.Accept(new ReferralReceipt(command.MemberId, bound.Referrer, bound.BoundAt, null), changes);
        }

        if (ReferralRules.RefuseCycle(context, command.MemberId, command.Referrer, options.MaxChain, changes) is { } refusal)
        {
            return refusal;
        }

        changes.Put((bound ?? new ReferralBinding
        {
            Program = context.Program,
            MemberId = command.MemberId,
            Referrer = command.Referrer,
            BoundAt = context.Now,
        }) with { Referrer = command.Referrer, BoundAt = context.Now });
        if (metrics.AreKept)
        {
            MetricPosting.KeepReferral(context, command.MemberId, command.Referrer, changes);
        }

        return Decision<ReferralReceipt>.Accept(new ReferralReceipt(command.MemberId, command.Referrer, context.Now, bound?.Referrer), changes);
    }
}
