using System.Numerics;
using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Referrals;
using PrivateDomain.Sdk.Tests.NaiveModel;

namespace PrivateDomain.Sdk.Tests.ModelBased;

/// <summary>Makes the SDK's call of a model's command, and writes its answer the way the model writes its own.</summary>
internal static class SdkCalls
{
    internal static async Task<(NaiveAnswer Answer, string? Message)> ApplyAsync(IPrivateDomain domain, NaiveCommand command, CancellationToken ct) => command switch
    {
        NaiveRegister c => Write(await domain.Members.RegisterAsync(
            new RegisterMember(c.Key) { RegisteredAt = Utc(c.RegisteredAt), ExternalIds = [.. c.ExternalIds.Select(External)] }, ct), Text),
        NaiveUnlink c => Write(
            await domain.Members.UnlinkExternalIdAsync(new UnlinkExternalId(c.Key, c.Member, External(c.External)) { OccurredAt = Utc(c.At) }, ct), Text),
        NaiveLink c => Write(await domain.Members.LinkExternalIdAsync(new LinkExternalId(c.Key, c.Member, External(c.External)) { OccurredAt = Utc(c.At) }, ct), Text),
        NaiveBind c => Write(await domain.Referrals.BindAsync(new BindReferrer(c.Key, c.Member, c.Referrer) { OccurredAt = Utc(c.At) }, ct), Text),
        NaiveGrant c => Write(await domain.Points.GrantAsync(Grant(c), ct), Text),
        NaiveSpend c => Write(await domain.Points.SpendAsync(
            new SpendPoints(c.Key, c.Member, (long)c.Points) { Reason = c.Reason, OccurredAt = Utc(c.At) }, ct), Text),
        NaiveReverse c => Write(await domain.Points.ReverseAsync(
            new ReversePoints(c.Key, c.Member, (long)c.Lot, (long)c.Points) { Reason = c.Reason, OccurredAt = Utc(c.At) }, ct), Text),
        NaivePaid c => Write(await domain.Orders.PaidAsync(Paid(c), ct), Text),
        NaiveRefund c => Write(await domain.Orders.RefundedAsync(Refunded(c), ct), Text),
        NaiveAccrue c => Write(await domain.Commissions.AccrueAsync(
            new AccrueCommission(c.Key, c.Sale, c.Buyer, Money(c.Base, c.Currency)) { OccurredAt = Utc(c.At) }, ct), Text),
        NaiveClawBack c => Write(await domain.Commissions.ClawBackAsync(
            new ClawBackCommission(c.Key, c.Sale, Money(c.Refunded, c.Currency)) { OccurredAt = Utc(c.At) }, ct), Text),
        _ => throw new ArgumentOutOfRangeException(nameof(command)),
    };

    internal static GrantPoints Grant(NaiveGrant c) => new(c.Key, c.Member, (long)c.Points)
    {
        AvailableAt = Utc(c.AvailableAt),
        ExpiresAt = Utc(c.ExpiresAt),
        Reason = c.Reason,
        OccurredAt = Utc(c.At),
    };

    internal static OrderPaid Paid(NaivePaid c) => new(
        c.Key, c.Member, [.. c.Lines.Select(line => new OrderLine(line.Sku, (long)line.Quantity, Money(line.Amount, c.Currency)))], Utc(c.PaidAt))
    {
        Freight = Money(c.Freight, c.Currency),
        Tax = Money(c.Tax, c.Currency),
        Amount = Money(c.Amount, c.Currency),
        Channel = c.Channel,
        Redeem = c.RedeemShare > 0 ? PointRedemption.ShareOfAvailable(c.RedeemShare) : PointRedemption.Exactly((long)c.RedeemExactly),
    };

    internal static OrderRefunded Refunded(NaiveRefund c) => new(c.Key, c.Order, Utc(c.RefundedAt))
    {
        Amount = Money(c.Amount, c.Currency),
        Lines = [.. c.Lines.Select(line => new RefundedLine(line.Line, Money(line.Amount, c.Currency)))],
        Freight = Money(c.Freight, c.Currency),
        Tax = Money(c.Tax, c.Currency),
    };

    internal static Money Money(BigInteger amount, string currency) => new((long)amount, currency);

    private static Money? Money(BigInteger? amount, string currency) => amount is { } value ? Money(value, currency) : null;

    private static ExternalId External(NaiveExternalId external) => new(external.Kind, external.Value);

    internal static DateTimeOffset Utc(DateTime time) => new(time, TimeSpan.Zero);

    private static DateTimeOffset? Utc(DateTime? time) => time is { } value ? Utc(value) : null;

    private static (NaiveAnswer Answer, string? Message) Write<T>(Outcome<T> outcome, Func<T, string> text)
        where T : class => outcome.TryGetValue(out T? value, out Refusal? refusal)
            ? (new NaiveAnswer(null, text(value), outcome.IsReplayed), null)
            : (new NaiveAnswer(refusal.Code, "", outcome.IsReplayed), refusal.Message);

    private static string Text(MemberReceipt r) => $"member {r.MemberId} registered {r.RegisteredAt.UtcTicks} externals {r.ExternalIds}";

    private static string Text(ReferralReceipt r) =>
        $"bind {r.MemberId} to {r.Referrer} at {r.BoundAt.UtcTicks} replaced {(r.Replaced is { } replaced ? replaced.Value : "-")}";

    private static string Text(GrantReceipt r) =>
        $"grant {r.MemberId} lot {r.Lot} granted {r.Granted} repaid {r.DebtRepaid} available {r.AvailableAt.UtcTicks} expires {r.ExpiresAt.UtcTicks} " +
        $"balance {r.Balance} debt {r.Debt}";

    private static string Text(SpendReceipt r) => $"spend {r.MemberId} spent {r.Spent} balance {r.Balance}";

    private static string Text(ReversalReceipt r) =>
        $"reverse {r.MemberId} lot {r.Lot} reversed {r.Reversed} settled {r.Settled} incurred {r.DebtIncurred} balance {r.Balance} debt {r.Debt}";

    private static string Text(OrderReceipt r) =>
        $"paid {r.OrderId} expired {r.PointsExpired} spent {r.PointsSpent} granted {r.PointsGranted} repaid {r.DebtRepaid} balance {r.Balance} debt {r.Debt} " +
        $"{r.Currency}{Text(r.Commissions)}";

    private static string Text(RefundReceipt r) =>
        $"refunded {r.RefundId} of {r.OrderId} amount {r.Refunded} in all {r.RefundedInAll} expired {r.PointsExpired} reversed {r.PointsReversed} " +
        $"settled {r.PointsSettled} incurred {r.DebtIncurred} balance {r.Balance} debt {r.Debt} {r.Currency}{Text(r.Clawbacks)}";

    private static string Text(CommissionReceipt r) => $"accrued {r.SaleId} {r.Currency}{Text(r.Shares)}";

    private static string Text(IReadOnlyList<CommissionShare> shares) => string.Concat(shares.Select(s => $" {s.Level}:{s.MemberId}:{s.Amount}"));
}
