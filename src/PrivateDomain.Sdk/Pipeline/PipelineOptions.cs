namespace PrivateDomain.Sdk.Pipeline;

/// <summary>How calls are gathered into commits. The defaults suit most hosts.</summary>
public sealed class PipelineOptions
{
    /// <summary>The most calls of one batch when nothing is configured.</summary>
    public const int DefaultMaxBatch = 1_000;

    /// <summary>The most calls that wait when nothing is configured.</summary>
    public const int DefaultMaxOutstanding = 10_000;

    /// <summary>How many calls share a load and a commit at most; 1 to 10,000.</summary>
    public int MaxBatch { get; set; } = DefaultMaxBatch;

    /// <summary>How many calls may wait for a batch at once, per lane; further callers wait until there is room. From 1 to 1,000,000.</summary>
    public int MaxOutstanding { get; set; } = DefaultMaxOutstanding;

    /// <summary>How many batches run side by side, 1 to 64; the store's own preference when <see langword="null"/>.</summary>
    public int? Lanes { get; set; }

    /// <summary>How often transient store trouble is retried before the caller gets it; 0 to 100.</summary>
    public int MaxTransientRetries { get; set; } = 6;

    /// <summary>How often a batch that lost a race against another process is decided anew before its callers get a transient error; 1 to 10,000.</summary>
    public int MaxConflictRetries { get; set; } = 200;

    /// <summary>The delay before the first retry; doubles with each further one, with jitter. From 0 to 10 seconds.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(20);
}
