using System.Diagnostics;
using System.Runtime;
using OrderReplay.Replaying;
using PrivateDomain.Sdk.OrderReplay.Tests.Support;

namespace PrivateDomain.Sdk.OrderReplay.Tests;

/// <summary>Alone: what another test makes counts too, and one that collects ends the region.</summary>
[CollectionDefinition(nameof(NoGCRegionTests), DisableParallelization = true)]
[Collection(nameof(NoGCRegionTests))]
public sealed class NoGCRegionTests
{
    private const int Calls = 10_000;

    [Fact]
    public void Nothing_is_collected_until_it_ends()
    {
        using (NoGCRegion? region = NoGCRegion.TryBegin(Calls))
        {
            Assert.NotNull(region);
            int collections = GC.CollectionCount(0);
            Make(Calls / 4);
            Assert.Equal(collections, GC.CollectionCount(0));
            Assert.Equal(GCLatencyMode.NoGCRegion, GCSettings.LatencyMode);
        }

        Assert.NotEqual(GCLatencyMode.NoGCRegion, GCSettings.LatencyMode);
    }

    [Fact]
    public void Where_more_is_made_than_expected_it_ends_by_itself_and_another_one_may_begin()
    {
        NoGCRegion? region = NoGCRegion.TryBegin(Calls);
        Assert.NotNull(region);
        Make(4 * Calls);
        Assert.NotEqual(GCLatencyMode.NoGCRegion, GCSettings.LatencyMode);

        region.Dispose();

        using NoGCRegion? next = NoGCRegion.TryBegin(Calls);
        Assert.NotNull(next);
    }

    [Fact]
    public void There_is_one_at_a_time()
    {
        using NoGCRegion? region = NoGCRegion.TryBegin(Calls);
        Assert.NotNull(region);

        Assert.Null(NoGCRegion.TryBegin(Calls));
        Assert.Equal(GCLatencyMode.NoGCRegion, GCSettings.LatencyMode);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(1_000_000_000)]
    [InlineData(long.MaxValue)]
    public void For_few_calls_it_does_not_pay_and_for_too_many_there_is_no_room(long calls)
    {
        Assert.Null(NoGCRegion.TryBegin(calls));
        Assert.NotEqual(GCLatencyMode.NoGCRegion, GCSettings.LatencyMode);
    }

    [Fact]
    public async Task A_collector_that_never_gives_so_much_room_collects_as_always()
    {
        // The runtime ships a second collector, whose memory comes in segments of 256 MB: 25,000 calls ask for more.
        string collector = OperatingSystem.IsWindows() ? "clrgc.dll" : OperatingSystem.IsMacOS() ? "libclrgc.dylib" : "libclrgc.so";
        Assert.SkipUnless(
            File.Exists(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, collector)), $"This runtime has no {collector}.");
        string members = string.Concat(Enumerable.Range(0, 25_000).Select(static i => $"m{i},\n"));
        using var folder = ReplayFolder.With(
            $"{ReplayFolder.OrdersHeader}\ne1,order,o1,m1,2024-01-01T00:00:00Z,10.00,CNY\n", $"member_id,referrer_id\n{members}");
        using Process process = ReplayProcess.Start(
            folder.PathOf("."),
            new Dictionary<string, string> { ["DOTNET_GCName"] = collector, ["DOTNET_gcServer"] = "0" },
            folder.Arguments("memory"));

        ReplayOutcome outcome = await ReplayProcess.FinishAsync(process);

        Assert.Equal("", outcome.Errors);
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(1, folder.ReadSummary().Orders);
    }

    private static void Make(int calls)
    {
        for (int i = 0; i < calls; i++)
        {
            GC.KeepAlive(new byte[12 * 1024]);
        }
    }
}
