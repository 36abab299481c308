using System.Data.Common;
using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Consents;
using PrivateDomain.Sdk.Coupons;
using PrivateDomain.Sdk.Forecasts;
using PrivateDomain.Sdk.Levels;
using PrivateDomain.Sdk.Lifecycle;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Merges;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Privacy;
using PrivateDomain.Sdk.Referrals;
using PrivateDomain.Sdk.Rfm;
using PrivateDomain.Sdk.Segments;
using PrivateDomain.Sdk.Tags;
using PrivateDomain.Sdk.Verification;

namespace PrivateDomain.Sdk.Hosting;

/// <inheritdoc/>
internal sealed class ProgramServices(ProgramContext context, ProgramServicesFactory factory) : IPrivateDomain
{
    public ProgramId Program => context.Program;

    public IMembers Members { get; } = new MemberService(context);

    public IMerges Merges { get; } = new MergeService(context);

    public IPrivacy Privacy { get; } = new PrivacyService(context);

    public IReferrals Referrals { get; } = new ReferralService(context);

    public IPoints Points { get; } = new PointService(context);

    public ICommissions Commissions { get; } = new CommissionService(context);

    public IOrders Orders { get; } = new OrderService(context);

    public ICoupons Coupons { get; } = new CouponService(context);

    public IMetrics Metrics { get; } = new MetricService(context);

    public ILifecycle Lifecycle { get; } = new LifecycleService(context);

    public ILevels Levels { get; } = new LevelService(context);

    public IRfm Rfm { get; } = new RfmService(context);

    public IForecasts Forecasts { get; } = new ForecastService(context);

    public ISegments Segments { get; } = new SegmentService(context);

    public ITags Tags { get; } = new TagService(context);

    public IConsents Consents { get; } = new ConsentService(context);

    public IPrivateDomain ForProgram(ProgramId program) => factory.For(program);

    public IPrivateDomain Enlist(DbConnection connection, DbTransaction transaction) => factory.Enlist(Program, connection, transaction);

    public ValueTask<VerificationReport> VerifyAsync(
        ProgramId program, IProgress<VerificationProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Verifier.VerifyAsync(factory.ContextOf(program), progress, cancellationToken);
}
