using System.Numerics;
using System.Text;
using PrivateDomain.Sdk.Coupons;
using PrivateDomain.Sdk.Orders;

namespace PrivateDomain.Sdk.Tests.Coupons;

/// <summary>The pricing of coupons and the best of all sets, once more: by the words of the decision page, in arbitrary precision, one set after the other.</summary>
internal static class NaiveCoupons
{
    /// <summary>What a set takes, coupon by coupon and line by line; <see langword="null"/> where one of them does not fit.</summary>
    internal static (Dictionary<CouponId, BigInteger> ByCoupon, BigInteger[] ByLine)? Price(IEnumerable<CouponCandidate> set, IReadOnlyList<OrderLine> lines)
    {
        List<CouponCandidate> coupons =
        [
            .. set.OrderBy(c => c.Terms.Discount.Amount is not null)
                .ThenBy(c => CodePoints(c.Template), StringComparer.Ordinal)
                .ThenBy(c => c.Version)
                .ThenBy(c => CodePoints(c.CouponId.Value), StringComparer.Ordinal),
        ];
        if (!IsAllowed(coupons))
        {
            return null;
        }

        BigInteger[] left = [.. lines.Select(line => new BigInteger(line.Amount.MinorUnits))];
        var byCoupon = new Dictionary<CouponId, BigInteger>();
        foreach (CouponCandidate coupon in coupons)
        {
            int[] scope = [.. Enumerable.Range(0, lines.Count).Where(i => IsInScope(coupon.Terms.Scope, lines[i]))];
            BigInteger alone = Alone(coupon.Terms, Sum(scope.Select(i => (BigInteger)lines[i].Amount.MinorUnits)), scope.Length);
            BigInteger total = Sum(scope.Select(i => left[i]));
            BigInteger taken = BigInteger.Min(alone, total);
            if (taken <= 0)
            {
                return null;
            }

            byCoupon.Add(coupon.CouponId, taken);
            BigInteger[] parts = new BigInteger[lines.Count];
            foreach (int i in scope)
            {
                parts[i] = left[i] * taken / total;
            }

            int rest = (int)(taken - Sum(parts));
            foreach (int i in scope.OrderByDescending(i => left[i] * taken % total).ThenBy(i => i).Take(rest))
            {
                parts[i]++;
            }

            for (int i = 0; i < left.Length; i++)
            {
                left[i] -= parts[i];
            }
        }

        return (byCoupon, [.. lines.Select((line, i) => line.Amount.MinorUnits - left[i])]);
    }

    /// <summary>The best of all sets.</summary>
    internal static List<CouponCandidate> Best(IReadOnlyList<CouponCandidate> candidates, IReadOnlyList<OrderLine> lines, int maxCoupons)
    {
        List<CouponCandidate> best = [];
        BigInteger most = 0;
        for (int bits = 1; bits < 1 << candidates.Count; bits++)
        {
            List<CouponCandidate> set = [.. candidates.Where((_, i) => (bits >> i & 1) == 1)];
            if (set.Count > maxCoupons || Price(set, lines) is not { } price)
            {
                continue;
            }

            BigInteger total = Sum(price.ByCoupon.Values);
            if (total > most || (total == most && IsPreferred(set, best)))
            {
                (best, most) = (set, total);
            }
        }

        return best;
    }

    /// <summary>What a coupon takes alone, zero where it does not fit.</summary>
    internal static BigInteger Alone(CouponCandidate coupon, IReadOnlyList<OrderLine> lines)
    {
        OrderLine[] scope = [.. lines.Where(line => IsInScope(coupon.Terms.Scope, line))];
        return Alone(coupon.Terms, Sum(scope.Select(line => (BigInteger)line.Amount.MinorUnits)), scope.Length);
    }

    internal static bool IsInScope(CouponScope scope, OrderLine line)
    {
        bool isOut = scope.ExcludedSkus.Contains(line.Sku) || scope.ExcludedProducts.Contains(line.Product)
            || scope.ExcludedCategories.Contains(line.Category) || scope.ExcludedBrands.Contains(line.Brand);
        bool isAll = !scope.Skus.Concat(scope.Products).Concat(scope.Categories).Concat(scope.Brands).Any();
        bool isIn = scope.Skus.Contains(line.Sku) || scope.Products.Contains(line.Product)
            || scope.Categories.Contains(line.Category) || scope.Brands.Contains(line.Brand);
        return !isOut && (isAll || isIn);
    }

    internal static BigInteger Sum(IEnumerable<BigInteger> numbers) => numbers.Aggregate(BigInteger.Zero, static (sum, number) => sum + number);

    private static bool IsAllowed(List<CouponCandidate> set) => set.Count == 1 || (
        set.TrueForAll(c => c.Terms.Stacking != CouponStacking.Never)
        && set.GroupBy(c => c.Template).All(same => same.Count() == 1 || same.All(c => c.Terms.Stacking == CouponStacking.Always)));

    private static BigInteger Alone(CouponTerms terms, BigInteger price, int lines)
    {
        if (lines == 0 || price < (terms.Threshold?.MinorUnits ?? 0))
        {
            return 0;
        }

        BigInteger amount = terms.Discount.Amount is { } given
            ? given.MinorUnits
            : ((2 * price * terms.Discount.ShareBillionths) + 1_000_000_000) / 2_000_000_000;
        return BigInteger.Min(BigInteger.Min(amount, price), terms.Discount.Cap?.MinorUnits ?? price);
    }

    private static bool IsPreferred(List<CouponCandidate> set, List<CouponCandidate> other)
    {
        if (set.Count != other.Count)
        {
            return set.Count < other.Count;
        }

        IEnumerable<DateTimeOffset> Times(List<CouponCandidate> coupons) => coupons.Select(c => c.ExpiresAt ?? DateTimeOffset.MaxValue).Order();
        foreach ((DateTimeOffset mine, DateTimeOffset its) in Times(set).Zip(Times(other)))
        {
            if (mine != its)
            {
                return mine < its;
            }
        }

        IEnumerable<string> Ids(List<CouponCandidate> coupons) => coupons.Select(c => CodePoints(c.CouponId.Value)).Order(StringComparer.Ordinal);
        foreach ((string mine, string its) in Ids(set).Zip(Ids(other)))
        {
            if (mine != its)
            {
                return string.CompareOrdinal(mine, its) < 0;
            }
        }

        return false;
    }

    /// <summary>A text that orders as its code points do.</summary>
    private static string CodePoints(string text) => Convert.ToHexString(Encoding.UTF8.GetBytes(text));
}
