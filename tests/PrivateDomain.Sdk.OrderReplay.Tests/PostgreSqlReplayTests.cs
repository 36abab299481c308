using System.Diagnostics;
using System.Globalization;
using Npgsql;
using PrivateDomain.Sdk.OrderReplay.Tests.Support;
using PrivateDomain.Sdk.Tests.PostgreSql;

namespace PrivateDomain.Sdk.OrderReplay.Tests;

/// <summary>The same figures on a real server: alone, shared between processes, and while the server is killed again and again.</summary>
public sealed class PostgreSqlReplayTests : IAsyncLifetime
{
    private const int Crashes = 10;
    private const int Events = 8_000;

    private PostgreSqlServer? _server;

    private PostgreSqlServer Server => _server ?? throw new InvalidOperationException("The test was not initialized.");

    private string Store => $"postgres:{Server.ConnectionString}";

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(PostgreSqlBinaries.Absence is not null && Environment.GetEnvironmentVariable("CI") != "true", PostgreSqlBinaries.Absence ?? "");
        _server = await PostgreSqlServer.StartAsync(isDurable: true);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    [Fact]
    public async Task Three_processes_that_share_the_members_end_in_the_same_figures()
    {
        using ReplayFolder folder = RealSets.NamedOrGenerated(6_000);
        string inMemory = await ReplayInMemoryAsync(folder);
        Process[] shares = [.. Enumerable.Range(1, 3).Select(i => ReplayProcess.Start(folder.PathOf("."), [.. folder.Arguments(Store), "--share", $"{i}/3"]))];

        foreach (Process share in shares)
        {
            ReplayOutcome outcome = await ReplayProcess.FinishAsync(share);
            Assert.Equal("", outcome.Errors);
            Assert.Equal(0, outcome.ExitCode);
            Assert.Contains("of 3:", outcome.Output, StringComparison.Ordinal);
            share.Dispose();
        }

        Assert.False(File.Exists(Path.Combine(folder.Out, "summary.json")), "A share has nothing to add up.");
        await AssertFinishedAsync(folder, inMemory);
        Assert.Equal(folder.ReadSummary().Orders + folder.ReadSummary().Refunds, folder.ReadSummary().Replayed);
    }

    [Fact]
    public async Task A_server_that_is_killed_ten_times_meanwhile_changes_no_figure()
    {
        using ReplayFolder folder = RealSets.NamedOrGenerated(Events);
        string inMemory = await ReplayInMemoryAsync(folder);
        var random = new Random(11);
        Process process = ReplayProcess.Start(folder.PathOf("."), folder.Arguments(Store));
        try
        {
            foreach (int orders in Enumerable.Range(0, Crashes).Select(_ => random.Next(folder.OrdersInInput * 9 / 10)).Order())
            {
                while (await CountOrdersAsync() < orders)
                {
                    process = await StartAgainIfEndedAsync(folder, process);
                    await Task.Delay(5, TestContext.Current.CancellationToken);
                }

                await Server.CrashAsync();
                await Task.Delay(random.Next(200), TestContext.Current.CancellationToken);
                await Server.StartAgainAsync();
            }

            await ReplayProcess.FinishAsync(process);
        }
        finally
        {
            process.Dispose();
        }

        await AssertFinishedAsync(folder, inMemory);
    }

    private static async Task<string> ReplayInMemoryAsync(ReplayFolder folder)
    {
        Assert.Equal(0, (await folder.RunAsync("memory")).ExitCode);
        string figures = folder.ReadSummary().Figures();
        Directory.Delete(folder.Out, recursive: true);
        return figures;
    }

    /// <summary>A run that got past its retries ends with 1; it must not end with 0 while there are orders to come.</summary>
    private async Task<Process> StartAgainIfEndedAsync(ReplayFolder folder, Process process)
    {
        if (!process.HasExited)
        {
            return process;
        }

        Assert.Equal(1, process.ExitCode);
        process.Dispose();
        return ReplayProcess.Start(folder.PathOf("."), folder.Arguments(Store));
    }

    private async Task AssertFinishedAsync(ReplayFolder folder, string figures)
    {
        ReplayOutcome last = await ReplayProcess.RunAsync(folder.PathOf("."), folder.Arguments(Store));
        Assert.Equal("", last.Errors);
        Assert.Equal(0, last.ExitCode);
        Assert.Equal(figures, folder.ReadSummary().Figures());
        Assert.Equal(0, folder.ReadSummary().Breaches);
    }

    private async Task<long> CountOrdersAsync()
    {
        try
        {
            return long.Parse((await Server.QueryAsync("select count(*) from pd_orders"))[0], CultureInfo.InvariantCulture);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return 0;
        }
    }
}
