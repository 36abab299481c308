using System.Diagnostics;

namespace PrivateDomain.Sdk.Benchmarks.Measuring;

/// <summary>Callers that each wait for the answer to one call before they make the next.</summary>
internal static class Callers
{
    /// <summary>How many calls stand open where there are many callers.</summary>
    public const int Many = 1_000;

    /// <summary>Keeps a number of calls open for a while. Answers calls per second, counted until the last answer.</summary>
    public static async Task<double> RateAsync(int callers, TimeSpan duration, Func<ValueTask> call)
    {
        long start = Stopwatch.GetTimestamp();
        long[] calls = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            long count = 0;
            for (; Stopwatch.GetElapsedTime(start) < duration; count++)
            {
                await call();
            }

            return count;
        })));
        return calls.Sum() / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Makes a number of calls, many at a time. Answers calls per second.</summary>
    public static async Task<double> AllAsync(int count, Func<int, ValueTask> call)
    {
        int next = -1;
        long start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => Task.Run(async () =>
        {
            for (int i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
            {
                await call(i);
            }
        })));
        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>One caller, idle but for his calls, for a while. Answers their median latency in microseconds.</summary>
    public static async Task<double> MedianLatencyAsync(TimeSpan duration, Func<ValueTask> call)
    {
        var latencies = new List<double>();
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < duration;)
        {
            long before = Stopwatch.GetTimestamp();
            await call();
            latencies.Add(Stopwatch.GetElapsedTime(before).TotalMicroseconds);
        }

        return Median.Of(latencies);
    }
}
