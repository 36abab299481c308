using System.Diagnostics;
using System.Diagnostics.Metrics;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Pipeline;

/// <summary>What the pipeline tells a host's telemetry. Costs next to nothing where nobody listens. Thread-safe.</summary>
internal sealed class PipelineTelemetry : IDisposable
{
    private const string Store = "private_domain.store";
    private const string Operation = "private_domain.operation";
    private const string OutcomeOf = "private_domain.outcome";

    private static readonly string? s_version = typeof(PipelineTelemetry).Assembly.GetName().Version?.ToString(3);
    private static readonly ActivitySource s_activities = new(PrivateDomainTelemetry.Name, s_version);

    private readonly TimeProvider _clock;
    private readonly KeyValuePair<string, object?> _store;
    private readonly Meter? _owned;
    private readonly Histogram<double> _duration;
    private readonly Histogram<int> _batchSize;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _conflicts;
    private readonly Counter<long> _inDoubt;
    private readonly Counter<long> _evaluations;
    private readonly Counter<long> _withheldTags;

    public PipelineTelemetry(IRecordStore store, TimeProvider clock, IMeterFactory? meters = null)
    {
        _clock = clock;
        _store = new(Store, store.Descriptor.Name);
        var options = new MeterOptions(PrivateDomainTelemetry.Name) { Version = s_version };
        _owned = meters is null ? new Meter(options) : null;
        Meter meter = _owned ?? meters!.Create(options);
        _duration = meter.CreateHistogram<double>("private_domain.operation.duration", "s", "From the call to its answer.");
        _batchSize = meter.CreateHistogram<int>("private_domain.batch.size", "{operation}", "Operations that share one commit.");
        _retries = meter.CreateCounter<long>("private_domain.retries", "{retry}", "Batches tried again after transient trouble of the store.");
        _conflicts = meter.CreateCounter<long>("private_domain.conflicts", "{conflict}", "Commits refused because other writers came first.");
        _inDoubt = meter.CreateCounter<long>("private_domain.in_doubt", "{operation}", "Operations whose commit failed in a way that left it open whether it happened.");
        _evaluations = meter.CreateCounter<long>("private_domain.segment.evaluations", "{rule}", "Segment rules evaluated for a member because something about him changed.");
        _withheldTags = meter.CreateCounter<long>("private_domain.segment.withheld_tags", "{tag}", "Tags of segments that a member could not be given: he has as many as he may.");
    }

    /// <summary>A call begins.</summary>
    /// <returns>When, if durations are asked for; and its trace, if somebody traces.</returns>
    internal (long? StartedAt, Activity? Activity) Begin(string operation)
    {
        Activity? activity = null;
        if (s_activities.HasListeners())
        {
            // The caller's own activity stays the current one: the call may end on another thread.
            Activity? caller = Activity.Current;
            activity = s_activities.StartActivity(operation);
            activity?.SetTag(_store.Key, _store.Value);
            Activity.Current = caller;
        }

        return (_duration.Enabled ? _clock.GetTimestamp() : null, activity);
    }

    /// <summary>A call has ended.</summary>
    /// <param name="operation">The kind of operation.</param>
    /// <param name="begun">What <see cref="Begin"/> returned.</param>
    /// <param name="outcome">How: accepted, refused, replayed, failed or canceled.</param>
    /// <param name="refusal">The code of the refusal, for the trace.</param>
    /// <param name="exception">What the caller gets instead of an answer, for the trace.</param>
    internal void End(
        string operation, in (long? StartedAt, Activity? Activity) begun, string outcome, string? refusal = null, Exception? exception = null)
    {
        if (begun.StartedAt is { } startedAt)
        {
            _duration.Record(_clock.GetElapsedTime(startedAt).TotalSeconds, new(Operation, operation), new(OutcomeOf, outcome), _store);
        }

        if (begun.Activity is { } activity)
        {
            activity.SetTag(OutcomeOf, outcome);
            if (refusal is not null)
            {
                activity.SetTag("private_domain.refusal", refusal);
            }

            if (exception is not null)
            {
                activity.SetTag("error.type", exception.GetType().FullName);
                activity.SetStatus(ActivityStatusCode.Error);
            }

            activity.Dispose();
        }
    }

    internal void Committing(int operations) => _batchSize.Record(operations, _store);

    internal void Retrying() => _retries.Add(1, _store);

    internal void Conflicted(RecordType type) => _conflicts.Add(1, _store, new("private_domain.record_type", type.Name));

    internal void Resolved(int operations, string resolution)
    {
        if (operations > 0)
        {
            _inDoubt.Add(operations, _store, new("private_domain.resolution", resolution));
        }
    }

    internal void Evaluated(int rules)
    {
        if (rules > 0)
        {
            _evaluations.Add(rules, _store);
        }
    }

    internal void Withheld(int tags)
    {
        if (tags > 0)
        {
            _withheldTags.Add(tags, _store);
        }
    }

    public void Dispose() => _owned?.Dispose();
}
