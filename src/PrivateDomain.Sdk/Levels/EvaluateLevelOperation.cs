using System.Text.Json.Serialization.Metadata;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Levels;

/// <summary>Tells one member's levels on through a day. Brings records in line with others, so no answer is kept.</summary>
internal sealed class EvaluateLevelOperation(LevelPosting posting) : Operation<EvaluateLevelOperation.Command, LevelSweep>
{
    internal override string Kind => "level.evaluate";

    internal override bool IsKept => false;

    internal override JsonTypeInfo<LevelSweep>? AnswerContract => null;

    internal override string KeyOf(Command command) => command.MemberId.Value;

    internal override string OwnerOf(Command command) => command.MemberId.Value;

    internal override DateTimeOffset? TimeOf(Command command) => command.AsOf;

    internal override void Describe(Command command, FingerprintBuilder fingerprint)
    {
        // Nothing is kept that could be told apart.
    }

    internal override void Read(in DecisionContext context, Command command) => Decide(context, command);

    internal override Decision<LevelSweep> Decide(in DecisionContext context, Command command)
    {
        var changes = new Changes();
        Member? member = MemberRules.Find(context, command.MemberId);
        int told = posting.Evaluate(context, command.MemberId, changes);
        if (context.View.IsIncomplete)
        {
            return Decision<LevelSweep>.Incomplete;
        }

        return member is null
            ? Decision<LevelSweep>.Accept(new LevelSweep(0, 0), new Changes())
            : Decision<LevelSweep>.Accept(new LevelSweep(1, told), changes);
    }

    internal sealed record Command(MemberId MemberId, DateTimeOffset AsOf);
}
