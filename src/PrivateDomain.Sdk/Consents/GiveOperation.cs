using System.Text.Json.Serialization.Metadata;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Consents;

/// <summary>Records that a member consents.</summary>
internal sealed class GiveOperation : Operation<GiveConsent, ConsentReceipt>
{
    internal override string Kind => "consent.give";

    internal override JsonTypeInfo<ConsentReceipt> AnswerContract => AnswerJson.Default.ConsentReceipt;

    internal override string KeyOf(GiveConsent command) => command.OperationId.Value;

    internal override string OwnerOf(GiveConsent command) => command.MemberId.Value;

    internal override DateTimeOffset? TimeOf(GiveConsent command) => command.OccurredAt;

    internal override void Describe(GiveConsent command, FingerprintBuilder fingerprint) => fingerprint
        .Add("member_id", command.MemberId.Value)
        .Add("purpose", command.Purpose)
        .Add("recipient", command.Recipient)
        .Add("version", command.Version)
        .Add("channel", command.Channel)
        .Add("actor", command.Actor)
        .Add("occurred_at", command.OccurredAt);

    internal override void Read(in DecisionContext context, GiveConsent command) => Decide(context, command);

    internal override Decision<ConsentReceipt> Decide(in DecisionContext context, GiveConsent command)
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

        if (posting.Member.ErasedAt is not null)
        {
            return MemberRules.Erased(posting.Member.MemberId);
        }

        var changes = new Changes();
        ConsentChange change = ConsentRules.Give(posting.Standing, command.Version);
        Consent given = change == ConsentChange.Unchanged ? posting.Standing! : posting.Give(command, change, changes);
        return Decision<ConsentReceipt>.Accept(ConsentRules.ReceiptOf(posting.Member.MemberId, given, change), changes);
    }
}
