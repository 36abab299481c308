using System.Globalization;
using OrderReplay.Replaying;
using PrivateDomain.Sdk;
using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Verification;
using Spectre.Console;
using static OrderReplay.Output.TableText;

namespace OrderReplay.Output;

/// <summary>Prints what a replay came to.</summary>
internal sealed class ResultTables(IAnsiConsole console, ReplayResult result)
{
    private readonly Currency _currency = result.Input.Orders.Currency;

    public void Print(ReplayProgress progress, TimeSpan total)
    {
        console.WriteLine();
        console.Write(new Columns(Events(), Points(result.Points)).Collapse());
        if (console.Profile.Capabilities.Ansi)
        {
            console.Write(PointsChart(result.Points));
            console.WriteLine();
        }

        console.Write(new Columns(CommissionTables()).Collapse());
        console.Write(SpeedTable.Of(progress.Phases, phase => phase == progress.Validate ? result.Input.Orders.Events : phase.Done, total));
        Print(result.Verification);
    }

    private Table Events()
    {
        EventTally events = result.Events;
        Table table = TableText.New("Events", "", "Accepted", $"Amount ({_currency.Code})");
        table.AddRow("Orders", Count(events.Orders), Amount(new Money(events.OrdersAmount, _currency)));
        table.AddRow("Refunds", Count(events.Refunds), Amount(new Money(-events.RefundsAmount, _currency)));
        table.AddEmptyRow();
        table.AddRow("of these brought by an earlier run", Count(events.Replayed));
        table.AddRow("rows that repeat a row of the file", Count(events.Repeats));
        table.AddRow("refused", Count(events.Rejected.Values.Sum()));
        table.AddRow("members", Count(result.Input.Members.Count));
        return table;
    }

    private static Table Points(PointTotals points)
    {
        Table table = TableText.New("Points", "", "Points", "Share");
        Add("Granted", points.Granted, "bold");
        Add("= live, with " + Count(points.MembersWithBalance) + " members", points.Live);
        Add("+ redeemed", points.Redeemed);
        Add("+ expired", points.Expired);
        Add("+ taken back for refunds", points.Reversed);
        Add("+ used to repay debt", points.DebtRepaid);
        table.AddEmptyRow();
        table.AddRow("Debt incurred", Count(points.DebtIncurred));
        table.AddRow("= repaid " + Count(points.DebtRepaid) + " + owed now", Count(points.Debt));
        return table;

        void Add(string name, long value, string style = "default") =>
            table.AddRow($"[{style}]{name}[/]", $"[{style}]{Count(value)}[/]", points.Granted == 0 ? "" : Percent((decimal)value / points.Granted));
    }

    private static BreakdownChart PointsChart(PointTotals points)
    {
        var chart = new BreakdownChart { Width = 70 };
        Add("live", points.Live, Color.Green);
        Add("redeemed", points.Redeemed, Color.Blue);
        Add("expired", points.Expired, Color.Grey);
        Add("taken back", points.Reversed, Color.Red);
        Add("repaid", points.DebtRepaid, Color.Yellow);
        return chart;

        void Add(string name, long value, Color color)
        {
            if (value > 0)
            {
                chart.AddItem(name, value, color);
            }
        }
    }

    private IEnumerable<Table> CommissionTables()
    {
        yield return Commission();
        if (result.TopPayees.Count > 0)
        {
            yield return TopPayees();
        }

        if (result.Events.Rejected.Count + result.RejectedMembers.Count > 0)
        {
            yield return Rejected();
        }
    }

    private Table Commission()
    {
        Table table = TableText.New($"Commission ({_currency.Code})", "Level", "Rate", "Accrued", "Clawed back", "Net");
        IReadOnlyList<decimal> rates = result.Input.Plan.CommissionRates;
        for (int level = 1; level <= rates.Count; level++)
        {
            CommissionLevelTotal total = result.Level(level);
            table.AddRow(
                level.ToString(CultureInfo.InvariantCulture), Percent(rates[level - 1]), Amount(total.Accrued), Amount(total.ClawedBack), Amount(total.Net));
        }

        table.Caption($"{Count(result.Commission.Payees)} members have a net above zero");
        return table;
    }

    private Table TopPayees()
    {
        Table table = TableText.New("Top payees", "Member", $"Net ({_currency.Code})");
        foreach (Payee payee in result.TopPayees)
        {
            table.AddRow(Markup.Escape(payee.MemberId.Value), Amount(payee.Net));
        }

        return table;
    }

    private Table Rejected()
    {
        Table table = TableText.New("Refused", "Code", "Events", "Members");
        foreach (string code in result.Events.Rejected.Keys.Union(result.RejectedMembers.Keys).Order(StringComparer.Ordinal))
        {
            table.AddRow(code, Count(result.Events.Rejected.GetValueOrDefault(code)), Count(result.RejectedMembers.GetValueOrDefault(code)));
        }

        return table;
    }

    private void Print(VerificationReport report)
    {
        string records = Count(report.RecordsRead.Values.Sum());
        if (report.IsSound)
        {
            console.MarkupLine($"[green]Verified:[/] all invariants hold over {records} records.");
            return;
        }

        Table table = TableText.New($"Breaches: {Count(report.BreachCount)} in {records} records", "Law", "Record", "Problem");
        foreach (Breach breach in report.Breaches)
        {
            table.AddRow(Markup.Escape(breach.Law), Markup.Escape(breach.Subject), Markup.Escape(breach.Message));
        }

        console.Write(table);
    }
}
