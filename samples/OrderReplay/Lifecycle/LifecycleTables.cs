using System.Globalization;
using OrderReplay.Output;
using OrderReplay.Replaying;
using PrivateDomain.Sdk;
using PrivateDomain.Sdk.Forecasts;
using PrivateDomain.Sdk.Lifecycle;
using Spectre.Console;

namespace OrderReplay.Lifecycle;

/// <summary>Prints what the members are like.</summary>
internal sealed class LifecycleTables(IAnsiConsole console, LifecycleResult result)
{
    private string Units => result.Plan.Unit == ForecastUnit.Week ? "weeks" : "days";

    public void Print(LifecycleProgress progress, TimeSpan total)
    {
        console.WriteLine();
        console.Write(new Columns(Events(), Stages()).Collapse());
        console.Write(Segments());
        console.Write(Models());
        console.Write(Expected());
        console.Write(SpeedTable.Of(progress.Phases, phase => phase == progress.Validate ? result.Orders.Events : phase.Done, total));
    }

    private Table Events()
    {
        EventTally events = result.Events;
        Table table = TableText.New("Events", "", "Accepted");
        table.AddRow("Orders", TableText.Count(events.Orders));
        table.AddRow("Refunds", TableText.Count(events.Refunds));
        table.AddRow("of these brought by an earlier run", TableText.Count(events.Replayed));
        table.AddRow("rows that repeat a row of the file", TableText.Count(events.Repeats));
        foreach ((string code, long count) in events.Rejected.OrderBy(static r => r.Key, StringComparer.Ordinal))
        {
            table.AddRow($"refused: {code}", TableText.Count(count));
        }

        return table;
    }

    private Table Stages()
    {
        Table table = TableText.New($"Stages on {result.Plan.AsOf:O}", "Stage", "Members", "Share");
        foreach ((LifecycleStage stage, long members) in result.Tally.Stages)
        {
            table.AddRow(stage.ToString(), TableText.Count(members), TableText.Percent((decimal)members / result.Census.Members));
        }

        return table;
    }

    private Table Segments()
    {
        Currency currency = result.Plan.Currency;
        Table table = TableText.New($"Segments on {result.Plan.AsOf:O}", "Segment", "Members", "Orders", $"Revenue ({currency.Code})");
        foreach ((string name, SegmentTotal total) in result.Tally.Segments())
        {
            table.AddRow(
                Markup.Escape(name), TableText.Count(total.Members), TableText.Count(total.Orders), TableText.Amount(new Money(total.Revenue, currency)));
        }

        return table;
    }

    private Table Models()
    {
        Table table = TableText.New($"Models on purchases up to {result.Plan.CalibrationEnd:O}, in {Units}", "Model", "Parameters", "Log-likelihood");
        Add(table, "BG/NBD", result.Models.BgNbd, static m => ($"r {m.R:F4}, alpha {m.Alpha:F4}, a {m.A:F4}, b {m.B:F4}", m.LogLikelihood));
        Add(table, "Pareto/NBD", result.Models.ParetoNbd, static m => ($"r {m.R:F4}, alpha {m.Alpha:F4}, s {m.S:F4}, beta {m.Beta:F4}", m.LogLikelihood));
        Add(table, "Gamma-Gamma", result.Models.GammaGamma, static m => ($"p {m.P:F4}, q {m.Q:F4}, v {m.V:F4}", m.LogLikelihood));
        return table;
    }

    private Table Expected()
    {
        Table table = TableText.New($"Expected of {TableText.Count(result.Census.Histories.Count)} members in {result.Plan.Horizon} {Units}", "", "All together");
        AddExpected(table, "Purchases (BG/NBD)", result.Models.BgNbd.IsAccepted, result.Tally.PurchasesBgNbd, "N1");
        AddExpected(table, "Purchases (Pareto/NBD)", result.Models.ParetoNbd.IsAccepted, result.Tally.PurchasesParetoNbd, "N1");
        AddExpected(
            table,
            $"Spend in {result.Plan.Currency.Code} (BG/NBD, Gamma-Gamma)",
            result.Models.BgNbd.IsAccepted && result.Models.GammaGamma.IsAccepted,
            result.Tally.Value,
            "N2");
        return table;
    }

    private static void AddExpected(Table table, string name, bool isKnown, double value, string format) =>
        table.AddRow(name, isKnown ? value.ToString(format, CultureInfo.InvariantCulture) : "no model");

    private static void Add<T>(Table table, string name, Outcome<T> fit, Func<T, (string Parameters, double? LogLikelihood)> describe)
        where T : class
    {
        if (fit.TryGetValue(out T? model, out Refusal? refusal))
        {
            (string parameters, double? logLikelihood) = describe(model);
            table.AddRow(name, parameters, logLikelihood?.ToString("F4", CultureInfo.InvariantCulture) ?? "");
        }
        else
        {
            // The reason is a sentence too long for a cell; models.json has it.
            table.AddRow(name, $"none: {refusal.Code}", "");
        }
    }
}
