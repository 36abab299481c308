using PrivateDomain.Sdk.Rfm;

namespace PrivateDomain.Sdk.Tests.Rfm;

/// <summary>A million members are counted and scored without being kept.</summary>
public sealed class StreamingTests
{
    [Fact]
    public void A_million_members_take_memory_by_different_values_only()
    {
        const int count = 1_000_000;
        const int megabyte = 1 << 20;
        long before = GC.GetAllocatedBytesForCurrentThread();
        var distribution = new RfmDistribution();
        for (int i = 0; i < count; i++)
        {
            distribution.Add(Member(i));
        }

        RfmCuts cuts = distribution.ToCuts(RfmBinning.Quantile);
        int best = 0;
        for (int i = 0; i < count; i++)
        {
            best += cuts.Score(Member(i)).Monetary == 5 ? 1 : 0;
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, megabyte);
        Assert.Equal(count, distribution.Count);
        Assert.Equal(1_000, distribution.Monetary.DistinctValues);
        Assert.Equal(count / 5, best);
    }

    private static RfmInput Member(int i) => new("anybody", i % 700, 1 + (i % 40), i % 1_000 * 10L);
}
