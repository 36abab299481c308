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
using PrivateDomain.Sdk.Tags;

namespace PrivateDomain.Sdk.Hosting;

/// <summary>All settings of the SDK. Validated together when the host starts; fixed from then on.</summary>
public sealed class PrivateDomainOptions
{
    /// <summary>The program when the host serves just one.</summary>
    public const string DefaultProgram = "default";

    /// <summary>The currency when none is configured.</summary>
    public const string DefaultCurrency = "CNY";

    /// <summary>The time zone when none is configured.</summary>
    public const string DefaultTimeZone = "UTC";

    /// <summary>The program that an injected <see cref="IPrivateDomain"/> acts on: an id text.</summary>
    public string Program { get; set; } = DefaultProgram;

    /// <summary>The ISO 4217 code of the currency that orders and commission are in.</summary>
    public string Currency { get; set; } = DefaultCurrency;

    /// <summary>The IANA id of the time zone that business dates are in.</summary>
    public string TimeZone { get; set; } = DefaultTimeZone;

    /// <summary>Settings of members.</summary>
    public MemberOptions Members { get; } = new();

    /// <summary>Settings of referral bindings.</summary>
    public ReferralOptions Referrals { get; } = new();

    /// <summary>Settings of points.</summary>
    public PointOptions Points { get; } = new();

    /// <summary>Settings of commission.</summary>
    public CommissionOptions Commissions { get; } = new();

    /// <summary>Settings of coupons.</summary>
    public CouponOptions Coupons { get; } = new();

    /// <summary>Settings of orders.</summary>
    public OrderOptions Orders { get; } = new();

    /// <summary>Settings of metrics.</summary>
    public MetricOptions Metrics { get; } = new();

    /// <summary>Settings of lifecycle stages.</summary>
    public LifecycleOptions Lifecycle { get; } = new();

    /// <summary>Settings of levels.</summary>
    public LevelOptions Levels { get; } = new();

    /// <summary>Settings of RFM scores.</summary>
    public RfmOptions Rfm { get; } = new();

    /// <summary>Settings of forecasts.</summary>
    public ForecastOptions Forecasts { get; } = new();

    /// <summary>Settings of segments.</summary>
    public SegmentOptions Segments { get; } = new();

    /// <summary>Settings of tags.</summary>
    public TagOptions Tags { get; } = new();

    /// <summary>Settings of consents.</summary>
    public ConsentOptions Consents { get; } = new();

    /// <summary>Settings of the pipeline.</summary>
    public PipelineOptions Pipeline { get; } = new();
}
