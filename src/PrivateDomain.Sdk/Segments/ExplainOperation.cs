using System.Text.Json.Serialization.Metadata;
using PrivateDomain.Sdk.Levels;
using PrivateDomain.Sdk.Lifecycle;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Segments;

/// <summary>Explains a rule for one member. Changes nothing; it is an operation because it reads as one does.</summary>
internal sealed class ExplainOperation(Currency currency, TimeZoneInfo zone, LifecycleTerms terms, LevelTerms? levels)
    : Operation<ExplainOperation.Command, RuleExplanation>
{
    internal override string Kind => "segment.explain";

    internal override bool IsKept => false;

    internal override bool IsFollowed => false;

    internal override JsonTypeInfo<RuleExplanation>? AnswerContract => null;

    internal override string KeyOf(Command command) => command.MemberId.Value;

    internal override string OwnerOf(Command command) => command.MemberId.Value;

    internal override DateTimeOffset? TimeOf(Command command) => command.AsOf;

    internal override void Describe(Command command, FingerprintBuilder fingerprint)
    {
        // Nothing is kept that could be told apart.
    }

    internal override void Read(in DecisionContext context, Command command) => Decide(context, command);

    internal override Decision<RuleExplanation> Decide(in DecisionContext context, Command command)
    {
        var changes = new Changes();
        Member? member = MemberRules.Resolve(context, command.MemberId);
        MemberId memberId = MemberRules.OwnerOf(context, command.MemberId);
        var day = BusinessDay.Of(context.Now, zone);
        var facts = new StoredFacts(new Overlay(context.View, changes), context.Program, memberId, currency, day, terms, levels);
        RuleExplanation explanation = SegmentRules.Explain(command.Rule, facts, day);
        if (context.View.IsIncomplete)
        {
            return Decision<RuleExplanation>.Incomplete;
        }

        return member is null ? MemberRules.NotFound(command.MemberId)
            : member.ErasedAt is not null ? MemberRules.Erased(memberId)
            : Decision<RuleExplanation>.Accept(explanation, changes);
    }

    internal sealed record Command(MemberId MemberId, SegmentRule Rule, DateTimeOffset AsOf);
}
