using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrderReplay;
using OrderReplay.Input;
using OrderReplay.Lifecycle;
using OrderReplay.Output;
using PrivateDomain.Sdk.OrderReplay.Tests.Support;
using static PrivateDomain.Sdk.OrderReplay.Tests.Support.Rows;

namespace PrivateDomain.Sdk.OrderReplay.Tests;

/// <summary>The verb <c>lifecycle</c> on small shops.</summary>
public sealed class LifecycleTests
{
    private const string Header =
        "member_id,x,t_x,T,recency_score,frequency_score,monetary_score,segment,stage,"
        + "p_alive_bgnbd,p_alive_paretonbd,expected_purchases_bgnbd,expected_purchases_paretonbd,expected_value";

    [Theory]
    [InlineData("memory")]
    [InlineData("sqlite")]
    public async Task Refunds_days_and_ends_count_as_they_should(string store)
    {
        // By 29 January: anna bought for 15.00 and 20.00 - 5.00 on two days, in three orders; a fourth was refunded whole. bert once for 40.00. eve once
        // for 1.00, after the calibration. carl's order was refunded whole, dora's came later. Cuts: recency 11, 13, 15.4, 18.2; frequency 1, 1, 1.4,
        // 1.8; spend 12.60, 24.20, 32.00, 36.00.
        using var folder = ReplayFolder.With(
            OrdersFile(
                "CNY",
                "order a1 anna 2024-01-01 10.00",
                "order a2 anna 2024-01-01T23:59:59Z 5.00",
                "order b1 bert 2024-01-08 40.00",
                "order c1 carl 2024-01-10 7.00",
                "refund rc c1 carl 2024-01-11 7.00",
                "order a3 anna 2024-01-15 20.00",
                "order a4 anna 2024-01-16 8.00",
                "order e1 eve 2024-01-20 1.00",
                "refund ra a4 anna 2024-01-21 8.00",
                "refund ra3 a3 anna 2024-02-21 5.00",
                "order d1 dora 2024-03-01 3.00",
                "refund rz nothing zoe 2024-03-02 1.00"),
            "");

        LifecycleOutput output = await RunAsync(folder, store, "--as-of", "2024-01-29", "--calibration-end", "2024-01-16");

        Assert.Equal(
            [
                Header,
                "anna,1,2,2.142857142857143,3,5,3,Potential Loyalist,New,,,,,",
                "bert,0,0,1.1428571428571428,1,1,5,Lost,New,,,,,",
                "carl,,,,,,,,Prospect,,,,,",
                "dora,,,,,,,,Prospect,,,,,",
                "eve,,,,5,1,1,New Customers,New,,,,,",
            ],
            output.Lines);
        Assert.Equal("30.00", (string)output.Segments["Potential Loyalist"]!["revenue"]!);
        Assert.Equal(3, (int)output.Segments["Potential Loyalist"]!["orders"]!);
        Assert.Equal("0.00", (string)output.Segments["Champions"]!["revenue"]!);
        Assert.Equal(10, output.Segments.Count);
        Assert.All(["bgnbd", "paretonbd", "gammagamma"], model => Assert.Equal("forecast.too_few_members", (string)output.Models[model]!["error"]!));
    }

