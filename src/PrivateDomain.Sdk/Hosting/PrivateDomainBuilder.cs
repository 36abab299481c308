using System.ComponentModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Consents;
using PrivateDomain.Sdk.Coupons;
using PrivateDomain.Sdk.Forecasts;
using PrivateDomain.Sdk.Levels;
using PrivateDomain.Sdk.Lifecycle;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Referrals;
using PrivateDomain.Sdk.Rfm;
using PrivateDomain.Sdk.Segments;
using PrivateDomain.Sdk.Storage;
using PrivateDomain.Sdk.Storage.InMemory;
using PrivateDomain.Sdk.Tags;

namespace PrivateDomain.Sdk.Hosting;

/// <summary>Configures PrivateDomain.Sdk inside <see cref="PrivateDomainServiceCollectionExtensions.AddPrivateDomain"/>.</summary>
/// <remarks>Settings add up over several calls; the last value of each counts. Nothing changes once the host has started.</remarks>
public sealed class PrivateDomainBuilder
{
    internal PrivateDomainBuilder(IServiceCollection services) => Services = services;

    /// <summary>The host's services; for packages that extend the builder.</summary>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public IServiceCollection Services { get; }

    /// <summary>Names the program that an injected <see cref="IPrivateDomain"/> acts on.</summary>
    /// <param name="program">An id text; <c>default</c> when never named.</param>
    /// <returns>This builder.</returns>
    public PrivateDomainBuilder Program(string program) => Set(o => o.Program = program);

    /// <summary>Sets the currency of orders and commission.</summary>
    /// <param name="code">An ISO 4217 code; <c>CNY</c> when never set.</param>
    /// <returns>This builder.</returns>
    public PrivateDomainBuilder Currency(string code) => Set(o => o.Currency = code);

    /// <summary>Sets the time zone of business dates.</summary>
    /// <param name="id">An IANA id such as <c>Asia/Shanghai</c>; <c>UTC</c> when never set.</param>
    /// <returns>This builder.</returns>
    public PrivateDomainBuilder TimeZone(string id) => Set(o => o.TimeZone = id);

    /// <summary>Configures members.</summary>
    /// <param name="configure">Sets the options.</param>
    /// <returns>This builder.</returns>
    public PrivateDomainBuilder Members(Action<MemberOptions> configure) => Set(o => configure(o.Members));

    /// <summary>Configures referral bindings.</summary>
    /// <param name="configure">Sets the options.</param>
    /// <returns>This builder.</returns>
    public PrivateDomainBuilder Referrals(Action<ReferralOptions> configure) => Set(o => configure(o.Referrals));

    /// <summary>Configures points.</summary>
    /// <param name="configure">Sets the options.</param>
    /// <returns>This builder.</returns>
    public PrivateDomainBuilder Points(Action<PointOptions> configure) => Set(o => configure(o.Points));

    /// <summary>Configures commission.</summary>
    /// <param name="configure">Sets the options.</param>
    /// <returns>This builder.</returns>
    public PrivateDomainBuilder Commissions(Action<CommissionOptions> configure) => Set(o => configure(o.Commissions));

    /// <summary>Configures coupons.</summary>
    /// <param name="configure">Sets the options.</param>
    /// <returns>This builder.</returns>
    public PrivateDomainBuilder Coupons(Action<CouponOptions> configure) => Set(o => configure(o.Coupons));

    /// <summary>Configures orders.</summary>
    /// <param name="configure">Sets the options.</param>
    /// <returns>This builder.</returns>
    public PrivateDomainBuilder Orders(Action<OrderOptions> configure) => Set(o => configure(o.Orders));

    /// <summary>Has orders, refunds and bindings keep the members' metrics from now on.</summary>
    /// <param name="configure">Sets the options; the defaults when left out.</param>
    /// <returns>This builder.</returns>
    /// <remarks>Where orders are stored already, call <see cref="IMetrics.RebuildAsync"/> once.</remarks>
    public PrivateDomainBuilder Metrics(Action<MetricOptions>? configure = null) => Set(o =>
    {
        o.Metrics.AreKept = true;
        configure?.Invoke(o.Metrics);
    });

