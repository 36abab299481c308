using System.Diagnostics;
using PrivateDomain.Sdk.OrderReplay.Tests.Support;

namespace PrivateDomain.Sdk.OrderReplay.Tests;

/// <summary>A run that is killed at any moment and started again ends in the same figures.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Kills = 20;
    private const int LargestStep = 1_500_000;

    [Fact]
    public async Task Killed_at_random_moments_and_started_again_it_ends_in_the_same_figures()
    {
        using ReplayFolder folder = GeneratedShop.Write(events: 16_000);
        Assert.Equal(0, (await folder.RunAsync("memory")).ExitCode);
        string uninterrupted = folder.ReadSummary().Figures();
        Directory.Delete(folder.Out, recursive: true);

        var random = new Random(7);
        long grown = 0;
        int killed = 0;
        for (int kill = 0; kill < Kills; kill++)
        {
            using Process process = ReplayProcess.Start(folder.PathOf("."), folder.Arguments("sqlite"));
            grown = await KillWhenGrownAsync(folder, process, grown + random.Next(LargestStep), TimeSpan.FromMilliseconds(random.Next(300)));
            killed += process.ExitCode == 0 ? 0 : 1;
        }

        ReplayOutcome last = await ReplayProcess.RunAsync(folder.PathOf("."), folder.Arguments("sqlite"));
        Summary summary = folder.ReadSummary();
        Assert.Equal("", last.Errors);
        Assert.Equal(0, last.ExitCode);
        Assert.Equal(uninterrupted, summary.Figures());
        Assert.Equal(0, summary.Breaches);
        Assert.InRange(killed, Kills / 4, Kills);
        Assert.InRange(summary.Replayed, 1, 16_000);
        output.WriteLine($"{summary.Replayed} of {summary.Orders + summary.Refunds} events were found again after {killed} kills");
    }

    /// <summary>Waits until the files of the store have grown to a size, then a little, and kills the process as <c>kill -9</c> does.</summary>
    private static async Task<long> KillWhenGrownAsync(ReplayFolder folder, Process process, long size, TimeSpan extra)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(token);
        patience.CancelAfter(TimeSpan.FromSeconds(8) + extra);
        while (SizeOf(folder) < size && !patience.IsCancellationRequested && !process.HasExited)
        {
            await Task.Delay(1, token);
        }

        await Task.Delay(process.HasExited ? TimeSpan.Zero : extra, token);
        process.Kill();
        await process.WaitForExitAsync(token);
        return SizeOf(folder);
    }

    private static long SizeOf(ReplayFolder folder) =>
        Directory.GetFiles(folder.PathOf("."), "replay.db*").Sum(f => new FileInfo(f).Length);
}