    [Fact]
    public async Task The_day_of_the_last_order_is_the_default_and_a_refund_after_it_is_not()
    {
        using var folder = ReplayFolder.With(
            OrdersFile("CNY", "order o2 bert 2024-01-31T23:00:00Z 2.00", "order o1 anna 2024-01-03 1.00", "refund r1 o1 anna 2024-05-01 0.50"), "");

        LifecycleOutput output = await RunAsync(folder, "memory", "--unit", "day");

        Assert.StartsWith("anna,0,0,28,", output.Lines[1], StringComparison.Ordinal);
        Assert.StartsWith("bert,0,0,0,", output.Lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_time_buyers_have_scores_and_stages_and_no_forecasts()
    {
        using var folder = ReplayFolder.With(
            OrdersFile("USD", Enumerable.Range(0, 60).Select(i => $"order o{i} m{i:D2} 2024-01-{1 + (i % 28):D2} {i + 1}.00")), "");

        ReplayOutcome outcome = await folder.RunLifecycleAsync("memory");
        var output = LifecycleOutput.Read(folder.Out);

        Assert.Equal(0, outcome.ExitCode);
        Assert.All(
            ["bgnbd", "paretonbd"],
            model => Assert.Equal(["error", "reason"], output.Models[model]!.AsObject().Select(p => p.Key)));
        Assert.Equal("forecast.no_repeat_purchases", (string)output.Models["bgnbd"]!["error"]!);
        Assert.Equal("forecast.no_repeat_purchases", (string)output.Models["paretonbd"]!["error"]!);
        Assert.StartsWith("forecast.", (string)output.Models["gammagamma"]!["error"]!, StringComparison.Ordinal);
        Assert.Contains("none: forecast.no_repeat_purchases", outcome.Output, StringComparison.Ordinal);
        Assert.All(output.Lines.Skip(1), line => Assert.EndsWith(",New,,,,,", line, StringComparison.Ordinal));
        Assert.All(output.Members.Values, cells => Assert.NotEqual("", cells["segment"]));
    }

    [Fact]
    public async Task Where_everything_was_refunded_nobody_is_scored()
    {
        using var folder = ReplayFolder.With(OrdersFile("JPY", "order o1 anna 2024-01-01 100", "refund r1 o1 anna 2024-01-02 100"), "");

        LifecycleOutput output = await RunAsync(folder, "memory");

        Assert.Equal([Header, "anna,,,,,,,,Prospect,,,,,"], output.Lines);
        Assert.All(output.Segments, segment => Assert.Equal("""{"members":0,"orders":0,"revenue":"0"}""", segment.Value!.ToJsonString()));
    }

    [Theory]
    [InlineData("memory")]
    [InlineData("sqlite")]
    public async Task Day_by_day_runs_into_one_store_end_where_one_run_over_all_ends(string store)
    {
        using var all = ReplayFolder.With(GeneratedBuyers.OrdersFile(members: 200, days: 40), "");
        string[] rows = await File.ReadAllLinesAsync(all.Orders, TestContext.Current.CancellationToken);
        string lastDay = DayOf(rows.Last(row => row.Contains(",order,", StringComparison.Ordinal)));
        LifecycleOutput expected = await RunAsync(all, "memory");
        Assert.All(["bgnbd", "paretonbd", "gammagamma"], model => Assert.Null(expected.Models[model]!["error"]));
        using var daily = ReplayFolder.With("", "");

        // Nothing but the process that keeps it can come back to a store in memory.
        using IHost host = LifecycleHost.Build(ReplayStore.Parse(daily.Store(store)), "CNY");
        await host.StartAsync(TestContext.Current.CancellationToken);
        foreach (IGrouping<string, string> day in rows.Skip(1).GroupBy(DayOf))
        {
            // What is told of the first day is told soon: few members had bought by then.
            daily.Write($"{rows[0]}\n{string.Concat(day.Select(row => row + "\n"))}", "");
            await RunAsync(host, daily, asOf: DayOf(rows[1]));
        }

        await RunAsync(host, daily, lastDay);

        AssertSame(expected, LifecycleOutput.Read(daily.Out));
        LifecycleResult again = await RunAsync(host, all, lastDay);
        AssertSame(expected, LifecycleOutput.Read(all.Out));
        Assert.Equal(rows.Length - 1, again.Events.Replayed);
    }

    [Fact]
    public async Task Orders_that_a_host_without_metrics_took_count_too()
    {
        using ReplayFolder folder = GeneratedShop.Write(events: 1_000);
        LifecycleOutput expected = await RunAsync(folder, "memory");
        Assert.Equal(0, (await folder.RunAsync("sqlite")).ExitCode);

        AssertSame(expected, await RunAsync(folder, "sqlite"));
    }

    [Fact]
    public async Task Orders_of_another_currency_in_a_kept_store_are_left_out()
    {
        using var folder = ReplayFolder.With(OrdersFile("CNY", "order o1 anna 2024-01-01 1.00", "order o2 bert 2024-01-01 1.00"), "");
        await RunAsync(folder, "sqlite");
        folder.Write(OrdersFile("USD", "order o3 anna 2024-01-02 9.00"), "");

        LifecycleOutput output = await RunAsync(folder, "sqlite");

        Assert.Equal(["anna"], output.Members.Keys);
        Assert.Equal(["9.00"], output.Segments.Where(s => (int)s.Value!["members"]! > 0).Select(s => (string)s.Value!["revenue"]!));
    }

    [Fact]
    public async Task Members_stand_in_code_point_order_and_ids_that_a_spreadsheet_would_run_are_neutralized()
    {
        // U+FF5E sorts before U+1F600 by code point and after it by UTF-16 unit.
        string[] ids = ["\U0001F600", "\uFF5E", "=1+1", "+1", "-1", "@SUM(A1)", "b", "a b", "B"];
        var orders = new StringBuilder(ReplayFolder.OrdersHeader + "\n");
        for (int i = 0; i < ids.Length; i++)
        {
            orders.Append($"o{i},order,o{i},{ids[i]},2024-01-01T00:00:00Z,1.00,CNY\n");
        }

        using var folder = ReplayFolder.With(orders.ToString(), "");

        LifecycleOutput output = await RunAsync(folder, "sqlite");

        Assert.Equal(
            ["\"'+1\"", "\"'-1\"", "\"'=1+1\"", "\"'@SUM(A1)\"", "B", "a b", "b", "\uFF5E", "\U0001F600"], output.Members.Keys);
    }

    [Fact]
    public async Task Tables_show_what_was_written()
    {
        using var folder = ReplayFolder.With(OrdersFile("CNY", "order o1 [anna] 2024-01-01 1234.50", "refund r1 o9 [anna] 2024-01-02 1.00"), "");

        ReplayOutcome outcome = await folder.RunLifecycleAsync("memory");

        Assert.Contains("Segments on 2024-01-01", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("1,234.50", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("refused: order.not_found", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("none: forecast.too_few_members", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', outcome.Output);
    }

    private static async Task<LifecycleOutput> RunAsync(ReplayFolder folder, string store, params string[] more)
    {
        ReplayOutcome outcome = await folder.RunLifecycleAsync(store, more);
        Assert.Equal("", outcome.Errors);
        Assert.Equal(0, outcome.ExitCode);
        return LifecycleOutput.Read(folder.Out);
    }

    private static async Task<LifecycleResult> RunAsync(IHost host, ReplayFolder folder, string asOf)
    {
        OrderFile orders = OrderFileCheck.Run(folder.Orders);
        var plan = LifecyclePlan.Of(LifecycleArguments.Parse(["--orders", folder.Orders, "--out", folder.Out, "--as-of", asOf, "--store", "sqlite:kept"]), orders);
        var job = new LifecycleJob(host.Services.GetRequiredService<IPrivateDomain>(), callsInFlight: 100, plan, new OutputFolder(folder.Out), new LifecycleProgress());
        return await job.RunAsync(orders, TestContext.Current.CancellationToken);
    }

    private static void AssertSame(LifecycleOutput expected, LifecycleOutput found)
    {
        Assert.Equal(expected.ModelsText, found.ModelsText);
        Assert.Equal(expected.SegmentsText, found.SegmentsText);
        Assert.Equal(expected.MembersText, found.MembersText);
    }

    private static string DayOf(string row) => row.Split(',')[4][..10];
}