    /// <summary>Keeps each member's lifecycle stage from now on, with every order and refund.</summary>
    /// <param name="configure">Sets the options; the defaults when left out.</param>
    /// <returns>This builder.</returns>
    /// <remarks>Needs <see cref="Metrics"/> too. Where members are stored already, call <see cref="ILifecycle.RecomputeAsync"/> once.</remarks>
    public PrivateDomainBuilder Lifecycle(Action<LifecycleOptions>? configure = null) => Set(o =>
    {
        o.Lifecycle.IsKept = true;
        configure?.Invoke(o.Lifecycle);
    });

    /// <summary>Keeps each member's level and growth from now on, with every order and refund.</summary>
    /// <param name="configure">Sets the options, the levels at least.</param>
    /// <returns>This builder.</returns>
    /// <remarks>Needs <see cref="Metrics"/> too. Where members are stored already, call <see cref="ILevels.RecomputeAsync"/> once.</remarks>
    public PrivateDomainBuilder Levels(Action<LevelOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return Set(o =>
        {
            o.Levels.IsKept = true;
            configure(o.Levels);
        });
    }

    /// <summary>Keeps each member's RFM scores from now on, as runs find them: see <see cref="IRfm.ScoreAsync"/>.</summary>
    /// <param name="configure">Sets the options; the defaults when left out.</param>
    /// <returns>This builder.</returns>
    /// <remarks>Needs <see cref="Metrics"/> too.</remarks>
    public PrivateDomainBuilder Rfm(Action<RfmOptions>? configure = null) => Set(o =>
    {
        o.Rfm.IsKept = true;
        configure?.Invoke(o.Rfm);
    });

    /// <summary>Keeps a forecast of each member from now on, as runs find them: see <see cref="IForecasts.RunAsync"/>.</summary>
    /// <param name="configure">Sets the options; the defaults when left out.</param>
    /// <returns>This builder.</returns>
    /// <remarks>Needs <see cref="Metrics"/> too.</remarks>
    public PrivateDomainBuilder Forecasts(Action<ForecastOptions>? configure = null) => Set(o =>
    {
        o.Forecasts.IsKept = true;
        configure?.Invoke(o.Forecasts);
    });

    /// <summary>Keeps who belongs to which segment from now on, with everything that changes what is known of a member.</summary>
    /// <param name="configure">Sets the options; the defaults when left out.</param>
    /// <returns>This builder.</returns>
    /// <remarks>Rules about orders need <see cref="Metrics"/> too. Where members are stored already, call <see cref="ISegments.RecomputeAsync"/> once.</remarks>
    public PrivateDomainBuilder Segments(Action<SegmentOptions>? configure = null) => Set(o =>
    {
        o.Segments.AreKept = true;
        configure?.Invoke(o.Segments);
    });

    /// <summary>Configures tags.</summary>
    /// <param name="configure">Sets the options.</param>
    /// <returns>This builder.</returns>
    public PrivateDomainBuilder Tags(Action<TagOptions> configure) => Set(o => configure(o.Tags));

    /// <summary>Configures consents.</summary>
    /// <param name="configure">Sets the options.</param>
    /// <returns>This builder.</returns>
    public PrivateDomainBuilder Consents(Action<ConsentOptions> configure) => Set(o => configure(o.Consents));

    /// <summary>Configures how calls are gathered into commits.</summary>
    /// <param name="configure">Sets the options.</param>
    /// <returns>This builder.</returns>
    public PrivateDomainBuilder Pipeline(Action<PipelineOptions> configure) => Set(o => configure(o.Pipeline));

    /// <summary>Keeps records in this process's memory: for tests and trials, nothing survives a restart.</summary>
    /// <returns>This builder.</returns>
    public PrivateDomainBuilder UseInMemoryStore() => UseStore(static _ => new InMemoryRecordStore());

    /// <summary>Keeps records in a store of your own. The last store chosen wins.</summary>
    /// <param name="create">Makes the store, once; a store that is disposable is disposed with the host.</param>
    /// <returns>This builder.</returns>
    public PrivateDomainBuilder UseStore(Func<IServiceProvider, IRecordStore> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        Services.RemoveAll<IRecordStore>();
        Services.AddSingleton(create);
        return this;
    }

    private PrivateDomainBuilder Set(Action<PrivateDomainOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Services.Configure(configure);
        return this;
    }
}
