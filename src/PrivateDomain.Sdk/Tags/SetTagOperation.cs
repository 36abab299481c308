using System.Text.Json.Serialization.Metadata;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Tags;

/// <summary>Sets a tag on a member.</summary>
internal sealed class SetTagOperation(int maxPerMember) : Operation<SetTag, TagReceipt>
{
    internal override string Kind => "tag.set";

    internal override JsonTypeInfo<TagReceipt> AnswerContract => AnswerJson.Default.TagReceipt;

    internal override string KeyOf(SetTag command) => command.OperationId.Value;

    internal override string OwnerOf(SetTag command) => command.MemberId.Value;

    internal override DateTimeOffset? TimeOf(SetTag command) => command.OccurredAt;

    internal override void Describe(SetTag command, FingerprintBuilder fingerprint) => fingerprint
        .Add("member_id", command.MemberId.Value)
        .Add("group", command.Group)
        .Add("value", command.Value)
        .Add("expires_at", command.ExpiresAt)
        .Add("source", MemberTag.NameOf(command.Source))
        .Add("actor", command.Actor)
        .AddText("reason", command.Reason)
        .Add("occurred_at", command.OccurredAt);

    internal override void Read(in DecisionContext context, SetTag command) => Decide(context, command);

    internal override Decision<TagReceipt> Decide(in DecisionContext context, SetTag command)
    {
        Member? member = MemberRules.Resolve(context, command.MemberId);
        var changes = new Changes();
        var posting = new TagPosting(context, changes, MemberRules.OwnerOf(context, command.MemberId), command.Group, command.Value);
        if (context.View.IsIncomplete)
        {
            return Decision<TagReceipt>.Incomplete;
        }

        if (member is null)
        {
            return MemberRules.NotFound(command.MemberId);
        }

        if (member.ErasedAt is not null)
        {
            return MemberRules.Erased(member.MemberId);
        }

        if (posting.Group is null)
        {
            return TagRules.GroupNotFound(command.Group);
        }

        DateTimeOffset? expiresAt = command.ExpiresAt?.ToUniversalTime();
        if (expiresAt <= context.Now)
        {
            return TagRules.ExpiryOutOfRange(expiresAt.Value, context.Now);
        }

        posting.Expire();
        TagChange change = TagRules.Set(posting.Standing, command.Value, command.Source, expiresAt);
        if (change == TagChange.Set && posting.Tags >= maxPerMember)
        {
            return TagRules.LimitReached(maxPerMember);
        }

        posting.Set(change, command.Value, command.Source, command.Actor, expiresAt, command.Reason);
        posting.Write();
        return Decision<TagReceipt>.Accept(posting.ToReceipt(command.Value, change), changes);
    }
}
