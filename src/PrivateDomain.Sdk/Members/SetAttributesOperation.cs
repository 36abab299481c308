using System.Text.Json.Serialization.Metadata;
using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Members;

/// <summary>Sets and clears attributes of a member.</summary>
internal sealed class SetAttributesOperation(IReadOnlyCollection<AttributeDefinition> declared) : Operation<AttributesCommand, AttributesReceipt>
{
    internal override string Kind => "member.attributes";

    internal override JsonTypeInfo<AttributesReceipt> AnswerContract => AnswerJson.Default.AttributesReceipt;

    internal override string KeyOf(AttributesCommand command) => command.Command.OperationId.Value;

    internal override string OwnerOf(AttributesCommand command) => command.Command.MemberId.Value;

    internal override DateTimeOffset? TimeOf(AttributesCommand command) => command.Command.OccurredAt;

    internal override void Describe(AttributesCommand command, FingerprintBuilder fingerprint)
    {
        fingerprint.Add("member_id", command.Command.MemberId.Value);
        foreach ((string name, AttributeValue? value) in command.Values)
        {
            // Every value stands as a digest, numbers and yes or no too; with the key in it, so that equal values of two members cannot be told to be equal.
            fingerprint.AddText($"attribute.{name}", $"{command.Command.OperationId.Value}\n{value?.Canonical}");
        }

        fingerprint.Add("actor", command.Command.Actor).Add("occurred_at", command.Command.OccurredAt);
    }

    internal override void Read(in DecisionContext context, AttributesCommand command) => Decide(context, command);

    internal override Decision<AttributesReceipt> Decide(in DecisionContext context, AttributesCommand command)
    {
        MemberId memberId = MemberRules.OwnerOf(context, command.Command.MemberId);
        Member? member = MemberRules.Resolve(context, command.Command.MemberId);
        var changes = new Changes();
        int cleared = 0;
        int set = 0;
        string? unknown = null;
        foreach ((string name, AttributeValue? value) in command.Values)
        {
            RecordKey key = MemberAttribute.KeyOf(context.Program, memberId, name);
            MemberAttribute? stored = context.View.Find<MemberAttribute>(key);
            if (value is null && stored is null)
            {
                unknown ??= AttributeRules.Find(declared, name) is null ? name : null;
            }
            else if (value is null)
            {
                changes.Remove(key);
                cleared++;
            }
            else if (stored?.Holds(value) != true)
            {
                changes.Put(MemberAttribute.Of(context.Program, memberId, name, value, context.Now, command.Command.Actor));
                set++;
            }
        }

        if (context.View.IsIncomplete)
        {
            return Decision<AttributesReceipt>.Incomplete;
        }

        if (member is null)
        {
            return MemberRules.NotFound(memberId);
        }

        if (member.ErasedAt is not null)
        {
            return MemberRules.Erased(memberId);
        }

        if (unknown is not null)
        {
            return AttributeRules.Unknown(unknown);
        }

        if (set + cleared > 0)
        {
            // Whatever becomes of the member meanwhile, nothing is set on whom he was.
            changes.Expect(member.Key);
        }

        return Decision<AttributesReceipt>.Accept(new AttributesReceipt(memberId, set, cleared, command.Values.Count - set - cleared), changes);
    }
}
