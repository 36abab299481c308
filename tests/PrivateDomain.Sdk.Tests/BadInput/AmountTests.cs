using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Referrals;
using static PrivateDomain.Sdk.Tests.BadInput.Case;

namespace PrivateDomain.Sdk.Tests.BadInput;

/// <summary>Amounts that are not payable: out of range, in another currency, more than there is. The answer is a typed refusal or a documented exception, and nothing is written.</summary>
public sealed class AmountTests
{
    public static TheoryData<long> BadPoints => [0, -1, long.MinValue, Limit + 1, long.MaxValue];

    [Theory]
    [MemberData(nameof(BadPoints))]
    public async Task Points_that_are_zero_negative_or_over_the_limit_are_refused(long points)
    {
        await using Case c = await Case.StartAsync();
        await c.RefusedAsync(PointRefusals.AmountOutOfRange, d => d.Points.GrantAsync(new("k", "m", points)), $"{points}", $"{Limit}");
        await c.RefusedAsync(PointRefusals.AmountOutOfRange, d => d.Points.SpendAsync(new("k", "m", points)), $"{points}", $"{Limit}");
        await c.RefusedAsync(PointRefusals.AmountOutOfRange, d => d.Points.ReverseAsync(new("k", "m", 1, points)), $"{points}", $"{Limit}");
        Assert.True((await c.Domain.Points.GrantAsync(new("k", "m", Limit))).IsAccepted, "The key is still free.");
    }

