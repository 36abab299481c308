using PrivateDomain.Sdk.Hosting;

namespace PrivateDomain.Sdk.Verification;

/// <summary>Runs every check of stored state over one program.</summary>
internal static class Verifier
{
    internal static async ValueTask<VerificationReport> VerifyAsync(
        ProgramContext context, IProgress<VerificationProgress>? progress, CancellationToken cancellationToken)
    {
        var findings = new Findings(context.Program, progress);
        await PointVerification.RunAsync(context, findings, cancellationToken).ConfigureAwait(false);
        await OrderVerification.RunAsync(context, findings, cancellationToken).ConfigureAwait(false);
        await CouponVerification.RunAsync(context, findings, cancellationToken).ConfigureAwait(false);
        await MemberVerification.RunAsync(context, findings, cancellationToken).ConfigureAwait(false);
        await ReferralVerification.RunAsync(context, findings, cancellationToken).ConfigureAwait(false);
        await CommissionVerification.RunAsync(context, findings, cancellationToken).ConfigureAwait(false);
        await MetricVerification.RunAsync(context, findings, cancellationToken).ConfigureAwait(false);
        await LifecycleVerification.RunAsync(context, findings, cancellationToken).ConfigureAwait(false);
        await LevelVerification.RunAsync(context, findings, cancellationToken).ConfigureAwait(false);
        await RfmVerification.RunAsync(context, findings, cancellationToken).ConfigureAwait(false);
        await ForecastVerification.RunAsync(context, findings, cancellationToken).ConfigureAwait(false);
        await SegmentVerification.RunAsync(context, findings, cancellationToken).ConfigureAwait(false);
        await TagVerification.RunAsync(context, findings, cancellationToken).ConfigureAwait(false);
        await ConsentVerification.RunAsync(context, findings, cancellationToken).ConfigureAwait(false);
        return findings.ToReport();
    }
}
