using System.Text.Json.Serialization.Metadata;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Tags;

/// <summary>Defines a tag group.</summary>
internal sealed class DefineTagGroupOperation : Operation<DefineTagGroup, TagGroupReceipt>
{
    internal override string Kind => "tag.define_group";

    internal override JsonTypeInfo<TagGroupReceipt> AnswerContract => AnswerJson.Default.TagGroupReceipt;

    internal override string KeyOf(DefineTagGroup command) => command.OperationId.Value;

    internal override string OwnerOf(DefineTagGroup command) => command.Name;

    internal override DateTimeOffset? TimeOf(DefineTagGroup command) => command.OccurredAt;

    internal override void Describe(DefineTagGroup command, FingerprintBuilder fingerprint) => fingerprint
        .Add("name", command.Name)
        .Add("is_exclusive", command.IsExclusive ? "true" : "false")
        .Add("occurred_at", command.OccurredAt);

    internal override void Read(in DecisionContext context, DefineTagGroup command) => Find(context, command);

    internal override Decision<TagGroupReceipt> Decide(in DecisionContext context, DefineTagGroup command)
    {
        TagGroup? found = Find(context, command);
        if (context.View.IsIncomplete)
        {
            return Decision<TagGroupReceipt>.Incomplete;
        }

        var changes = new Changes();
        if (found is null)
        {
            found = new TagGroup { Program = context.Program, Name = command.Name, IsExclusive = command.IsExclusive, DefinedAt = context.Now };
            changes.Put(found);
        }
        else if (found.IsExclusive != command.IsExclusive)
        {
            return TagRules.GroupFixed(found);
        }

        return Decision<TagGroupReceipt>.Accept(new TagGroupReceipt(found.Name, found.IsExclusive, found.DefinedAt), changes);
    }

    private static TagGroup? Find(in DecisionContext context, DefineTagGroup command) =>
        context.View.Find<TagGroup>(TagGroup.KeyOf(context.Program, command.Name));
}
