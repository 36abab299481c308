using PrivateDomain.Sdk.Orders;

namespace PrivateDomain.Sdk.Coupons;

/// <summary>
/// Coupons beside the lines of an order, worked out once: what each coupon takes alone, and of which lines. Coupons are named by their place in the order in which
/// they apply (<see cref="CouponOrder"/>), lines by their place in the order.
/// </summary>
/// <remarks>The lines passed <see cref="OrderRules"/>, with prices before coupons as their amounts, and so did the terms theirs. No memory is allocated.</remarks>
internal readonly ref struct CouponTable
{
    private readonly IReadOnlyList<CouponCandidate> _coupons;
    private readonly Span<int> _order;
    private readonly Span<int> _fits;
    private readonly Span<int> _starts;
    private readonly Span<int> _lengths;
    private readonly Span<int> _scopes;
    private readonly Span<long> _alone;
    private readonly Span<long> _bases;

    /// <summary>Works the table out.</summary>
    /// <param name="coupons">The coupons.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="currency">The currency of the lines.</param>
    /// <param name="integers">Room for <see cref="IntegersFor"/> numbers.</param>
    /// <param name="amounts">Room for <see cref="AmountsFor"/> numbers.</param>
    /// <exception cref="OverflowException">The prices together do not fit in 64 bits.</exception>
    internal CouponTable(
        IReadOnlyList<CouponCandidate> coupons, IReadOnlyList<OrderLine> lines, Currency currency, scoped ref Room<int> integers, scoped ref Room<long> amounts)
    {
        _coupons = coupons;
        _order = integers.Take(coupons.Count);
        _fits = integers.Take(coupons.Count);
        _starts = integers.Take(coupons.Count);
        _lengths = integers.Take(coupons.Count);
        _scopes = integers.Take(coupons.Count * lines.Count);
        _alone = amounts.Take(coupons.Count);
        _bases = amounts.Take(coupons.Count);
        Prices = amounts.Take(lines.Count);
        for (int i = 0; i < lines.Count; i++)
        {
            Total = checked(Total + (Prices[i] = lines[i].Amount.MinorUnits));
        }

        CouponOrder.Sort(coupons, _order);
        Measure(lines, currency, amounts.Take(LineLabels.Kinds * lines.Count), integers.Take(lines.Count));
    }

    /// <summary>How many coupons there are.</summary>
    internal int Count => _order.Length;

    /// <summary>The prices of the lines before any coupon, in minor units.</summary>
    internal Span<long> Prices { get; }

    /// <summary>The sum of the prices: no set of coupons takes more.</summary>
    internal long Total { get; }

    /// <summary>What a coupon takes where it is the only one, in minor units.</summary>
    internal ReadOnlySpan<long> Alone => _alone;

    internal static int IntegersFor(int coupons, int lines) => checked((4 * coupons) + (coupons * lines) + lines);

    internal static int AmountsFor(int coupons, int lines) => checked((2 * coupons) + ((1 + LineLabels.Kinds) * lines));

    internal CouponCandidate Coupon(int place) => _coupons[_order[place]];

    internal CouponFit Fit(int place) => (CouponFit)_fits[place];

    /// <summary>The prices of the lines in a coupon's scope together.</summary>
    internal long Base(int place) => _bases[place];

    /// <summary>The lines in a coupon's scope.</summary>
    internal ReadOnlySpan<int> Scope(int place) => _scopes.Slice(_starts[place], _lengths[place]);

    private void Measure(IReadOnlyList<OrderLine> lines, Currency currency, Span<long> keys, Span<int> marks)
    {
        var labels = new LineLabels(lines, keys);
        int end = 0;
        CouponFit fit = CouponFit.Fits;
        CouponCandidate? last = null;
        for (int place = 0; place < Count; place++)
        {
            CouponCandidate coupon = Coupon(place);
            if (last is null || !CouponOrder.IsAlike(last, coupon))
            {
                int start = end;
                end += WriteScope(coupon.Terms.Scope, ref labels, marks, _scopes[start..]);
                (_starts[place], _lengths[place]) = (start, end - start);
                _bases[place] = DiscountSplit.Sum(Prices, Scope(place));
                fit = FitOf(coupon.Terms, currency, end - start, _bases[place]);
                _alone[place] = fit == CouponFit.Fits ? Off(coupon.Terms.Discount, _bases[place]) : 0;
                fit = fit == CouponFit.Fits && _alone[place] == 0 ? CouponFit.NoEffect : fit;
                _fits[place] = (int)fit;
            }
            else
            {
                (_starts[place], _lengths[place]) = (_starts[place - 1], _lengths[place - 1]);
                (_bases[place], _alone[place]) = (_bases[place - 1], _alone[place - 1]);
                _fits[place] = (int)(CouponOrder.CompareIds(last, coupon) == 0 ? CouponFit.NamedTwice : fit);
            }

            last = coupon;
        }
    }

    private static int WriteScope(CouponScope scope, ref LineLabels labels, Span<int> marks, Span<int> lines)
    {
        bool names = scope.Skus.Count + scope.Products.Count + scope.Categories.Count + scope.Brands.Count > 0;
        marks.Fill(names ? 0 : 1);
        if (!ReferenceEquals(scope, CouponScope.Everything))
        {
            labels.Mark(LineLabel.Sku, scope.Skus, marks, 1);
            labels.Mark(LineLabel.Product, scope.Products, marks, 1);
            labels.Mark(LineLabel.Category, scope.Categories, marks, 1);
            labels.Mark(LineLabel.Brand, scope.Brands, marks, 1);
            labels.Mark(LineLabel.Sku, scope.ExcludedSkus, marks, 0);
            labels.Mark(LineLabel.Product, scope.ExcludedProducts, marks, 0);
            labels.Mark(LineLabel.Category, scope.ExcludedCategories, marks, 0);
            labels.Mark(LineLabel.Brand, scope.ExcludedBrands, marks, 0);
        }

        int count = 0;
        for (int line = 0; line < marks.Length; line++)
        {
            lines[count] = line;
            count += marks[line];
        }

        return count;
    }

    private static CouponFit FitOf(CouponTerms terms, Currency currency, int lines, long price) =>
        IsOther(terms.Discount.Amount, currency) || IsOther(terms.Discount.Cap, currency) || IsOther(terms.Threshold, currency) ? CouponFit.OtherCurrency
        : lines == 0 ? CouponFit.NotInScope
        : terms.Threshold is { } threshold && price < threshold.MinorUnits ? CouponFit.BelowThreshold
        : CouponFit.Fits;

    private static bool IsOther(Money? money, Currency currency) => money is { } given && given.Currency != currency;

    /// <summary>What a discount comes to: a share half up to the minor unit and up to its cap, and never more than the price.</summary>
    private static long Off(CouponDiscount discount, long price)
    {
        if (discount.Amount is { } amount)
        {
            return Math.Min(amount.MinorUnits, price);
        }

        const long half = Billionths.One / 2;
        long share = price <= (long.MaxValue - half) / Billionths.One
            ? ((price * discount.ShareBillionths) + half) / Billionths.One
            : (long)((((Int128)price * discount.ShareBillionths) + half) / Billionths.One);
        return Math.Min(share, discount.Cap?.MinorUnits ?? price);
    }
}
