using System.Runtime.CompilerServices;
using PrivateDomain.Sdk.Coupons;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Verification;

/// <summary>
/// C1 to C4 and C7: stock is what histories leave of it, each coupon stands where its history says, members got what is counted, orders and redeemed
/// coupons name each other, and an order's discounts add up.
/// </summary>
internal static class CouponVerification
{
    private const int AtOnce = 500;

    internal static async ValueTask RunAsync(ProgramContext context, Findings findings, CancellationToken cancellationToken)
    {
        var totals = new CouponSums();
        await MembersAsync(context, totals, findings, cancellationToken).ConfigureAwait(false);
        await TemplatesAsync(context, totals, findings, cancellationToken).ConfigureAwait(false);
        await OrdersAsync(context, totals, findings, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>C2 and C3: each member's history, coupons, holdings and ledger are walked side by side.</summary>
    private static async ValueTask MembersAsync(ProgramContext context, CouponSums totals, Findings findings, CancellationToken cancellationToken)
    {
        OwnerStream<CouponLedger> ledgers = await OwnerStream<CouponLedger>.OpenAsync(context, CouponLedger.Schema, findings, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closingLedgers = ledgers.ConfigureAwait(false);
        OwnerStream<CouponEntry> entries = await OwnerStream<CouponEntry>.OpenAsync(context, CouponEntry.Schema, findings, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closingEntries = entries.ConfigureAwait(false);
        OwnerStream<Coupon> coupons = await OwnerStream<Coupon>.OpenAsync(context, Coupon.Schema, findings, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closingCoupons = coupons.ConfigureAwait(false);
        OwnerStream<CouponHolding> holdings = await OwnerStream<CouponHolding>.OpenAsync(context, CouponHolding.Schema, findings, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closingHoldings = holdings.ConfigureAwait(false);
        while (OwnerOrder.First(
            OwnerOrder.First(ledgers.NextOwner, entries.NextOwner), OwnerOrder.First(coupons.NextOwner, holdings.NextOwner)) is { } owner)
        {
            var proof = new CouponProof();
            while (await entries.NextOfAsync(owner).ConfigureAwait(false) is { } entry)
            {
                proof.Add(entry, findings);
                totals.Add(entry);
            }

            while (await coupons.NextOfAsync(owner).ConfigureAwait(false) is { } coupon)
            {
                findings.Check(proof.Takes(coupon), "C2", coupon, $"the coupon is {Coupon.NameOf(coupon.State)}, and its history does not leave it so");
                totals.Add(coupon);
            }

            if (proof.Left > 0)
            {
                findings.Breach("C2", $"member {owner}", $"the history leaves {proof.Left} coupons that are not there");
            }

            while (await holdings.NextOfAsync(owner).ConfigureAwait(false) is { } holding)
            {
                findings.Check(
                    proof.TakesHolding(holding), "C3", holding, $"the member got {holding.Issued} of the template, and his history says otherwise");
            }

            if (proof.HoldingsLeft > 0)
            {
                findings.Breach("C3", $"member {owner}", $"what he got of {proof.HoldingsLeft} templates is not counted");
            }

            CouponLedger? ledger = await ledgers.NextOfAsync(owner).ConfigureAwait(false);
            if ((ledger?.Entries ?? 0) != proof.Entries || (ledger?.Live ?? 0) != proof.Live || (ledger?.Redeemed ?? 0) != proof.Redeemed)
            {
                findings.Breach(
                    "C2",
                    $"member {owner}",
                    $"the ledger counts {ledger?.Entries ?? 0} entries, {ledger?.Live ?? 0} live and {ledger?.Redeemed ?? 0} redeemed coupons, and there are {proof.Entries}, {proof.Live} and {proof.Redeemed}");
            }
        }
    }

    /// <summary>C1: what is left of the stock is what was there, less what was issued, with what came back. Templates are few: each program's sums fit in memory.</summary>
    private static async ValueTask TemplatesAsync(ProgramContext context, CouponSums totals, Findings findings, CancellationToken cancellationToken)
    {
        OwnerStream<CouponTemplate> templates = await OwnerStream<CouponTemplate>.OpenAsync(context, CouponTemplate.Schema, findings, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closingTemplates = templates.ConfigureAwait(false);
        OwnerStream<CouponStock> stocks = await OwnerStream<CouponStock>.OpenAsync(context, CouponStock.Schema, findings, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closingStocks = stocks.ConfigureAwait(false);
        OwnerStream<CouponTemplateVersion> versions = await OwnerStream<CouponTemplateVersion>.OpenAsync(context, CouponTemplateVersion.Schema, findings, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closingVersions = versions.ConfigureAwait(false);
        while (OwnerOrder.First(templates.NextOwner, OwnerOrder.First(stocks.NextOwner, versions.NextOwner)) is { } name)
        {
            CouponTemplate? template = await templates.NextOfAsync(name).ConfigureAwait(false);
            CouponStock? stock = await stocks.NextOfAsync(name).ConfigureAwait(false);
            long defined = 0;
            while (await versions.NextOfAsync(name).ConfigureAwait(false) is { } version)
            {
                defined++;
                findings.Check(version.Version == defined, "C1", version, $"version {version.Version} stands at place {defined}");
            }

            if (template is null || stock is null || template.Version != defined)
            {
                findings.Breach("C1", $"coupon template {name}", $"the template is of version {template?.Version ?? 0}, there are {defined}, and its stock is {(stock is null ? "not " : "")}there");
                continue;
            }

            CouponSums.OfTemplate sums = totals.Take(name);
            Int128 left = (Int128)(template.Stock ?? CouponStock.Unlimited) - sums.Issued + sums.Restocked;
            findings.Check(
                stock.Remaining >= 0 && stock.Remaining == left && stock.Issued == sums.Issued && stock.Redeemed == sums.Redeemed,
                "C1",
                stock,
                $"the stock counts {stock.Remaining} left, {stock.Issued} issued and {stock.Redeemed} redeemed, and there are {left}, {sums.Issued} and {sums.Redeemed}");
        }

        foreach (string name in totals.Templates)
        {
            findings.Breach("C1", $"coupon template {name}", "there are coupons of it, and it is not defined");
        }
    }

    /// <summary>C4 and C7: the coupons of each order are redeemed by it, no other ones are redeemed, and what they took off is what its lines say.</summary>
    private static async ValueTask OrdersAsync(ProgramContext context, CouponSums totals, Findings findings, CancellationToken cancellationToken)
    {
        var portion = new List<OrderCoupons>(AtOnce);
        long redeemed = 0;
        await foreach (OrderCoupons used in context.ReadAllAsync(OrderCoupons.Schema, cancellationToken).ConfigureAwait(false))
        {
            findings.Saw(used);
            portion.Add(used);
            if (portion.Count == AtOnce)
            {
                await CheckAsync().ConfigureAwait(false);
            }
        }

        await CheckAsync().ConfigureAwait(false);
        if (redeemed != totals.Redeemed)
        {
            findings.Breach("C4", "coupons", $"{totals.Redeemed} coupons are redeemed, and orders name {redeemed}");
        }

        async ValueTask CheckAsync()
        {
            string program = context.Program.Value;
            Snapshot orders = await context.LoadAsync(
                new ReadSet([.. portion.Select(used => Order.KeyOf(program, used.OrderId))], []), cancellationToken).ConfigureAwait(false);
            Snapshot coupons = await context.LoadAsync(
                new ReadSet([.. portion.SelectMany(used => used.Coupons.Select(use => Coupon.KeyOf(program, used.MemberId, use.CouponId)))], []),
                cancellationToken).ConfigureAwait(false);
            int next = 0;
            for (int i = 0; i < portion.Count; i++)
            {
                OrderCoupons used = portion[i];
                var order = (Order?)orders.Records[i];
                findings.Check(
                    order is not null && order.MemberId == used.MemberId && order.Currency == used.Currency
                    && Sum(order.Lines.Select(static line => line.CouponDiscount?.MinorUnits ?? 0)) == used.Discount
                    && Sum(used.Coupons.Select(static use => use.Discount.MinorUnits)) == used.Discount
                    && used.Coupons.All(static use => use.Discount.MinorUnits > 0),
                    "C7",
                    used,
                    $"coupons took {used.Discount} off the order, and its lines or the coupons say otherwise");
                foreach (CouponUse use in used.Coupons)
                {
                    var coupon = (Coupon?)coupons.Records[next++];
                    bool isRedeemed = coupon is { State: CouponState.Redeemed } && coupon.OrderId == used.OrderId;
                    redeemed += isRedeemed ? 1 : 0;
                    findings.Check(
                        isRedeemed || used.ReturnedAt is not null, "C4", used, $"the order used coupon '{use.CouponId.Value}', which it did not redeem");
                }
            }

            portion.Clear();
        }
    }

    private static Int128 Sum(IEnumerable<long> amounts)
    {
        Int128 sum = 0;
        foreach (long amount in amounts)
        {
            sum += amount;
        }

        return sum;
    }
}
