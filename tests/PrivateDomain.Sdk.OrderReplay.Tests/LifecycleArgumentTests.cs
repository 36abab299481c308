using PrivateDomain.Sdk.OrderReplay.Tests.Support;
using static PrivateDomain.Sdk.OrderReplay.Tests.Support.Rows;

namespace PrivateDomain.Sdk.OrderReplay.Tests;

public sealed class LifecycleArgumentTests
{
    [Theory]
    [InlineData("--orders is missing: name the file")]
    [InlineData("--out is missing: name the folder", "--orders", "x.csv")]
    [InlineData("--orders needs a value", "--orders")]
    [InlineData("--as-of is given twice", "--as-of", "2024-01-01", "--as-of", "2024-01-01")]
    [InlineData("'--members' is no argument", "--members", "x.csv")]
    [InlineData("'--share' is no argument", "--share", "1/2")]
    [InlineData("'replay' is no argument", "replay")]
    [InlineData("--as-of is '2024-1-1'; write a date as 2024-06-18", "--orders", "x", "--out", "y", "--as-of", "2024-1-1")]
    [InlineData("--as-of is '2024-02-30'", "--orders", "x", "--out", "y", "--as-of", "2024-02-30")]
    [InlineData("--calibration-end is '0024-01-01'", "--orders", "x", "--out", "y", "--calibration-end", "0024-01-01")]
    [InlineData("--unit is 'month'; it is week or day", "--orders", "x", "--out", "y", "--unit", "month")]
    [InlineData("--horizon is '0'; write a whole number of units, 1 to 36500", "--orders", "x", "--out", "y", "--horizon", "0")]
    [InlineData("--horizon is '1.5'", "--orders", "x", "--out", "y", "--horizon", "1.5")]
    [InlineData("--horizon is '-1'", "--orders", "x", "--out", "y", "--horizon", "-1")]
    [InlineData("--horizon is '36501'", "--orders", "x", "--out", "y", "--horizon", "36501")]
    [InlineData("--rfm is 'fixed'; it is quantile or quantile-plus-one", "--orders", "x", "--out", "y", "--rfm", "fixed")]
    [InlineData("'redis' is no store", "--orders", "x", "--out", "y", "--store", "redis")]
    public async Task Arguments_that_cannot_be_understood_end_with_2_and_the_usage_of_the_verb(string message, params string[] args)
    {
        ReplayOutcome outcome = await ReplayFolder.RunAsync(["lifecycle", .. args]);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(message, outcome.Errors, StringComparison.Ordinal);
        Assert.Contains("Usage: OrderReplay lifecycle", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_prints_the_usage_and_ends_with_0()
    {
        ReplayOutcome outcome = await ReplayFolder.RunAsync("lifecycle", "--help");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("--calibration-end DATE", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("after --as-of, 2024-01-05", "--as-of", "2024-01-05", "--calibration-end", "2024-01-06")]
    [InlineData("after --as-of, 2024-01-10", "--calibration-end", "2024-01-11")]
    [InlineData("--as-of is 2023-12-31, before the first row", "--as-of", "2023-12-31")]
    [InlineData("--calibration-end is 2023-12-31, before the first row", "--calibration-end", "2023-12-31")]
    public async Task Days_that_contradict_the_orders_or_each_other_end_with_2_before_anything_is_written(string message, params string[] args)
    {
        using var folder = ReplayFolder.With(OrdersFile("CNY", "order o1 anna 2024-01-01 1.00", "order o2 anna 2024-01-10T12:00:00Z 1.00"), "");

        ReplayOutcome outcome = await folder.RunLifecycleAsync("memory", args);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(message, outcome.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.Out));
    }

    [Fact]
    public async Task A_file_of_refunds_has_no_day_to_stand_on()
    {
        using var folder = ReplayFolder.With(OrdersFile("CNY", "refund r1 o1 anna 2024-01-01 1.00"), "");

        ReplayOutcome outcome = await folder.RunLifecycleAsync("sqlite");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("has refunds only, so --as-of has no default", outcome.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.Database));
    }

    [Theory]
    [InlineData("line 2: amount is '1.005'", "e1,order,o1,m1,2024-01-01T00:00:00Z,1.005,CNY\n")]
    [InlineData("line 2: occurred_at is '2024-01-01'", "e1,order,o1,m1,2024-01-01,1.00,CNY\n")]
    [InlineData("the file has a header and no events", "")]
    public async Task A_file_that_cannot_be_used_ends_with_2_and_is_named_before_anything_is_written(string message, string rows)
    {
        using var folder = ReplayFolder.With($"{ReplayFolder.OrdersHeader}\n{rows}", "");

        ReplayOutcome outcome = await folder.RunLifecycleAsync("sqlite");

        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith(folder.Orders, outcome.Errors, StringComparison.Ordinal);
        Assert.Contains(message, outcome.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.Database));
        Assert.False(Directory.Exists(folder.Out));
    }

    [Fact]
    public async Task A_file_that_does_not_exist_ends_with_2_and_is_named()
    {
        using var folder = ReplayFolder.With(OneOrder, "");
        File.Delete(folder.Orders);

        ReplayOutcome outcome = await folder.RunLifecycleAsync("memory");

        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith(folder.Orders, outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_output_folder_that_is_a_file_ends_with_2()
    {
        using var folder = ReplayFolder.With(OneOrder, "");

        ReplayOutcome outcome = await ReplayFolder.RunAsync("lifecycle", "--orders", folder.Orders, "--out", folder.Orders);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("is a file", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_cannot_be_opened_ends_with_1_and_one_line()
    {
        using var folder = ReplayFolder.With(OneOrder, "");

        ReplayOutcome outcome = await folder.RunLifecycleAsync($"sqlite:{folder.PathOf("no such folder/replay.db")}");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Single(outcome.Errors.TrimEnd().Split('\n'));
    }
}
