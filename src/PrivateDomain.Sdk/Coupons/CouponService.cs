using System.Globalization;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Coupons;

/// <inheritdoc/>
internal sealed class CouponService(ProgramContext context) : ICoupons
{
    private const int AtOnce = 500;
    private static readonly DefineTemplateOperation Define = new();
    private static readonly ReleaseOperation Release = new();
    private static readonly RevokeOperation Revoke = new();
    private static readonly ExpireCouponOperation Expire = new();

    private readonly IssueOperation _issue = new(context.Options.Coupons.MaxLivePerMember);
    private readonly ReserveOperation _reserve = new(context.Options.Coupons.LongestHold);
    private readonly CouponQuoter _quoter = new(context);

    public ValueTask<Outcome<CouponTemplateReceipt>> DefineTemplateAsync(DefineCouponTemplate command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        Refusal? refusal = CommandRules.RequiredLabel(nameof(command.Template), command.Template)
            ?? CouponTermRules.Refuse(command.Terms, context.Currency, context.Options.Orders.MaxAmount)
            ?? RefuseCounts(command)
            ?? CommandRules.Time(nameof(command.IssuedFrom), command.IssuedFrom)
            ?? CommandRules.Time(nameof(command.IssuedUntil), command.IssuedUntil)
            ?? CommandRules.Label(nameof(command.Actor), command.Actor)
            ?? CommandRules.Time(nameof(command.OccurredAt), command.OccurredAt);
        return refusal is null
            ? context.RunAsync(Define, command, cancellationToken)
            : ValueTask.FromResult(new Outcome<CouponTemplateReceipt>(refusal));
    }

    public ValueTask<Outcome<CouponReceipt>> IssueAsync(IssueCoupon command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        Refusal? refusal = CommandRules.RequiredLabel(nameof(command.Template), command.Template)
            ?? Refuse(command.Actor, command.Reason, command.OccurredAt);
        return refusal is null
            ? context.RunAsync(_issue, command, cancellationToken)
            : ValueTask.FromResult(new Outcome<CouponReceipt>(refusal));
    }

    public ValueTask<Outcome<ReservationReceipt>> ReserveAsync(ReserveCoupons command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        Refusal? refusal = CouponStateRules.RefuseNames(command.Coupons ?? [], context.Options.Coupons.MaxPerOrder)
            ?? CommandRules.Time(nameof(command.Until), command.Until)
            ?? CommandRules.Time(nameof(command.OccurredAt), command.OccurredAt);
        return refusal is null
            ? context.RunAsync(_reserve, command, cancellationToken)
            : ValueTask.FromResult(new Outcome<ReservationReceipt>(refusal));
    }

    public ValueTask<Outcome<ReservationReceipt>> ReleaseAsync(ReleaseCoupons command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return CommandRules.Time(nameof(command.OccurredAt), command.OccurredAt) is { } refusal
            ? ValueTask.FromResult(new Outcome<ReservationReceipt>(refusal))
            : context.RunAsync(Release, command, cancellationToken);
    }

    public ValueTask<Outcome<CouponReceipt>> RevokeAsync(RevokeCoupon command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return Refuse(command.Actor, command.Reason, command.OccurredAt) is { } refusal
            ? ValueTask.FromResult(new Outcome<CouponReceipt>(refusal))
            : context.RunAsync(Revoke, command, cancellationToken);
    }

    public ValueTask<CouponSweep> ExpireAsync(
        DateTimeOffset? asOf = null, IProgress<CouponSweep>? progress = null, CancellationToken cancellationToken = default)
    {
        DateTimeOffset moment = CommandRules.RequireTime(asOf ?? context.Now, nameof(asOf)).ToUniversalTime();
        var due = new RecordQuery(Coupon.Due, context.Program.Value, AtOnce, Through: ColumnValue.Of(moment));
        return Sweep.RunAsync(
            context.ReadAllAsync<Coupon>(due, cancellationToken),
            AtOnce,
            coupon => context.RunAsync(Expire, new ExpireCouponOperation.Command(coupon.MemberId, coupon.CouponId, moment), cancellationToken),
            new CouponSweep(0, 0),
            static (sum, outcome) => new CouponSweep(sum.Expired + outcome.Value.Expired, sum.Released + outcome.Value.Released),
            progress);
    }

