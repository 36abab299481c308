using System.Runtime;
using OrderReplay.Replaying;

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

    private static void Make(int calls)
    {
        for (int i = 0; i < calls; i++)
        {
            GC.KeepAlive(new byte[12 * 1024]);
        }
    }
}
