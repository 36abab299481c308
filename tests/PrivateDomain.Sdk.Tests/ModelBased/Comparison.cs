using System.Numerics;
using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Referrals;
using PrivateDomain.Sdk.Tests.NaiveModel;
using PrivateDomain.Sdk.Verification;

namespace PrivateDomain.Sdk.Tests.ModelBased;

/// <summary>Compares all that can be read of a program with the model, and verifies the program.</summary>
internal static class Comparison
{
    private const int PageSize = 3;
    private static readonly TimeSpan[] s_later = [TimeSpan.Zero, TimeSpan.FromTicks(1), TimeSpan.FromDays(2), TimeSpan.FromDays(9), TimeSpan.FromDays(400)];
    private static readonly TimeSpan[] s_windows = [TimeSpan.FromHours(7), TimeSpan.FromDays(30)];

    /// <summary>The first difference, or null.</summary>
    internal static async Task<string?> DifferenceAsync(IPrivateDomain domain, NaiveProgram model, DateTime now, CancellationToken ct)
    {
        VerificationReport report = await domain.VerifyAsync(domain.Program, null, ct);
        if (!report.IsSound)
        {
            return $"not sound: {string.Join("; ", report.Breaches)}";
        }

        foreach (NaiveMember member in model.Members.Values)
        {
            string? difference = await MemberAsync(domain, member, ct)
                ?? await BalancesAsync(domain, member, now, ct)
                ?? await PointStatementAsync(domain, member, ct)
                ?? await CommissionAsync(domain, member, model.Terms.Currency, ct);
            if (difference is not null)
            {
                return $"member '{member.Id}': {difference}";
            }
        }

        foreach (NaiveOrder order in model.Orders.Values)
        {
            if (await OrderAsync(domain, order, ct) is { } difference)
            {
                return difference;
            }
        }

        return await TotalsAsync(domain, model, ct) ?? CountsDifference(report, model);
    }

    internal static string? Difference(string what, string expected, string actual) =>
        expected == actual ? null : $"{what}{Environment.NewLine}expected {expected}{Environment.NewLine}but was  {actual}";

