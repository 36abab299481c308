using System.Diagnostics;
using System.Runtime.InteropServices;
using PrivateDomain.Sdk.OrderReplay.Tests.Support;
using static PrivateDomain.Sdk.OrderReplay.Tests.Support.Rows;

namespace PrivateDomain.Sdk.OrderReplay.Tests;

public sealed partial class OutputTests
{
    // Not SIGINT: a shell that runs its tests in the background lets its children ignore that one.
    private const int Terminate = 15;

    [Fact]
    public async Task Statements_hold_every_entry_by_member_and_in_their_order()
    {
        using var folder = ReplayFolder.With(
            OrdersFile(
                "CNY",
                "order o1 anna 2024-01-01 10.00",
                "order o2 anna 2024-01-02T08:30:00.25Z 20.00",
                "refund r1 o2 anna 2024-01-03 5.00"),
            MembersFile("rita", "anna by rita"),
            ReplayFolder.GoodPlan.Replace("2024-12-31", "2024-01-31", StringComparison.Ordinal));

        await folder.RunAsync();

        Assert.Equal(
            [
                "member_id,sequence,at,kind,amount,balance_after,debt_after,lot,order_id,operation,reason",
                "anna,1,2024-01-01T00:00:00Z,grant,10,10,0,1,o1,order.paid/o1,",
                "anna,2,2024-01-02T08:30:00.25Z,spend,5,5,0,1,o2,order.paid/o2,",
                "anna,3,2024-01-02T08:30:00.25Z,grant,20,25,0,3,o2,order.paid/o2,",
                "anna,4,2024-01-03T00:00:00Z,reverse,5,20,0,3,o2,order.refunded/r1,",
                "anna,5,2024-01-31T00:00:00Z,expire,5,15,0,1,,",
            ],
            folder.ReadStatement("points-statement.csv").Select(CutSweep));
        Assert.Equal(
            [
                "beneficiary_id,at,kind,level,amount,currency,sale,buyer_id,operation",
                "rita,2024-01-01T00:00:00Z,accrual,1,0.50,CNY,order/o1,anna,order.paid/o1",
                "rita,2024-01-02T08:30:00.25Z,accrual,1,1.00,CNY,order/o2,anna,order.paid/o2",
                "rita,2024-01-03T00:00:00Z,clawback,1,0.25,CNY,order/o2,anna,order.refunded/r1",
            ],
            folder.ReadStatement("commission-statement.csv"));
    }

