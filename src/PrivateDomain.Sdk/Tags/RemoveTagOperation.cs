using System.Text.Json.Serialization.Metadata;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Tags;

/// <summary>Removes a tag from a member.</summary>
internal sealed class RemoveTagOperation : Operation<RemoveTag, TagReceipt>
{
    internal override string Kind => "tag.remove";

    internal override JsonTypeInfo<TagReceipt> AnswerContract => AnswerJson.Default.TagReceipt;

    internal override string KeyOf(RemoveTag command) => command.OperationId.Value;

    internal override string OwnerOf(RemoveTag command) => command.MemberId.Value;

    internal override DateTimeOffset? TimeOf(RemoveTag command) => command.OccurredAt;

    internal override void Describe(RemoveTag command, FingerprintBuilder fingerprint) => fingerprint
        .Add("member_id", command.MemberId.Value)
        .Add("group", command.Group)
        .Add("value", command.Value)
        .Add("source", MemberTag.NameOf(command.Source))
        .Add("actor", command.Actor)
        .AddText("reason", command.Reason)
        .Add("occurred_at", command.OccurredAt);

    internal override void Read(in DecisionContext context, RemoveTag command) => Decide(context, command);

    internal override Decision<TagReceipt> Decide(in DecisionContext context, RemoveTag command)
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

        if (posting.Group is null)
        {
            return TagRules.GroupNotFound(command.Group);
        }

        posting.Expire();
        TagChange change = TagRules.Remove(posting.Standing, command.Value, command.Source);
        if (change == TagChange.Removed)
        {
            posting.Remove(command.Source, command.Actor, command.Reason);
        }

        posting.Write();
        return Decision<TagReceipt>.Accept(posting.ToReceipt(command.Value, change), changes);
    }
}
