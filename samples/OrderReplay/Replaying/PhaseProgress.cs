using System.Diagnostics;

namespace OrderReplay.Replaying;

/// <summary>How far one phase of the replay has come. Thread-safe.</summary>
internal sealed class PhaseProgress(string name) : IProgress<long>
{
    private long _done;
    private long _total;
    private volatile bool _isFinished;

    public string Name { get; } = name;

    public long Done => Volatile.Read(ref _done);

    /// <summary>How much there is to do; 0 while that is not known.</summary>
    public long Total
    {
        get => Volatile.Read(ref _total);
        set => Volatile.Write(ref _total, value);
    }

    public bool IsFinished => _isFinished;

    /// <summary>How long the phase took.</summary>
    public TimeSpan Elapsed { get; private set; }

    public void Advance() => Interlocked.Increment(ref _done);

    /// <summary>Says how much is done in all.</summary>
    public void Report(long value) => Volatile.Write(ref _done, value);

    /// <summary>How long processors worked on it: less than <see cref="Elapsed"/> where the phase waited for the disk.</summary>
    public TimeSpan Processors { get; private set; }

    /// <summary>Does the work of the phase and takes its time.</summary>
    public async Task<T> TimeAsync<T>(long total, Func<Task<T>> work)
    {
        Total = total;
        long start = Stopwatch.GetTimestamp();
        TimeSpan processors = Environment.CpuUsage.TotalTime;
        T result = await work();
        Elapsed = Stopwatch.GetElapsedTime(start);
        Processors = Environment.CpuUsage.TotalTime - processors;
        _isFinished = true;
        return result;
    }
}