    [Fact]
    public async Task Ids_that_a_spreadsheet_would_run_as_formulas_are_neutralised()
    {
        string[] ids = ["=1+1", "+1", "-1", "@SUM(A1)", "a,b", "say \"hi\""];
        string orders = ReplayFolder.OrdersHeader + "\n" + string.Concat(ids.Select((id, i) => $"e{i},order,{Quoted(id)},{Quoted(id)},2024-01-01T00:00:00Z,1.00,CNY\n"));
        string members = "member_id,referrer_id\n" + string.Concat(ids.Select(id => $"{Quoted(id)},\n"));
        using var folder = ReplayFolder.With(orders, members);

        await folder.RunAsync();

        string[] starts = [.. folder.ReadStatement("points-statement.csv").Skip(1).Where(row => row.Contains("grant", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        Assert.Collection(
            starts,
            row => Assert.StartsWith("\"'+1\",", row, StringComparison.Ordinal),
            row => Assert.StartsWith("\"'-1\",", row, StringComparison.Ordinal),
            row => Assert.StartsWith("\"'=1+1\",", row, StringComparison.Ordinal),
            row => Assert.StartsWith("\"'@SUM(A1)\",", row, StringComparison.Ordinal),
            row => Assert.StartsWith("\"a,b\",", row, StringComparison.Ordinal),
            row => Assert.StartsWith("\"say \"\"hi\"\"\",", row, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_summary_has_its_keys_in_their_order()
    {
        using var folder = ReplayFolder.With(OneOrder, OneMember);

        await folder.RunAsync();

        Assert.Equal(
            [
                "currency", "members", "orders", "refunds", "ordersAmount", "refundsAmount", "rejected", "points", "commission",
                "replayed", "repeatedRows", "rejectedMembers", "seconds", "ordersPerSecond", "verification",
            ],
            folder.ReadSummary().Json.Select(p => p.Key));
        Assert.Equal(["validate", "members", "orders", "total"], folder.ReadSummary().Json["seconds"]!.AsObject().Select(p => p.Key));
    }

    [Fact]
    public async Task Results_of_an_earlier_run_are_replaced_and_no_draft_stays()
    {
        using var folder = ReplayFolder.With(OneOrder, OneMember);
        Directory.CreateDirectory(folder.Out);
        await File.WriteAllTextAsync(Path.Combine(folder.Out, "summary.json"), "old", TestContext.Current.CancellationToken);

        await folder.RunAsync();

        Assert.Equal(1, folder.ReadSummary().Orders);
        Assert.Equal(
            ["commission-statement.csv", "points-statement.csv", "summary.json"],
            Directory.GetFiles(folder.Out).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Results_that_cannot_be_written_end_with_1_and_one_line()
    {
        using var folder = ReplayFolder.With(OneOrder, OneMember);
        Directory.CreateDirectory(Path.Combine(folder.Out, "points-statement.csv"));

        ReplayOutcome outcome = await folder.RunAsync();

        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith("The results cannot be written", outcome.Errors, StringComparison.Ordinal);
        Assert.Single(outcome.Errors.TrimEnd().Split('\n'));
        Assert.False(File.Exists(Path.Combine(folder.Out, "summary.json")));
    }

    [Fact]
    public async Task Tables_show_what_is_in_the_summary()
    {
        using var folder = ReplayFolder.With(
            OrdersFile("CNY", "order o1 [anna] 2024-01-01 1234.50", "refund r1 o9 [anna] 2024-01-02 1.00"), MembersFile("[rita]", "[anna] by [rita]"));

        ReplayOutcome outcome = await folder.RunAsync();

        Assert.Contains("1,234.50", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("[rita]", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("61.73", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("order.not_found", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("Verified:", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', outcome.Output);
    }

    [Fact]
    public async Task Without_arguments_the_shipped_shop_is_replayed_into_the_working_folder()
    {
        using var folder = ReplayFolder.With("", "");
        string workingFolder = Path.GetDirectoryName(folder.Orders)!;

        ReplayOutcome outcome = await ReplayProcess.RunAsync(workingFolder);

        Assert.Equal("", outcome.Errors);
        Assert.Equal(0, outcome.ExitCode);
        Assert.DoesNotContain('\u001b', outcome.Output);
        Assert.True(File.Exists(folder.PathOf("replay.db")));
        Summary expected = Summary.Read(Path.Combine(AppContext.BaseDirectory, "data", "shipped-expected.json"));
        Assert.Equal(expected.Figures(), Summary.Read(folder.PathOf("replay-out/summary.json")).Figures());
    }

    [Fact]
    public async Task An_interrupt_stops_the_process_with_1_and_the_next_run_goes_on()
    {
        using ReplayFolder folder = GeneratedShop.Write(events: 24_000);
        using Process process = ReplayProcess.Start(folder.PathOf("."), folder.Arguments("sqlite"));
        await WaitForAsync(() => folder.CountOrders() > 0, process);

        // At once: another process to send it might start after this one has ended.
        Assert.Equal(0, Signal(process.Id, Terminate));

        ReplayOutcome stopped = await ReplayProcess.FinishAsync(process);
        Assert.Equal(1, stopped.ExitCode);
        Assert.Equal("Stopped. What was replayed is kept; start the same replay again to go on.", stopped.Errors.TrimEnd());
        Assert.Equal(0, (await folder.RunAsync("sqlite")).ExitCode);
        Assert.True(folder.ReadSummary().Replayed > 0);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);

    private static async Task WaitForAsync(Func<bool> condition, Process process)
    {
        while (!condition())
        {
            Assert.False(process.HasExited, "the process ended before it could be interrupted");
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    // The key of a sweep names the moment of its own; what it is called is not this test's matter.
    private static string CutSweep(string row) => row.Contains(",expire,", StringComparison.Ordinal) ? string.Join(',', row.Split(',')[..9]) + "," : row;

    private static string Quoted(string id) => $"\"{id.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