    public ValueTask<Outcome<CouponQuote>> QuoteAsync(CouponBasket basket, DateTimeOffset? asOf = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(basket);
        return _quoter.QuoteAsync(basket, CommandRules.RequireTime(asOf ?? context.Now, nameof(asOf)).ToUniversalTime(), cancellationToken);
    }

    public ValueTask<Coupon?> GetAsync(MemberId memberId, CouponId couponId, CancellationToken cancellationToken = default) =>
        context.FindOfMemberAsync<Coupon>(memberId, id => Coupon.KeyOf(context.Program.Value, id, couponId), cancellationToken);

    public async ValueTask<IReadOnlyList<Coupon>> GetLiveAsync(
        MemberId memberId, DateTimeOffset? asOf = null, CancellationToken cancellationToken = default)
    {
        DateTimeOffset moment = CommandRules.RequireTime(asOf ?? context.Now, nameof(asOf));
        List<Coupon> live = (await _quoter.FindLiveAsync(memberId, cancellationToken).ConfigureAwait(false)).Coupons;
        return live.FindAll(coupon => coupon.IsHeldAt(moment) || !(moment >= coupon.ExpiresAt));
    }

    public ValueTask<Page<Coupon>> GetAllAsync(MemberId memberId, PageRequest? page = null, CancellationToken cancellationToken = default) =>
        context.GetPageAsync(Coupon.Schema, memberId.Value, page, cancellationToken);

    public ValueTask<Page<CouponEntry>> GetHistoryAsync(MemberId memberId, PageRequest? page = null, CancellationToken cancellationToken = default) =>
        context.GetPageAsync(CouponEntry.Schema, memberId.Value, page, cancellationToken);

    public IAsyncEnumerable<Coupon> ReadCouponsAsync(string template, CancellationToken cancellationToken = default)
    {
        var name = ColumnValue.Of(RequireTemplate(template));
        return context.ReadAllAsync<Coupon>(new RecordQuery(Coupon.ByTemplate, context.Program.Value, AtOnce, From: name, Through: name), cancellationToken);
    }

    public ValueTask<CouponTemplate?> GetTemplateAsync(string template, CancellationToken cancellationToken = default) =>
        context.FindAsync<CouponTemplate>(CouponTemplate.KeyOf(context.Program.Value, RequireTemplate(template)), cancellationToken);

    public ValueTask<Page<CouponTemplate>> GetTemplatesAsync(PageRequest? page = null, CancellationToken cancellationToken = default) =>
        context.GetPageAsync<CouponTemplate>(new RecordQuery(CouponTemplate.Schema.Primary, context.Program.Value, AtOnce), page, cancellationToken);

    public ValueTask<Page<CouponTemplateVersion>> GetVersionsAsync(
        string template, PageRequest? page = null, CancellationToken cancellationToken = default) =>
        context.GetPageAsync(CouponTemplateVersion.Schema, RequireTemplate(template), page, cancellationToken);

    public ValueTask<CouponStock?> GetStockAsync(string template, CancellationToken cancellationToken = default) =>
        context.FindAsync<CouponStock>(CouponStock.KeyOf(context.Program.Value, RequireTemplate(template)), cancellationToken);

    private static string RequireTemplate(string template) => Identifier.Require(template, "coupon template");

    private static Refusal? Refuse(string? actor, string? reason, DateTimeOffset? occurredAt) =>
        CommandRules.Label("Actor", actor) ?? CommandRules.Text("Reason", reason) ?? CommandRules.Time("OccurredAt", occurredAt);

    private static Refusal? RefuseCounts(DefineCouponTemplate command) => command switch
    {
        { Stock: < 0 } => Invalid($"The stock is {command.Stock}; use 0 or more, or none for as many as are asked for."),
        { PerMember: < 1 } => Invalid($"One member gets {command.PerMember}; use 1 or more."),
        { IssuedFrom: { } from, IssuedUntil: { } until } when until <= from => Invalid($"Coupons are issued until {until:O}, not after {from:O} when that begins."),
        _ => null,
    };

    private static Refusal Invalid(FormattableString problem) => new(CouponRefusals.TermsInvalid, problem.ToString(CultureInfo.InvariantCulture));
}
