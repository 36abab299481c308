using System.Text.Json.Serialization.Metadata;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Members;

/// <summary>Takes an external id away from a registered member.</summary>
internal sealed class UnlinkExternalIdOperation : Operation<LinkedCommand<UnlinkExternalId>, MemberReceipt>
{
    internal override string Kind => "member.unlink";

    internal override JsonTypeInfo<MemberReceipt> AnswerContract => AnswerJson.Default.MemberReceipt;

    internal override string KeyOf(LinkedCommand<UnlinkExternalId> command) => command.Command.OperationId.Value;

    internal override string OwnerOf(LinkedCommand<UnlinkExternalId> command) => command.Command.MemberId.Value;

    internal override DateTimeOffset? TimeOf(LinkedCommand<UnlinkExternalId> command) => command.Command.OccurredAt;

    internal override void Describe(LinkedCommand<UnlinkExternalId> command, FingerprintBuilder fingerprint) => fingerprint
        .Add("member_id", command.Command.MemberId.Value)
        .Add("external_id", $"{command.Links[0].Kind}:{command.Links[0].Hash}")
        .Add("occurred_at", command.Command.OccurredAt);

    internal override void Read(in DecisionContext context, LinkedCommand<UnlinkExternalId> command) => Decide(context, command);

    internal override Decision<MemberReceipt> Decide(in DecisionContext context, LinkedCommand<UnlinkExternalId> command)
    {
        Member? member = MemberRules.Resolve(context, command.Command.MemberId);
        var changes = new Changes();
        Refusal? refusal = ExternalIdClaims.TryRelease(context, ref member, command.Links[0], changes);
        if (context.View.IsIncomplete)
        {
            return Decision<MemberReceipt>.Incomplete;
        }

        if (member is null)
        {
            return MemberRules.NotFound(command.Command.MemberId);
        }

        if (refusal is not null)
        {
            return refusal;
        }

        // Another link of the same member reads this record too: written by both, so one of them decides anew.
        changes.Put(member);
        return Decision<MemberReceipt>.Accept(new MemberReceipt(member.MemberId, member.RegisteredAt, member.ExternalIds.Count), changes);
    }
}
