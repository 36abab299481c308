namespace PrivateDomain.Sdk.Tests.Support;

/// <summary>A clock that stands still until it is moved. Timers run on real time, so that retries end.</summary>
internal sealed class ManualTime : TimeProvider
{
    internal static readonly DateTime Start = new DateTime(2024, 1, 31, 23, 59, 59, DateTimeKind.Utc).AddTicks(1_234_567);

    private long _ticks = Start.Ticks;

    internal DateTime Now
    {
        get => new(Interlocked.Read(ref _ticks), DateTimeKind.Utc);
        set => Interlocked.Exchange(ref _ticks, value.Ticks);
    }

    public override DateTimeOffset GetUtcNow() => new(Now, TimeSpan.Zero);
}
