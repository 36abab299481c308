using System.Text.Json.Serialization.Metadata;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Referrals;

namespace PrivateDomain.Sdk.Metrics;

/// <summary>Counts a bound member in the tally of the referrer that he has now.</summary>
internal sealed class KeepReferralOperation : Operation<MemberId, Reconciled>
{
    internal override string Kind => "metrics.referral";

    internal override bool IsKept => false;

    internal override JsonTypeInfo<Reconciled>? AnswerContract => null;

    internal override string KeyOf(MemberId command) => command.Value;

    internal override string OwnerOf(MemberId command) => command.Value;

    internal override DateTimeOffset? TimeOf(MemberId command) => null;

    internal override void Describe(MemberId command, FingerprintBuilder fingerprint)
    {
        // The key says it all.
    }

    internal override void Read(in DecisionContext context, MemberId command) => Decide(context, command);

    internal override Decision<Reconciled> Decide(in DecisionContext context, MemberId command)
    {
        ReferralBinding? binding = ReferralRules.Find(context, command);
        var changes = new Changes();
        bool isChanged = binding is not null && MetricPosting.KeepReferral(context, command, binding.Referrer, changes);
        if (context.View.IsIncomplete)
        {
            return Decision<Reconciled>.Incomplete;
        }

        if (isChanged)
        {
            changes.Expect(binding!.Key);
        }

        return Decision<Reconciled>.Accept(new Reconciled(isChanged), changes);
    }
}
