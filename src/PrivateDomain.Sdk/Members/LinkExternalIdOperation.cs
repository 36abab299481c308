using System.Text.Json.Serialization.Metadata;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Members;

/// <summary>Links an external id to a registered member.</summary>
internal sealed class LinkExternalIdOperation : Operation<LinkedCommand<LinkExternalId>, MemberReceipt>
{
    internal override string Kind => "member.link";

    internal override JsonTypeInfo<MemberReceipt> AnswerContract => AnswerJson.Default.MemberReceipt;

    internal override string KeyOf(LinkedCommand<LinkExternalId> command) => command.Command.OperationId.Value;

    internal override string OwnerOf(LinkedCommand<LinkExternalId> command) => command.Command.MemberId.Value;

    internal override DateTimeOffset? TimeOf(LinkedCommand<LinkExternalId> command) => command.Command.OccurredAt;

    internal override void Describe(LinkedCommand<LinkExternalId> command, FingerprintBuilder fingerprint) => fingerprint
        .Add("member_id", command.Command.MemberId.Value)
        .Add("external_id", $"{command.Links[0].Kind}:{command.Links[0].Hash}")
        .Add("occurred_at", command.Command.OccurredAt);

    internal override void Read(in DecisionContext context, LinkedCommand<LinkExternalId> command)
    {
        MemberRules.Resolve(context, command.Command.MemberId);
        context.View.Find<ExternalIdClaim>(ExternalIdClaim.KeyOf(context.Program, command.Links[0].Hash, command.Links[0].Kind));
    }

    internal override Decision<MemberReceipt> Decide(in DecisionContext context, LinkedCommand<LinkExternalId> command)
    {
        Member? found = MemberRules.Resolve(context, command.Command.MemberId);
        if (context.View.IsIncomplete)
        {
            return Decision<MemberReceipt>.Incomplete;
        }

        if (found is null)
        {
            return MemberRules.NotFound(command.Command.MemberId);
        }

        if (found.ErasedAt is not null)
        {
            return MemberRules.Erased(found.MemberId);
        }

        var changes = new Changes();
        Member member = found;
        Refusal? refusal = ExternalIdClaims.TryClaim(context, ref member, command.Links[0], changes);
        if (context.View.IsIncomplete)
        {
            return Decision<MemberReceipt>.Incomplete;
        }

        if (refusal is not null)
        {
            return refusal;
        }

        if (!ReferenceEquals(member, found))
        {
            changes.Put(member);
        }

        return Decision<MemberReceipt>.Accept(new MemberReceipt(member.MemberId, member.RegisteredAt, member.ExternalIds.Count), changes);
    }
}