    /// <summary>All pages of a points statement, put into the order of the ledger.</summary>
    internal static async Task<List<PointEntry>> ReadStatementAsync(IPrivateDomain domain, MemberId member, int pageSize, CancellationToken ct)
    {
        var entries = new List<PointEntry>();
        string? cursor = null;
        do
        {
            Page<PointEntry> page = await domain.Points.GetStatementAsync(member, new PageRequest(cursor, pageSize), ct);
            Assert.InRange(page.Items.Count, 0, pageSize);
            entries.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        entries.Reverse();
        return entries;
    }

    internal static async Task<List<CommissionEntry>> ReadCommissionsAsync(IPrivateDomain domain, MemberId member, int pageSize, CancellationToken ct)
    {
        var entries = new List<CommissionEntry>();
        string? cursor = null;
        do
        {
            Page<CommissionEntry> page = await domain.Commissions.GetStatementAsync(member, new PageRequest(cursor, pageSize), ct);
            Assert.InRange(page.Items.Count, 0, pageSize);
            entries.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        entries.Reverse();
        return entries;
    }

    private static async Task<string?> MemberAsync(IPrivateDomain domain, NaiveMember member, CancellationToken ct)
    {
        Member? actual = await domain.Members.GetAsync(member.Id, ct);
        ReferralBinding? binding = await domain.Referrals.GetAsync(member.Id, ct);
        foreach (NaiveExternalId external in member.ExternalIds)
        {
            Member? found = await domain.Members.FindAsync(new ExternalId(external.Kind, external.Value), ct);
            if (found?.MemberId.Value != member.Id)
            {
                return $"the external id {external} finds {found?.MemberId}";
            }
        }

        return Difference(
            "member",
            $"{member.Id} {member.RegisteredAt.Ticks} {string.Join(' ', member.ExternalIds.Select(e => e.Kind))} by {member.Referrer} {(member.Referrer is null ? "" : member.BoundAt.Ticks)}",
            $"{actual?.MemberId} {actual?.RegisteredAt.UtcTicks} {string.Join(' ', actual?.ExternalIds.Select(e => e.Kind) ?? [])} by {binding?.Referrer} {binding?.BoundAt.UtcTicks}");
    }

    private static async Task<string?> BalancesAsync(IPrivateDomain domain, NaiveMember member, DateTime now, CancellationToken ct)
    {
        IEnumerable<DateTime> moments = s_later.Select(later => now + later)
            .Concat(member.Lots.Where(lot => lot.ExpiresAt > now && lot.ExpiresAt.Year < 2100).Take(2).Select(lot => lot.ExpiresAt));
        foreach (DateTime moment in moments)
        {
            foreach (TimeSpan window in s_windows)
            {
                PointBalance actual = await domain.Points.GetBalanceAsync(member.Id, SdkCalls.Utc(moment), window, ct);
                string? difference = Difference(
                    $"balance at {moment:O}",
                    $"{member.Id} {moment.Ticks} available {member.Available(moment)} pending {member.Pending(moment)} expiring {member.Expiring(moment, window)} debt {member.Debt}",
                    $"{actual.MemberId} {actual.AsOf.UtcTicks} available {actual.Available} pending {actual.Pending} expiring {actual.Expiring} debt {actual.Debt}");
                if (difference is not null)
                {
                    return difference;
                }
            }
        }

        return null;
    }

    private static async Task<string?> PointStatementAsync(IPrivateDomain domain, NaiveMember member, CancellationToken ct)
    {
        List<PointEntry> entries = await ReadStatementAsync(domain, member.Id, PageSize, ct);
        return Difference(
            "points statement",
            string.Join(Environment.NewLine, member.Points.Select(Text)),
            string.Join(Environment.NewLine, entries.Select(Text)));
    }

    private static string Text(NaivePointEntry e) =>
        $"{e.Sequence} {e.Kind} {e.Amount} lot {e.Lot} balance {e.BalanceAfter} debt {e.DebtAfter} at {e.At.Ticks} by {Operation(e.Operation)} order {e.Order} reason {e.Reason}";

    private static string Text(PointEntry e) =>
        $"{e.Sequence} {e.Kind} {e.Amount} lot {e.Lot} balance {e.BalanceAfter} debt {e.DebtAfter} at {e.At.UtcTicks} by {Operation(e.Operation)} order {e.OrderId} reason {e.Reason}";

    /// <summary>The sweep's own keys are its own affair.</summary>
    private static string Operation(string operation) => operation.StartsWith("points.expire/", StringComparison.Ordinal) ? "points.expire/" : operation;

    private static async Task<string?> CommissionAsync(IPrivateDomain domain, NaiveMember member, string currency, CancellationToken ct)
    {
        List<CommissionEntry> entries = await ReadCommissionsAsync(domain, member.Id, PageSize, ct);
        CommissionBalance balance = await domain.Commissions.GetBalanceAsync(member.Id, null, ct);
        IEnumerable<NaiveCommissionEntry> expected = member.Commissions.OrderBy(e => e.At).ThenBy(e => e.Operation + "/" + e.Level, StringComparer.Ordinal);
        BigInteger accrued = NaiveMember.Sum(member.Commissions, e => e.Kind == "Accrual" ? e.Amount : 0);
        BigInteger clawedBack = NaiveMember.Sum(member.Commissions, e => e.Kind == "Clawback" ? e.Amount : 0);
        return Difference(
                "commission statement",
                string.Join(Environment.NewLine, expected.Select(e => $"{e.Kind} {e.Amount} level {e.Level} {e.Reference} of {e.Buyer} at {e.At.Ticks} by {e.Operation} {currency}")),
                string.Join(Environment.NewLine, entries.Select(e => $"{e.Kind} {e.Amount} level {e.Level} {e.Reference} of {e.Buyer} at {e.At.UtcTicks} by {e.Operation} {e.Currency}")))
            ?? Difference(
                "commission balance",
                $"{accrued} {clawedBack} {currency}",
                $"{balance.Accrued.MinorUnits} {balance.ClawedBack.MinorUnits} {balance.Net.Currency}");
    }

    private static async Task<string?> OrderAsync(IPrivateDomain domain, NaiveOrder order, CancellationToken ct)
    {
        Order? actual = await domain.Orders.GetAsync(order.Paid.Key, ct);
        if (actual is null)
        {
            return $"order {order.Paid.Key} is missing";
        }

        IEnumerable<BigInteger> refundedByLine = order.NamesLines ? order.RefundedByLine : [];
        return Difference(
            $"order {order.Paid.Key}",
            $"{order.Paid.Member} {order.Paid.Currency} {order.Amount} = {order.Goods} + {order.Paid.Freight ?? 0} + {order.Paid.Tax ?? 0}, " +
            $"refunded {order.Refunded} goods {order.RefundedGoods} tax {order.RefundedTax} freight {order.RefundedFreight} in {order.Refunds} by line [{string.Join(' ', refundedByLine)}], {order.Paid.Channel}, " +
            $"{string.Join(' ', order.Paid.Lines.Select(l => $"{l.Sku}*{l.Quantity}={l.Amount}"))}, at {order.Paid.PaidAt.Ticks}, " +
            $"spent {order.PointsSpent} granted {order.PointsGranted} lot {order.Lot} pays {order.Sale is not null}",
            $"{actual.MemberId} {actual.Currency} {actual.Amount} = {actual.Goods} + {actual.Freight} + {actual.Tax}, " +
            $"refunded {actual.Refunded} goods {actual.RefundedGoods} tax {actual.RefundedTax} freight {actual.RefundedFreight} in {actual.Refunds} by line [{string.Join(' ', actual.RefundedByLine)}], {actual.Channel}, " +
            $"{string.Join(' ', actual.Lines.Select(l => $"{l.Sku}*{l.Quantity}={l.Amount.MinorUnits}"))}, at {actual.PaidAt.UtcTicks}, " +
            $"spent {actual.PointsSpent} granted {actual.PointsGranted} lot {actual.PointLot} pays {actual.PaysCommission}");
    }

    private static async Task<string?> TotalsAsync(IPrivateDomain domain, NaiveProgram model, CancellationToken ct)
    {
        List<NaivePointEntry> entries = [.. model.Members.Values.SelectMany(m => m.Points)];
        BigInteger Of(params string[] kinds) => NaiveMember.Sum(entries, e => kinds.Contains(e.Kind) ? e.Amount : 0);
        PointTotals points = await domain.Points.GetTotalsAsync(ct);
        string? difference = Difference(
            "points totals",
            $"granted {Of("Grant", "Repay")} redeemed {Of("Spend")} expired {Of("Expire")} reversed {Of("Reverse")} incurred {Of("Debt")} repaid {Of("Repay")} " +
            $"live {NaiveMember.Sum(model.Members.Values, m => m.Balance)} debt {NaiveMember.Sum(model.Members.Values, m => m.Debt)} " +
            $"members {model.Members.Values.Count(m => m.Balance > 0)}",
            $"granted {points.Granted} redeemed {points.Redeemed} expired {points.Expired} reversed {points.Reversed} incurred {points.DebtIncurred} " +
            $"repaid {points.DebtRepaid} live {points.Live} debt {points.Debt} members {points.MembersWithBalance}");
        if (difference is not null)
        {
            return difference;
        }

        CommissionTotals totals = await domain.Commissions.GetTotalsAsync(ct);
        var commissions = model.Members.Values.SelectMany(m => m.Commissions).GroupBy(e => e.Level).OrderBy(g => g.Key)
            .Select(g => $"{g.Key}: {NaiveMember.Sum(g, e => e.Kind == "Accrual" ? e.Amount : 0)} - {NaiveMember.Sum(g, e => e.Kind == "Clawback" ? e.Amount : 0)}");
        BigInteger Net(NaiveMember m) => NaiveMember.Sum(m.Commissions, e => e.Signed);
        NaiveMember? top = model.Members.Values.Where(m => Net(m) > 0)
            .OrderByDescending(Net).ThenBy(m => Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(m.Id)), StringComparer.Ordinal).FirstOrDefault();
        return Difference(
            "commission totals",
            $"{string.Join(", ", commissions)}; payees {model.Members.Values.Count(m => Net(m) > 0)}; top {top?.Id} {(top is null ? "" : Net(top))}",
            $"{string.Join(", ", totals.Levels.Select(l => $"{l.Level}: {l.Accrued.MinorUnits} - {l.ClawedBack.MinorUnits}"))}; payees {totals.Payees}; " +
            $"top {totals.TopPayees.SingleOrDefault()?.MemberId} {totals.TopPayees.SingleOrDefault()?.Net.MinorUnits}");
    }

    private static string? CountsDifference(VerificationReport report, NaiveProgram model)
    {
        long Read(string type) => report.RecordsRead.GetValueOrDefault(type);
        return Difference(
            "record counts",
            $"members {model.Members.Count} entries {model.Members.Values.Sum(m => m.Points.Count)} lots {model.Members.Values.Sum(m => m.Lots.Count)} " +
            $"orders {model.Orders.Count} commission entries {model.Members.Values.Sum(m => m.Commissions.Count)}",
            $"members {Read("members")} entries {Read("point_entries")} lots {Read("point_lots")} " +
            $"orders {Read("orders")} commission entries {Read("commission_entries")}");
    }
}
