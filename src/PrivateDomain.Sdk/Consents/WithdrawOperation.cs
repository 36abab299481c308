using System.Text.Json.Serialization.Metadata;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Consents;

/// <summary>Records that a member withdraws a consent.</summary>
internal sealed class WithdrawOperation : Operation<WithdrawConsent, ConsentReceipt>
{
    internal override string Kind => "consent.withdraw";

    internal override JsonTypeInfo<ConsentReceipt> AnswerContract => AnswerJson.Default.ConsentReceipt;

    internal override string KeyOf(WithdrawConsent command) => command.OperationId.Value;

    internal override string OwnerOf(WithdrawConsent command) => command.MemberId.Value;

    internal override DateTimeOffset? TimeOf(WithdrawConsent command) => command.OccurredAt;

    internal override void Describe(WithdrawConsent command, FingerprintBuilder fingerprint) => fingerprint
        .Add("member_id", command.MemberId.Value)
        .Add("purpose", command.Purpose)
        .Add("recipient", command.Recipient)
        .Add("channel", command.Channel)
        .Add("actor", command.Actor)
        .Add("occurred_at", command.OccurredAt);

    internal override void Read(in DecisionContext context, WithdrawConsent command) => Decide(context, command);

    internal override Decision<ConsentReceipt> Decide(in DecisionContext context, WithdrawConsent command)
    {
        var posting = new ConsentPosting(context, command.MemberId, command.Purpose, command.Recipient);
        if (context.View.IsIncomplete)
        {
            return Decision<ConsentReceipt>.Incomplete;
        }

        if (posting.Member is null)
        {
            return MemberRules.NotFound(command.MemberId);
        }

        if (posting.Standing is not { } standing)
        {
            return ConsentRules.NotGiven(command.Purpose);
        }

        var changes = new Changes();
        posting.Withdraw(command, changes);
        return Decision<ConsentReceipt>.Accept(ConsentRules.ReceiptOf(posting.Member.MemberId, standing, ConsentChange.Withdrawn), changes);
    }
}
