using PrivateDomain.Sdk.OrderReplay.Tests.Support;

namespace PrivateDomain.Sdk.OrderReplay.Tests;

public sealed class ArgumentTests
{
    [Theory]
    [InlineData("'--order' is no argument", "--order", "x.csv")]
    [InlineData("'orders.csv' is no argument", "orders.csv")]
    [InlineData("--orders needs a value", "--orders")]
    [InlineData("--members needs a value", "--members", "--plan")]
    [InlineData("--plan needs a value", "--plan", "")]
    [InlineData("--out needs a value", "--out")]
    [InlineData("--out is given twice", "--out", "a", "--out", "b")]
    [InlineData("'redis' is no store; the stores are memory, sqlite:PATH and postgres:CONNECTION_STRING", "--store", "redis")]
    [InlineData("'postgres' is no store; the stores are", "--store", "postgres:")]
    [InlineData("'mysql' is no store; the stores are", "--store", "mysql:Password=secret")]
    [InlineData("'0/3' is no share", "--share", "0/3")]
    [InlineData("'4/3' is no share", "--share", "4/3")]
    [InlineData("'1/65' is no share", "--share", "1/65")]
    [InlineData("'half' is no share", "--share", "half")]
    [InlineData("--share needs a store that other processes can use too", "--share", "1/2", "--store", "memory")]
    [InlineData("'sqlite' is no store; the stores are", "--store", "sqlite:")]
    [InlineData("'sqlite' is no store", "--store", "sqlite")]
    [InlineData("'Memory' is no store", "--store", "Memory")]
    public async Task Arguments_that_cannot_be_understood_end_with_2_and_the_usage(string message, params string[] args)
    {
        ReplayOutcome outcome = await ReplayFolder.RunAsync(args);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(message, outcome.Errors, StringComparison.Ordinal);
        Assert.Contains("Usage: OrderReplay", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_prints_the_usage_and_ends_with_0()
    {
        ReplayOutcome outcome = await ReplayFolder.RunAsync("--help");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("--store STORE", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_output_folder_that_is_a_file_ends_with_2_before_anything_is_replayed()
    {
        using var folder = ReplayFolder.With(Rows.OneOrder, Rows.OneMember);

        ReplayOutcome outcome = await ReplayFolder.RunAsync(
            "--orders", folder.Orders, "--members", folder.Members, "--plan", folder.Plan, "--store", folder.Store("sqlite"), "--out", folder.Plan);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("is a file", outcome.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.Database));
    }

    [Fact]
    public async Task Files_that_do_not_exist_end_with_2_and_are_named()
    {
        using var folder = ReplayFolder.With(Rows.OneOrder, Rows.OneMember);
        foreach (string file in new[] { folder.Orders, folder.Members, folder.Plan })
        {
            string aside = file + ".aside";
            File.Move(file, aside);

            ReplayOutcome outcome = await folder.RunAsync("sqlite");

            Assert.Equal(2, outcome.ExitCode);
            Assert.StartsWith(file, outcome.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", outcome.Errors, StringComparison.Ordinal);
            Assert.False(File.Exists(folder.Database));
            File.Move(aside, file);
        }
    }

    [Fact]
    public async Task A_store_that_cannot_be_opened_ends_with_1_and_one_line()
    {
        using var folder = ReplayFolder.With(Rows.OneOrder, Rows.OneMember);

        ReplayOutcome outcome = await folder.RunAsync($"sqlite:{folder.PathOf("no such folder/replay.db")}");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Single(outcome.Errors.TrimEnd().Split('\n'));
        Assert.Contains("start the same replay again", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_ends_with_1_and_one_line()
    {
        using var folder = ReplayFolder.With(Rows.OneOrder, Rows.OneMember);
        await File.WriteAllTextAsync(folder.Database, new string('x', 8192), TestContext.Current.CancellationToken);

        ReplayOutcome outcome = await folder.RunAsync("sqlite");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Single(outcome.Errors.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_replay_that_is_stopped_ends_with_1_and_says_that_it_can_go_on()
    {
        using var folder = ReplayFolder.With(Rows.OneOrder, Rows.OneMember);
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();

        ReplayOutcome outcome = await folder.RunUntilAsync("memory", stopped.Token);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("start the same replay again", outcome.Errors, StringComparison.Ordinal);
    }
}
