using System.Text.Json.Serialization.Metadata;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Rfm;

/// <summary>Stores a run: when its cuts are found, and again when everybody is scored. Whoever found the cuts of a day first decides them.</summary>
internal sealed class KeepRunOperation : Operation<KeepRunOperation.Command, RfmRun>
{
    internal override string Kind => "rfm.run";

    internal override bool IsKept => false;

    internal override JsonTypeInfo<RfmRun>? AnswerContract => null;

    internal override string KeyOf(Command command) => command.Run.Id;

    internal override string OwnerOf(Command command) => RfmRun.Place;

    internal override DateTimeOffset? TimeOf(Command command) => null;

    internal override void Describe(Command command, FingerprintBuilder fingerprint)
    {
        // Nothing is kept that could be told apart.
    }

    internal override void Read(in DecisionContext context, Command command) => Decide(context, command);

    internal override Decision<RfmRun> Decide(in DecisionContext context, Command command)
    {
        RfmRun? before = context.View.Find<RfmRun>(RfmRun.KeyOf(context.Program, command.Run.AsOf));
        if (context.View.IsIncomplete)
        {
            return Decision<RfmRun>.Incomplete;
        }

        var changes = new Changes();
        RfmRun after = command.Run with { Revision = before?.Revision ?? 0 };
        if (before is not null && (IsSame(before, after) || (command.IsBeginning && Decides(before, after))))
        {
            return Decision<RfmRun>.Accept(before, changes);
        }

        changes.Put(after);
        return Decision<RfmRun>.Accept(after with { Revision = after.Revision + 1 }, changes);
    }

    /// <summary>Whether what was stored first goes on: it is of the same settings, and only the cuts may be others, or it is just what is to begin.</summary>
    private static bool Decides(RfmRun before, RfmRun after) =>
        RfmPosting.IsOfSameSettings(RfmCuts.Parse(before.Cuts), RfmCuts.Parse(after.Cuts)) && (before.Cuts != after.Cuts || before.Version == after.Version);

    private static bool IsSame(RfmRun left, RfmRun right) =>
        left.Cuts == right.Cuts && left.Version == right.Version && left.IsComplete == right.IsComplete && left.Members == right.Members
        && left.Totals.SequenceEqual(right.Totals);

    internal sealed record Command(RfmRun Run, bool IsBeginning);
}
