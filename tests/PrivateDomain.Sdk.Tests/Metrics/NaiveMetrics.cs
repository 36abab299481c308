using System.Globalization;
using System.Numerics;
using System.Text;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Referrals;

namespace PrivateDomain.Sdk.Tests.Metrics;

/// <summary>Metrics computed from all that happened, each time anew: dictionaries and big integers, and no code of the SDK's but its commands.</summary>
internal sealed class NaiveMetrics
{
    private readonly List<NaiveOrder> _orders = [];
    private readonly Dictionary<string, string> _referrers = new(StringComparer.Ordinal);

    internal void Paid(OrderPaid order) => _orders.Add(new NaiveOrder(order, _referrers.GetValueOrDefault(order.MemberId.Value)));

    internal void Refunded(OrderRefunded refund) => _orders.Single(o => o.Paid.OrderId == refund.OrderId).Refund(refund);

    internal void Bound(BindReferrer binding) => _referrers[binding.MemberId.Value] = binding.Referrer.Value;

    internal string Describe(string member, DateTimeOffset asOf)
    {
        NaiveOrder[] all = [.. _orders.Where(o => o.Paid.MemberId.Value == member)];
        NaiveOrder[] counting = [.. all.Where(o => o.Counts)];
        var text = new StringBuilder();
        BigInteger spend = Sum(all, o => o.Goods - o.RefundedGoods);
        BigInteger refunded = Sum(all, o => o.RefundedGoods);
        text.Append(Invariant($"orders {counting.Length} spend {spend} average {(counting.Length == 0 ? "-" : HalfUp(spend, counting.Length))}"));
        text.Append(Invariant($" first {Time(counting, true)} last {Time(counting, false)}"));
        text.Append(Invariant($" days {Days(counting, true, asOf)} {Days(counting, false, asOf)}"));
        foreach (int days in new[] { 30, 90, 365 })
        {
            DateTime from = asOf.UtcDateTime.Date.AddDays(1 - days);
            NaiveOrder[] inside = [.. counting.Where(o => o.Paid.PaidAt.UtcDateTime >= from && o.Paid.PaidAt <= asOf)];
            text.Append(Invariant($" in {days}: {inside.Length} {Sum(inside, o => o.Goods - o.RefundedGoods)}"));
        }

        foreach (string category in all.SelectMany(o => o.Categories.Keys).Where(c => c.Length > 0).Distinct().OrderBy(CodePoints, StringComparer.Ordinal))
        {
            NaiveOrder[] with = [.. counting.Where(o => o.Categories.TryGetValue(category, out (BigInteger Amount, BigInteger Refunded) c) && (c.Amount.IsZero || c.Refunded < c.Amount))];
            if (with.Length > 0)
            {
                text.Append(Invariant($" {category}: {with.Length} {Sum(all.Where(o => o.Categories.ContainsKey(category)), o => o.Categories[category].Amount - o.Categories[category].Refunded)}"));
            }
        }

        text.Append(Invariant($" returned {all.Length - counting.Length} with refunds {all.Count(o => o.Refunds > 0)} refunded {refunded}"));
        text.Append(Invariant($" rate {(spend + refunded == 0 ? "-" : HalfUp(refunded * 1_000_000_000, spend + refunded))}"));
        NaiveOrder[] brought = [.. _orders.Where(o => o.Referrer == member)];
        text.Append(Invariant($" brought {_referrers.Count(b => b.Value == member)} {brought.Count(o => o.Counts)} {Sum(brought, o => o.Goods - o.RefundedGoods)}"));
        return text.ToString();
    }

