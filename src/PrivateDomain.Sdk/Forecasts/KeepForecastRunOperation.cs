using System.Text.Json.Serialization.Metadata;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Forecasts;

/// <summary>Stores a run: when its models are fitted, and again when everybody is forecast. Whoever fitted the models of a day first decides them.</summary>
internal sealed class KeepForecastRunOperation : Operation<KeepForecastRunOperation.Command, ForecastRun>
{
    internal override string Kind => "forecast.run";

    internal override bool IsKept => false;

    internal override JsonTypeInfo<ForecastRun>? AnswerContract => null;

    internal override string KeyOf(Command command) => command.Run.Id;

    internal override string OwnerOf(Command command) => ForecastRun.Place;

    internal override DateTimeOffset? TimeOf(Command command) => null;

    internal override void Describe(Command command, FingerprintBuilder fingerprint)
    {
        // Nothing is kept that could be told apart.
    }

    internal override void Read(in DecisionContext context, Command command) => Decide(context, command);

    internal override Decision<ForecastRun> Decide(in DecisionContext context, Command command)
    {
        ForecastRun? before = context.View.Find<ForecastRun>(ForecastRun.KeyOf(context.Program, command.Run.AsOf));
        if (context.View.IsIncomplete)
        {
            return Decision<ForecastRun>.Incomplete;
        }

        var changes = new Changes();
        ForecastRun after = command.Run with { Revision = before?.Revision ?? 0 };
        if (before is not null && (before == after || (command.IsBeginning && IsOfSameSettings(before, after))))
        {
            return Decision<ForecastRun>.Accept(before, changes);
        }

        changes.Put(after);
        return Decision<ForecastRun>.Accept(after with { Revision = after.Revision + 1 }, changes);
    }

    private static bool IsOfSameSettings(ForecastRun left, ForecastRun right) =>
        left.Model == right.Model && left.HorizonDays == right.HorizonDays && left.SpendParameters is null == right.SpendParameters is null;

    internal sealed record Command(ForecastRun Run, bool IsBeginning);
}
