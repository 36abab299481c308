using System.Diagnostics;
using PrivateDomain.Sdk.OrderReplay.Tests.Support;

namespace PrivateDomain.Sdk.OrderReplay.Tests;

/// <summary>A run that is killed at any moment and started again ends in the same figures.</summary>
public sealed class KillTests
{
    private const int Kills = 20;
    private const int Events = 8_000;
    private const int KilledExitCode = 128 + 9;

    [Fact]
    public async Task Killed_at_random_moments_and_started_again_it_ends_in_the_same_figures()
    {
        using ReplayFolder folder = RealSets.NamedOrGenerated(Events);
        Assert.Equal(0, (await folder.RunAsync("memory")).ExitCode);
        string uninterrupted = folder.ReadSummary().Figures();
        Directory.Delete(folder.Out, recursive: true);

        // Each run gets a little farther than the one before it, up to nine tenths of the orders, so that every run is killed at work.
        var random = new Random(7);
        int[] moments = [.. Enumerable.Range(0, Kills).Select(_ => random.Next(folder.OrdersInInput * 9 / 10)).Order()];
        foreach (int orders in moments)
        {
            using Process process = ReplayProcess.Start(folder.PathOf("."), folder.Arguments("sqlite"));
            await WaitForAsync(() => folder.CountOrders() >= orders, process);
            await Task.Delay(random.Next(20), TestContext.Current.CancellationToken);
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(KilledExitCode, process.ExitCode);
        }

        long found = folder.CountOrders();
        ReplayOutcome last = await ReplayProcess.RunAsync(folder.PathOf("."), folder.Arguments("sqlite"));
        Summary summary = folder.ReadSummary();
        Assert.Equal("", last.Errors);
        Assert.Equal(0, last.ExitCode);
        Assert.Equal(uninterrupted, summary.Figures());
        Assert.Equal(0, summary.Breaches);
        Assert.InRange(summary.Replayed, found, summary.Orders + summary.Refunds - 1);
    }

    private static async Task WaitForAsync(Func<bool> condition, Process process)
    {
        while (!condition())
        {
            Assert.False(process.HasExited, "the process ended before it could be killed");
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }
    }
}
