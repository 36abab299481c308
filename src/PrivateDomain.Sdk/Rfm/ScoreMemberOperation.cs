using System.Text.Json.Serialization.Metadata;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Rfm;

/// <summary>Stores what a run found of one member. Brings records in line with others, so no answer is kept.</summary>
internal sealed class ScoreMemberOperation : Operation<ScoreMemberOperation.Command, RfmProgress>
{
    internal override string Kind => "rfm.score";

    internal override bool IsKept => false;

    internal override JsonTypeInfo<RfmProgress>? AnswerContract => null;

    internal override string KeyOf(Command command) => command.MemberId.Value;

    internal override string OwnerOf(Command command) => command.MemberId.Value;

    internal override DateTimeOffset? TimeOf(Command command) => command.At;

    internal override void Describe(Command command, FingerprintBuilder fingerprint)
    {
        // Nothing is kept that could be told apart.
    }

    internal override void Read(in DecisionContext context, Command command) => Decide(context, command);

    internal override Decision<RfmProgress> Decide(in DecisionContext context, Command command)
    {
        RfmState? before = context.View.Find<RfmState>(RfmState.KeyOf(context.Program, command.MemberId));
        if (context.View.IsIncomplete)
        {
            return Decision<RfmProgress>.Incomplete;
        }

        var changes = new Changes();
        RfmState? after = RfmPosting.After(before, context.Program, command.MemberId, command.Standing, command.AsOf);
        if (after is null || after == before)
        {
            return Decision<RfmProgress>.Accept(new RfmProgress(0, 1, 0), changes);
        }

        changes.Put(after);
        if (after.Entries != (before?.Entries ?? 0))
        {
            changes.Append(new RfmEntry
            {
                Program = context.Program,
                MemberId = command.MemberId,
                Number = after.Entries,
                AsOf = command.AsOf,
                Recency = after.Recency,
                Frequency = after.Frequency,
                Monetary = after.Monetary,
                Segment = after.Segment,
                Version = after.Version,
                At = context.Now,
            });
        }

        return Decision<RfmProgress>.Accept(new RfmProgress(0, 1, 1), changes);
    }

    internal sealed record Command(MemberId MemberId, RfmStanding? Standing, DateOnly AsOf, DateTimeOffset At);
}
