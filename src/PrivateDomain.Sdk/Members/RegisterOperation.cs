using System.Text.Json.Serialization.Metadata;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Members;

/// <summary>Registers a member and claims his external ids.</summary>
internal sealed class RegisterOperation : Operation<LinkedCommand<RegisterMember>, MemberReceipt>
{
    internal override string Kind => "member.register";

    internal override JsonTypeInfo<MemberReceipt> AnswerContract => AnswerJson.Default.MemberReceipt;

    internal override string KeyOf(LinkedCommand<RegisterMember> command) => command.Command.MemberId.Value;

    internal override string OwnerOf(LinkedCommand<RegisterMember> command) => command.Command.MemberId.Value;

    internal override DateTimeOffset? TimeOf(LinkedCommand<RegisterMember> command) => command.Command.RegisteredAt;

    internal override void Describe(LinkedCommand<RegisterMember> command, FingerprintBuilder fingerprint) => fingerprint
        .Add("registered_at", command.Command.RegisteredAt)
        .Add("external_ids", command.Links.Count == 0 ? null : string.Join(',', command.Links.Select(link => $"{link.Kind}:{link.Hash}")));

    internal override void Read(in DecisionContext context, LinkedCommand<RegisterMember> command)
    {
        MemberRules.Find(context, command.Command.MemberId);
        foreach (ExternalIdLink link in command.Links)
        {
            context.View.Find<ExternalIdClaim>(ExternalIdClaim.KeyOf(context.Program, link.Hash, link.Kind));
        }
    }

    internal override Decision<MemberReceipt> Decide(in DecisionContext context, LinkedCommand<RegisterMember> command)
    {
        var changes = new Changes();
        Member member = MemberRules.Find(context, command.Command.MemberId)
            ?? new Member { Program = context.Program, MemberId = command.Command.MemberId, RegisteredAt = context.Now };
        foreach (ExternalIdLink link in command.Links)
        {
            if (ExternalIdClaims.TryClaim(context, ref member, link, changes) is { } refusal)
            {
                return context.View.IsIncomplete ? Decision<MemberReceipt>.Incomplete : refusal;
            }
        }

        if (context.View.IsIncomplete)
        {
            return Decision<MemberReceipt>.Incomplete;
        }

        changes.Put(member);
        return Decision<MemberReceipt>.Accept(new MemberReceipt(member.MemberId, member.RegisteredAt, member.ExternalIds.Count), changes);
    }
}
