using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Coupons;

/// <summary>Reads what a quote is about, and says what the coupons take off.</summary>
internal sealed class CouponQuoter(ProgramContext context)
{
    // Rules of orders ask for an id; one that is being quoted may have none yet.
    private static readonly OrderId NoOrder = "quote";

    internal async ValueTask<Outcome<CouponQuote>> QuoteAsync(CouponBasket basket, DateTimeOffset moment, CancellationToken cancellationToken)
    {
        Refusal? refusal = OrderRules.Refuse(
            new OrderPaid(NoOrder, basket.MemberId, basket.Lines, moment), context.Currency, context.Options.Orders.MaxAmount)
            ?? (basket.Coupons is null ? null : CouponStateRules.RefuseNames(basket.Coupons, context.Options.Coupons.MaxPerOrder));
        if (refusal is not null)
        {
            return new Outcome<CouponQuote>(refusal);
        }

        (MemberId? memberId, List<Coupon> live) = await FindLiveAsync(basket.MemberId, cancellationToken).ConfigureAwait(false);
        if (memberId is null)
        {
            return new Outcome<CouponQuote>(MemberRules.NotFound(basket.MemberId));
        }

        return basket.Coupons is { } named
            ? await QuoteAsync(basket, memberId.Value, named, moment, cancellationToken).ConfigureAwait(false)
            : await QuoteBestAsync(basket, live, moment, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finds the live coupons of whom an id is about, and that id; no id where there is no such member.</summary>
    internal async ValueTask<(MemberId? MemberId, List<Coupon> Coupons)> FindLiveAsync(MemberId memberId, CancellationToken cancellationToken)
    {
        // Whoever was given more under an earlier limit needs another load; nobody else does.
        for (int limit = context.Options.Coupons.MaxLivePerMember; ; limit = checked(limit * 8))
        {
            Snapshot snapshot = await context.LoadAsync(
                new ReadSet(
                    [Member.KeyOf(context.Program.Value, memberId)],
                    [new OwnerRange(Coupon.Live, memberId.Value, context.Program.Value, limit)]),
                cancellationToken).ConfigureAwait(false);
            if (snapshot.Records[0] is Member { MergedInto: { } survivor })
            {
                return await FindLiveAsync(survivor, cancellationToken).ConfigureAwait(false);
            }

            if (snapshot.Ranges[0].IsComplete)
            {
                return (snapshot.Records[0] is Member member ? member.MemberId : default(MemberId?), [.. snapshot.Ranges[0].Records.Cast<Coupon>()]);
            }
        }
    }

    private async ValueTask<Outcome<CouponQuote>> QuoteAsync(
        CouponBasket basket, MemberId memberId, IReadOnlyList<CouponId> named, DateTimeOffset moment, CancellationToken cancellationToken)
    {
        string program = context.Program.Value;
        Snapshot found = await context.LoadAsync(
            new ReadSet([.. named.Select(coupon => Coupon.KeyOf(program, memberId, coupon))], []), cancellationToken).ConfigureAwait(false);
        var coupons = new List<Coupon>(named.Count);
        for (int i = 0; i < named.Count; i++)
        {
            if (found.Records[i] is not Coupon coupon)
            {
                return new Outcome<CouponQuote>(CouponStateRules.NotFound(named[i]));
            }

            if (CouponStateRules.RefuseUse(coupon, basket.OrderId, moment) is { } refusal)
            {
                return new Outcome<CouponQuote>(refusal);
            }

            coupons.Add(coupon);
        }

        List<CouponCandidate> candidates = await WithTermsAsync(coupons, cancellationToken).ConfigureAwait(false);
        (CouponPrice? price, Refusal? unusable) = CouponPricing.Price(candidates, basket.Lines, context.Currency);
        return price is null
            ? new Outcome<CouponQuote>(unusable!)
            : new Outcome<CouponQuote>(new CouponQuote(
                price.Used,
                [],
                new Money(price.Discount, context.Currency),
                [.. price.DiscountByLine.Select(amount => new Money(amount, context.Currency))],
                IsBest: true));
    }

    private async ValueTask<Outcome<CouponQuote>> QuoteBestAsync(
        CouponBasket basket, List<Coupon> live, DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var usable = new List<Coupon>(live.Count);
        var misses = new List<CouponMiss>();
        foreach (Coupon coupon in live)
        {
            if (CouponStateRules.RefuseUse(coupon, basket.OrderId, moment) is { } refusal)
            {
                misses.Add(new CouponMiss(coupon.CouponId, coupon.Template, refusal));
            }
            else
            {
                usable.Add(coupon);
            }
        }

        List<CouponCandidate> candidates = await WithTermsAsync(usable, cancellationToken).ConfigureAwait(false);
        CouponQuote best = BestCoupons.Find(candidates, basket.Lines, context.Currency, context.Options.Coupons.MaxPerOrder);
        return new Outcome<CouponQuote>(misses.Count == 0 ? best : best with { Unused = [.. best.Unused, .. misses] });
    }

    /// <summary>The coupons with the terms that each was issued under.</summary>
    private async ValueTask<List<CouponCandidate>> WithTermsAsync(List<Coupon> coupons, CancellationToken cancellationToken)
    {
        (string Template, long Version)[] versions = [.. coupons.Select(static coupon => (coupon.Template, coupon.Version)).Distinct()];
        Snapshot found = await context.LoadAsync(
            new ReadSet([.. versions.Select(version => CouponTemplateVersion.KeyOf(context.Program.Value, version.Template, version.Version))], []),
            cancellationToken).ConfigureAwait(false);
        Dictionary<(string, long), CouponTerms> terms = found.Records.OfType<CouponTemplateVersion>()
            .ToDictionary(static version => (version.Template, version.Version), static version => version.Terms);
        return coupons.ConvertAll(coupon => new CouponCandidate(
            coupon.CouponId, coupon.Template, coupon.Version, terms[(coupon.Template, coupon.Version)], coupon.ExpiresAt));
    }
}
