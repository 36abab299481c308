using System.Diagnostics;

namespace PrivateDomain.Sdk.Benchmarks.Rules;

/// <summary>Makes decisions on one thread as fast as it goes.</summary>
internal static class TightLoop
{
    private const int Batch = 1_000;

    /// <summary>Decisions per second.</summary>
    public static double Rate(IPureRule rule, TimeSpan duration)
    {
        long count = 0;
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            for (int i = 0; i < Batch; i++)
            {
                rule.Decide();
            }

            count += Batch;
        }

        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Bytes on the heap for each call.</summary>
    public static double Bytes(Action call)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Batch; i++)
        {
            call();
        }

        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Batch;
    }
}
