using System.Text.Json.Serialization.Metadata;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Forecasts;

/// <summary>Stores what a run forecasts of one member, or that there is nothing any more. Brings records in line with others, so no answer is kept.</summary>
internal sealed class StoreForecastOperation : Operation<StoreForecastOperation.Command, ForecastProgress>
{
    internal override string Kind => "forecast.store";

    internal override bool IsKept => false;

    internal override JsonTypeInfo<ForecastProgress>? AnswerContract => null;

    internal override string KeyOf(Command command) => command.MemberId.Value;

    internal override string OwnerOf(Command command) => command.MemberId.Value;

    internal override DateTimeOffset? TimeOf(Command command) => command.At;

    internal override void Describe(Command command, FingerprintBuilder fingerprint)
    {
        // Nothing is kept that could be told apart.
    }

    internal override void Read(in DecisionContext context, Command command) => Decide(context, command);

    internal override Decision<ForecastProgress> Decide(in DecisionContext context, Command command)
    {
        MemberForecast? before = context.View.Find<MemberForecast>(MemberForecast.KeyOf(context.Program, command.MemberId));
        if (context.View.IsIncomplete)
        {
            return Decision<ForecastProgress>.Incomplete;
        }

        var changes = new Changes();
        if (IsSame(before, command.Forecast) || before?.AsOf > command.AsOf)
        {
            return Decision<ForecastProgress>.Accept(new ForecastProgress(0, 1, 0), changes);
        }

        if (command.Forecast is { } forecast)
        {
            changes.Put(forecast with { Revision = before?.Revision ?? 0 });
        }
        else
        {
            changes.Remove(before!.Key);
        }

        return Decision<ForecastProgress>.Accept(new ForecastProgress(0, 1, 1), changes);
    }

    /// <summary>Whether a run finds what is stored already, on whichever day that was found.</summary>
    internal static bool IsSame(MemberForecast? left, MemberForecast? right) => left is null || right is null
        ? left is null && right is null
        : left with { AsOf = right.AsOf, Revision = right.Revision } == right;

    internal sealed record Command(MemberId MemberId, MemberForecast? Forecast, DateOnly AsOf, DateTimeOffset At);
}