    internal static string Describe(MemberMetrics metrics)
    {
        var text = new StringBuilder();
        text.Append(Invariant($"orders {metrics.Orders} spend {metrics.Spend.MinorUnits} average {(metrics.AverageOrder is { } average ? average.MinorUnits : "-")}"));
        text.Append(Invariant($" first {metrics.FirstOrderAt?.ToString("O") ?? "-"} last {metrics.LastOrderAt?.ToString("O") ?? "-"}"));
        text.Append(Invariant($" days {metrics.DaysSinceFirstOrder?.ToString(CultureInfo.InvariantCulture) ?? "-"} {metrics.DaysSinceLastOrder?.ToString(CultureInfo.InvariantCulture) ?? "-"}"));
        text.Append(string.Concat(metrics.Windows.Select(w => Invariant($" in {w.Days}: {w.Orders} {w.Spend.MinorUnits}"))));
        text.Append(string.Concat(metrics.Categories.Select(c => Invariant($" {c.Category}: {c.Orders} {c.Spend.MinorUnits}"))));
        text.Append(Invariant($" returned {metrics.OrdersReturned} with refunds {metrics.OrdersRefunded} refunded {metrics.Refunded.MinorUnits}"));
        text.Append(Invariant($" rate {(metrics.RefundRate is { } rate ? (long)(rate * 1_000_000_000) : "-")}"));
        text.Append(Invariant($" brought {metrics.Referrals.Members} {metrics.Referrals.Orders} {metrics.Referrals.Spend.MinorUnits}"));
        return text.ToString();
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private static BigInteger Sum(IEnumerable<NaiveOrder> orders, Func<NaiveOrder, BigInteger> of) => orders.Aggregate(BigInteger.Zero, (sum, o) => sum + of(o));

    private static BigInteger HalfUp(BigInteger numerator, BigInteger denominator) => ((2 * numerator) + denominator) / (2 * denominator);

    private static DateTimeOffset? Edge(NaiveOrder[] orders, bool first) => orders.Length == 0
        ? null
        : first ? orders.Min(o => o.Paid.PaidAt) : orders.Max(o => o.Paid.PaidAt);

    private static string Time(NaiveOrder[] orders, bool first) => Edge(orders, first)?.ToString("O") ?? "-";

    private static string Days(NaiveOrder[] orders, bool first, DateTimeOffset asOf) => Edge(orders, first) is { } edge
        ? ((int)(asOf.UtcDateTime.Date - edge.UtcDateTime.Date).TotalDays).ToString(CultureInfo.InvariantCulture)
        : "-";

    private static string CodePoints(string text) => string.Concat(text.EnumerateRunes().Select(rune => rune.Value.ToString("X6", CultureInfo.InvariantCulture)));

    private sealed class NaiveOrder(OrderPaid paid, string? referrer)
    {
        private readonly BigInteger[] _named = new BigInteger[paid.Lines.Count];
        private BigInteger _unnamed;
        private BigInteger _freight;
        private BigInteger _tax;

        internal OrderPaid Paid => paid;

        internal string? Referrer => referrer;

        internal int Refunds { get; private set; }

        internal BigInteger Goods => paid.Lines.Aggregate(BigInteger.Zero, (sum, line) => sum + line.Amount.MinorUnits);

        internal BigInteger RefundedGoods => _named.Aggregate(_unnamed, (sum, part) => sum + part);

        internal bool Counts
        {
            get
            {
                BigInteger other = (paid.Freight?.MinorUnits ?? 0) + (paid.Tax?.MinorUnits ?? 0);
                return Goods > 0 ? RefundedGoods < Goods : other == 0 || _freight + _tax < other;
            }
        }

        internal Dictionary<string, (BigInteger Amount, BigInteger Refunded)> Categories
        {
            get
            {
                string[] names = [.. paid.Lines.Select(line => line.Category ?? "").Distinct().OrderBy(CodePoints, StringComparer.Ordinal)];
                BigInteger[] amounts = [.. names.Select(name => paid.Lines.Where(line => (line.Category ?? "") == name).Aggregate(BigInteger.Zero, (sum, line) => sum + line.Amount.MinorUnits))];
                BigInteger[] named = [.. names.Select(name => paid.Lines.Select((line, i) => (line, i)).Where(l => (l.line.Category ?? "") == name).Aggregate(BigInteger.Zero, (sum, l) => sum + _named[l.i]))];
                BigInteger left = amounts.Aggregate(BigInteger.Zero, (sum, a) => sum + a) - named.Aggregate(BigInteger.Zero, (sum, a) => sum + a);
                BigInteger[] parts = [.. names.Select((_, i) => left.IsZero ? 0 : _unnamed * (amounts[i] - named[i]) / left)];
                List<int> waiting = [.. Enumerable.Range(0, names.Length)];
                while (parts.Aggregate(BigInteger.Zero, (sum, p) => sum + p) < _unnamed)
                {
                    // The one whose part lies furthest below its exact share; the first of those that lie equally.
                    int next = waiting[0];
                    foreach (int i in waiting)
                    {
                        next = Lack(i) > Lack(next) ? i : next;
                    }

                    parts[next]++;
                    waiting.Remove(next);
                }

                return names.Select((name, i) => (name, i)).ToDictionary(n => n.name, n => (amounts[n.i], named[n.i] + parts[n.i]));

                BigInteger Lack(int i) => (_unnamed * (amounts[i] - named[i])) - (parts[i] * left);
            }
        }

        internal void Refund(OrderRefunded refund)
        {
            Refunds++;
            BigInteger amount = refund.Amount?.MinorUnits ?? 0;
            BigInteger ofGoods = BigInteger.Min(amount, Goods - RefundedGoods);
            BigInteger ofTax = BigInteger.Min(amount - ofGoods, (paid.Tax?.MinorUnits ?? 0) - _tax);
            _unnamed += ofGoods;
            _tax += ofTax + (refund.Tax?.MinorUnits ?? 0);
            _freight += amount - ofGoods - ofTax + (refund.Freight?.MinorUnits ?? 0);
            foreach (RefundedLine line in refund.Lines)
            {
                _named[line.Line - 1] += line.Amount.MinorUnits;
            }
        }
    }
}
