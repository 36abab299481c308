using System.Text.Json.Serialization.Metadata;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Tags;

/// <summary>Books the expiry of one tag, if its time has run out. What the sweep saw only names the tag: the tag of now counts.</summary>
internal sealed class ExpireTagOperation : Operation<ExpireTagOperation.Command, ExpiredTag>
{
    internal override string Kind => "tag.expire";

    internal override bool IsKept => false;

    internal override JsonTypeInfo<ExpiredTag> AnswerContract => AnswerJson.Default.ExpiredTag;

    internal override string KeyOf(Command command) => command.MemberId.Value;

    internal override string OwnerOf(Command command) => command.MemberId.Value;

    internal override DateTimeOffset? TimeOf(Command command) => command.AsOf;

    internal override void Describe(Command command, FingerprintBuilder fingerprint)
    {
        // Nothing is kept under the key that could be compared.
    }

    internal override void Read(in DecisionContext context, Command command) => Decide(context, command);

    internal override Decision<ExpiredTag> Decide(in DecisionContext context, Command command)
    {
        var changes = new Changes();
        var posting = new TagPosting(context, changes, command.MemberId, command.Group, command.Value);
        if (context.View.IsIncomplete)
        {
            return Decision<ExpiredTag>.Incomplete;
        }

        bool isBooked = posting.Expire();
        posting.Write();
        return Decision<ExpiredTag>.Accept(new ExpiredTag(isBooked), changes);
    }

    internal sealed record Command(MemberId MemberId, string Group, string Value, DateTimeOffset AsOf);
}
