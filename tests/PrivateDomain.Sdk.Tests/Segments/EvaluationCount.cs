using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using PrivateDomain.Sdk.Hosting;

namespace PrivateDomain.Sdk.Tests.Segments;

/// <summary>Counts the rules that one shop says it evaluated, or something else that it counts; other tests measure too.</summary>
internal sealed class EvaluationCount : IMeterFactory
{
    private readonly MeterListener _listener = new();
    private readonly List<Meter> _meters = [];
    private long _count;

    internal EvaluationCount(string instrumentName = "private_domain.segment.evaluations")
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, this) && instrument.Name == instrumentName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref _count, count));
        _listener.Start();
    }

    public Meter Create(MeterOptions options)
    {
        options.Scope = this;
        var meter = new Meter(options);
        _meters.Add(meter);
        return meter;
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meters.ForEach(meter => meter.Dispose());
    }

    internal void Configure(PrivateDomainBuilder pd)
    {
        SegmentShop.Configure(pd);
        pd.Services.AddSingleton<IMeterFactory>(this);
    }

    /// <summary>How many there were since it was asked last.</summary>
    internal long Take() => Interlocked.Exchange(ref _count, 0);
}
