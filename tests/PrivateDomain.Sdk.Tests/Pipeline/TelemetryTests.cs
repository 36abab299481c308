using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Storage;
using PrivateDomain.Sdk.Storage.InMemory;
using PrivateDomain.Sdk.Tests.Failures;

namespace PrivateDomain.Sdk.Tests.Pipeline;

/// <summary>What a host's telemetry hears: the right instruments, and attributes of few values that name nobody.</summary>
public sealed class TelemetryTests : IMeterFactory
{
    private readonly ConcurrentQueue<(string Instrument, double Value, string Attributes)> _measured = [];
    private readonly MeterListener _listener = new();
    private readonly List<Meter> _meters = [];
    private readonly FaultingStore _store = new(new InMemoryRecordStore());
    private readonly Shop _shop;

    public TelemetryTests()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            // Other tests measure too: this one's meters know whose they are.
            if (ReferenceEquals(instrument.Meter.Scope, this))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, attributes, _) => Note(instrument, value, attributes));
        _listener.SetMeasurementEventCallback<long>((instrument, value, attributes, _) => Note(instrument, value, attributes));
        _listener.SetMeasurementEventCallback<int>((instrument, value, attributes, _) => Note(instrument, value, attributes));
        _listener.Start();
        _shop = Shop.On(_store, pd => pd.Services.AddSingleton<IMeterFactory>(this));
    }

    [Fact]
    public async Task Every_call_is_measured_once_by_kind_and_outcome()
    {
        await _shop.Domain.Members.RegisterAsync(new("m"));
        await _shop.Domain.Points.GrantAsync(new("secret-key", "m", 5));
        await _shop.Domain.Points.GrantAsync(new("secret-key", "m", 5));
        await _shop.Domain.Points.SpendAsync(new("s", "m", 6));

        Assert.Equal(
            [
                "member.register accepted memory",
                "points.grant accepted memory",
                "points.grant replayed memory",
                "points.spend refused memory",
            ],
            Of("private_domain.operation.duration").Select(m => m.Attributes));
        Assert.All(Of("private_domain.operation.duration"), m => Assert.InRange(m.Value, 0, 60));

        // The replay wrote nothing.
        Assert.Equal([1, 1, 1], Of("private_domain.batch.size").Select(m => (int)m.Value));
        Assert.DoesNotContain(_measured, m => m.Attributes.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Trouble_doubt_and_lost_races_are_counted()
    {
        await _shop.Domain.Members.RegisterAsync(new("m"));
        int commits = _store.Count(StoreCall.Commit);
        _store.Plan = (call, number) => (call, number - commits) switch
        {
            (StoreCall.Commit, 1) => Fault.TransientBefore,
            (StoreCall.Commit, 3) => Fault.PermanentAfter,
            (StoreCall.Commit, 4) => Fault.PermanentBefore,
            _ => Fault.None,
        };

        await _shop.Domain.Points.GrantAsync(new("k1", "m", 5));
        await _shop.Domain.Points.GrantAsync(new("k2", "m", 5));
        await Assert.ThrowsAsync<StoreException>(async () => await _shop.Domain.Points.GrantAsync(new("k3", "m", 5)));

        Assert.Equal([("memory", 1.0)], Of("private_domain.retries").Select(m => (m.Attributes, m.Value)));
        Assert.Equal([("memory stored", 1.0), ("memory not_stored", 1.0)], Of("private_domain.in_doubt").Select(m => (m.Attributes, m.Value)));
        Assert.Equal("points.grant failed memory", Of("private_domain.operation.duration").Last().Attributes);

        await using Shop other = Shop.On(_store, pd => pd.Services.AddSingleton<IMeterFactory>(this));
        _store.After = (call, _) =>
        {
            if (call == StoreCall.Load)
            {
                _store.After = null;
                other.Domain.Points.GrantAsync(new("first", "m", 1)).AsTask().GetAwaiter().GetResult();
            }
        };
        await _shop.Domain.Points.GrantAsync(new("k4", "m", 5));
        Assert.Equal([("memory point_accounts", 1.0)], Of("private_domain.conflicts").Select(m => (m.Attributes, m.Value)));
    }

    [Fact]
    public async Task A_trace_has_the_operation_below_the_callers_activity_and_leaves_that_one_current()
    {
        ConcurrentQueue<Activity> ended = [];
        using var caller = new Activity("checkout");
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == PrivateDomainTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.Parent.TraceId == caller.TraceId ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
            ActivityStopped = ended.Enqueue,
        };
        caller.Start();
        ActivitySource.AddActivityListener(listener);
        await _shop.Domain.Members.RegisterAsync(new("m"));

        ValueTask<Outcome<Points.SpendReceipt>> call = _shop.Domain.Points.SpendAsync(new("secret-key", "m", 6));
        Assert.Same(caller, Activity.Current);
        await call;

        Activity[] mine = [.. ended.Where(a => a.TraceId == caller.TraceId)];
        Assert.Equal(["member.register", "points.spend"], mine.Select(a => a.OperationName));
        Assert.All(mine, a => Assert.Equal(caller.SpanId, a.ParentSpanId));
        Assert.Equal(
            ["private_domain.outcome=refused", "private_domain.refusal=points.insufficient", "private_domain.store=memory"],
            mine[1].Tags.Select(t => $"{t.Key}={t.Value}").Order(StringComparer.Ordinal));
    }

    Meter IMeterFactory.Create(MeterOptions options)
    {
        var meter = new Meter(new MeterOptions(options.Name) { Version = options.Version, Scope = this });
        _meters.Add(meter);
        return meter;
    }

    void IDisposable.Dispose()
    {
        _listener.Dispose();
        _meters.ForEach(m => m.Dispose());
        GC.SuppressFinalize(this);
    }

    private IEnumerable<(double Value, string Attributes)> Of(string instrument) =>
        _measured.Where(m => m.Instrument == instrument).Select(m => (m.Value, m.Attributes));

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> attributes)
    {
        string[] values = [.. attributes.ToArray().Where(a => a.Key.StartsWith("private_domain.", StringComparison.Ordinal)).Select(a => $"{a.Value}")];
        Assert.Equal(attributes.Length, values.Length);
        _measured.Enqueue((instrument.Name, value, string.Join(' ', values)));
    }
}