    [Theory]
    [MemberData(nameof(BadPoints))]
    public async Task Commission_bases_that_are_zero_negative_or_over_the_limit_are_refused(long amount)
    {
        await using Case c = await Case.StartAsync();
        await c.RefusedAsync(CommissionRefusals.AmountOutOfRange, d => d.Commissions.AccrueAsync(new("k", "s", "m", Cny(amount))), $"{Limit}");
        await c.RefusedAsync(CommissionRefusals.AmountOutOfRange, d => d.Commissions.ClawBackAsync(new("k", "s", Cny(amount))), $"{Limit}");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [InlineData(Limit + 1)]
    [InlineData(long.MaxValue)]
    public async Task Orders_with_negative_parts_or_over_the_limit_are_refused(long amount)
    {
        await using Case c = await Case.StartAsync();
        await c.RefusedAsync(OrderRefusals.AmountOutOfRange, d => d.Orders.PaidAsync(Order([amount])), $"{Limit}");
        await c.RefusedAsync(OrderRefusals.AmountOutOfRange, d => d.Orders.PaidAsync(Order([100]) with { Freight = Cny(amount) }), $"{Limit}");
        await c.RefusedAsync(OrderRefusals.AmountOutOfRange, d => d.Orders.PaidAsync(Order([100]) with { Tax = Cny(amount) }), $"{Limit}");
    }

    [Fact]
    public async Task Sums_that_would_overflow_are_refused_and_never_wrap()
    {
        await using Case c = await Case.StartAsync();
        await c.RefusedAsync(OrderRefusals.AmountOutOfRange, d => d.Orders.PaidAsync(Order([long.MaxValue, long.MaxValue, 2])));
        await c.RefusedAsync(
            OrderRefusals.AmountOutOfRange, d => d.Orders.PaidAsync(Order([long.MaxValue]) with { Freight = Cny(long.MaxValue), Tax = Cny(long.MaxValue) }));
        await c.RefusedAsync(
            OrderRefusals.PartsDoNotAddUp, d => d.Orders.PaidAsync(Order([long.MaxValue, long.MaxValue, 3]) with { Amount = Cny(1) }));
        await c.RefusedAsync(OrderRefusals.RefundAmountOutOfRange, d => d.Orders.RefundedAsync(new OrderRefunded("f", "paid", At)
        {
            Lines = [new RefundedLine(1, Cny(long.MaxValue)), new RefundedLine(2, Cny(long.MaxValue))],
            Freight = Cny(long.MaxValue),
        }));
        await c.RefusedAsync(PointRefusals.Insufficient, d => d.Orders.PaidAsync(Order([100]) with { Redeem = PointRedemption.Exactly(long.MaxValue) }), stored: true);
        await c.RefusedAsync(PointRefusals.LotNotFound, d => d.Points.ReverseAsync(new("k", "m", long.MaxValue, 1)), stored: true);
        await c.RefusedAsync(PointRefusals.LotNotFound, d => d.Points.ReverseAsync(new("k2", "m", long.MinValue, 1)));
        Outcome<OrderReceipt> quantity = await c.Domain.Orders.PaidAsync(new("many", "m", [new OrderLine("sku", long.MaxValue, Cny(1))], At));
        Assert.True(quantity.IsAccepted);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [InlineData(Limit + 1)]
    [InlineData(long.MaxValue)]
    public async Task Refunds_that_are_zero_negative_or_over_the_limit_are_refused(long amount)
    {
        await using Case c = await Case.StartAsync();
        await c.RefusedAsync(OrderRefusals.RefundAmountOutOfRange, d => d.Orders.RefundedAsync(new("f", "paid", Cny(amount), At)), $"{Limit}");
        await c.RefusedAsync(OrderRefusals.RefundAmountOutOfRange, d => d.Orders.RefundedAsync(ByLine(1, amount)), $"{Limit}");
        await c.RefusedAsync(OrderRefusals.RefundAmountOutOfRange, d => d.Orders.RefundedAsync(new OrderRefunded("f", "paid", At) { Freight = Cny(amount) }));
    }

    [Fact]
    public async Task Amounts_in_another_currency_are_refused()
    {
        await using Case c = await Case.StartAsync();
        var usd = new Money(100, "USD");
        await c.RefusedAsync(OrderRefusals.CurrencyMismatch, d => d.Orders.PaidAsync(new("o", "m", [new OrderLine("sku", 1, usd)], At)), "USD", "CNY");
        await c.RefusedAsync(OrderRefusals.CurrencyMismatch, d => d.Orders.PaidAsync(Order([100]) with { Freight = usd }), "USD", "CNY");
        await c.RefusedAsync(OrderRefusals.CurrencyMismatch, d => d.Orders.PaidAsync(Order([100]) with { Amount = usd }), "USD", "CNY");
        await c.RefusedAsync(
            OrderRefusals.CurrencyMismatch, d => d.Orders.PaidAsync(new("o", "m", [new OrderLine("a", 1, Cny(1)), new OrderLine("b", 1, usd)], At)), "USD", "CNY");
        await c.RefusedAsync(OrderRefusals.RefundCurrencyMismatch, d => d.Orders.RefundedAsync(new("f", "paid", usd, At)), stored: true, "USD", "CNY");
        await c.RefusedAsync(CommissionRefusals.CurrencyMismatch, d => d.Commissions.AccrueAsync(new("k", "s", "m", usd)), "USD", "CNY");
        await c.RefusedAsync(CommissionRefusals.CurrencyMismatch, d => d.Commissions.ClawBackAsync(new("k", "sale", usd)), stored: true, "USD", "CNY");
    }

    [Fact]
    public async Task Refunds_above_what_was_paid_are_refused_in_all_and_by_part()
    {
        await using Case c = await Case.StartAsync();

        // Lines 1000 and 500, freight 30, tax 20.
        await c.RefusedAsync(OrderRefusals.RefundExceedsPaid, d => d.Orders.RefundedAsync(new("f1", "paid", Cny(1_551), At)), stored: true, "1551", "1550");
        await c.RefusedAsync(OrderRefusals.RefundExceedsPaid, d => d.Orders.RefundedAsync(ByLine(2, 501) with { RefundId = "f2" }), stored: true, "501", "500");
        await c.RefusedAsync(
            OrderRefusals.RefundExceedsPaid, d => d.Orders.RefundedAsync(new OrderRefunded("f3", "paid", At) { Freight = Cny(31) }), stored: true, "31", "30");
        await c.RefusedAsync(
            OrderRefusals.RefundExceedsPaid, d => d.Orders.RefundedAsync(new OrderRefunded("f4", "paid", At) { Tax = Cny(21) }), stored: true, "21", "20");
        await c.RefusedAsync(OrderRefusals.RefundLineNotFound, d => d.Orders.RefundedAsync(ByLine(3, 1) with { RefundId = "f5" }), stored: true, "3");
        await c.RefusedAsync(OrderRefusals.RefundLineNotFound, d => d.Orders.RefundedAsync(ByLine(0, 1) with { RefundId = "f6" }), stored: true, "0");
        await c.RefusedAsync(OrderRefusals.RefundLineNotFound, d => d.Orders.RefundedAsync(ByLine(int.MinValue, 1) with { RefundId = "f7" }), stored: true);

        Assert.True((await c.Domain.Orders.RefundedAsync(ByLine(2, 400) with { RefundId = "ok" })).IsAccepted);
        await c.RefusedAsync(OrderRefusals.RefundExceedsPaid, d => d.Orders.RefundedAsync(ByLine(2, 101) with { RefundId = "f8" }), stored: true, "101");
        await c.RefusedAsync(OrderRefusals.RefundExceedsPaid, d => d.Orders.RefundedAsync(new("f9", "paid", Cny(1_151), At)), stored: true, "1151");
    }

    [Fact]
    public async Task Freight_and_tax_are_each_refunded_once_however_many_refunds_there_are()
    {
        await using Case c = await Case.StartAsync();

        // Lines 1000 and 500, freight 30, tax 20.
        Assert.True((await c.Domain.Orders.RefundedAsync(new OrderRefunded("r1", "paid", At) { Freight = Cny(30) })).IsAccepted);
        await c.RefusedAsync(
            OrderRefusals.RefundExceedsPaid, d => d.Orders.RefundedAsync(new OrderRefunded("f1", "paid", At) { Freight = Cny(1) }), stored: true, "30");
        Assert.True((await c.Domain.Orders.RefundedAsync(new OrderRefunded("r2", "paid", At) { Tax = Cny(5) })).IsAccepted);
        await c.RefusedAsync(
            OrderRefusals.RefundExceedsPaid, d => d.Orders.RefundedAsync(new OrderRefunded("f2", "paid", At) { Tax = Cny(16) }), stored: true, "16", "20", "5");

        // An amount takes goods first, then what is left of tax and freight.
        Assert.True((await c.Domain.Orders.RefundedAsync(new OrderRefunded("r3", "paid", Cny(1_515), At))).IsAccepted);
        Order order = (await c.Domain.Orders.GetAsync("paid"))!;
        Assert.Equal((order.Amount, order.Goods), (order.Refunded, order.RefundedGoods));
    }

    [Fact]
    public async Task Refunds_that_name_neither_both_or_a_line_twice_are_refused()
    {
        await using Case c = await Case.StartAsync();
        await c.RefusedAsync(OrderRefusals.RefundUnclear, d => d.Orders.RefundedAsync(new OrderRefunded("f", "paid", At)));
        await c.RefusedAsync(OrderRefusals.RefundUnclear, d => d.Orders.RefundedAsync(ByLine(1, 1) with { Amount = Cny(1) }));
        await c.RefusedAsync(OrderRefusals.RefundUnclear, d => d.Orders.RefundedAsync(new OrderRefunded("f", "paid", Cny(1), At) { Tax = Cny(1) }));
        await c.RefusedAsync(
            OrderRefusals.RefundUnclear,
            d => d.Orders.RefundedAsync(new OrderRefunded("f", "paid", At) { Lines = [new RefundedLine(1, Cny(1)), new RefundedLine(1, Cny(2))] }));
    }

    [Fact]
    public async Task Reversals_above_the_grant_are_refused()
    {
        await using Case c = await Case.StartAsync();
        await c.RefusedAsync(PointRefusals.ReversalExceedsGrant, d => d.Points.ReverseAsync(new("r1", "m", 1, 1_001)), stored: true, "1001", "1000");
        Assert.True((await c.Domain.Points.ReverseAsync(new("r2", "m", 1, 600))).IsAccepted);
        await c.RefusedAsync(PointRefusals.ReversalExceedsGrant, d => d.Points.ReverseAsync(new("r3", "m", 1, 401)), stored: true, "401");
        Assert.True((await c.Domain.Points.ReverseAsync(new("r4", "m", 1, 400))).IsAccepted);
        await c.RefusedAsync(CommissionRefusals.ClawbackExceedsBase, d => d.Commissions.ClawBackAsync(new("w", "sale", Cny(10_001))), stored: true, "100.01", "100.00");
        await c.RefusedAsync(CommissionRefusals.AlreadyAccrued, d => d.Commissions.AccrueAsync(new("a", "sale", "m", Cny(1))), stored: true, "sale");
    }

    [Fact]
    public async Task Redemptions_out_of_range_are_argument_errors()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PointRedemption.Exactly(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PointRedemption.ShareOfAvailable(-0.1m));
        Assert.Throws<ArgumentOutOfRangeException>(() => PointRedemption.ShareOfAvailable(1.000000001m));
        Assert.Throws<ArgumentOutOfRangeException>(() => PointRedemption.ShareOfAvailable(0.0000000001m));
        await using Case c = await Case.StartAsync();
        await c.RefusedAsync(PointRefusals.Insufficient, d => d.Orders.PaidAsync(Order([1]) with { Redeem = PointRedemption.Exactly(1_001) }), stored: true, "1001", "1000");
    }
}
