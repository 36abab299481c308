using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Referrals;

namespace PrivateDomain.Sdk.Tests.BadInput;

/// <summary>What hostile or careless input gets: a typed refusal or a documented exception, and nothing written.</summary>
public sealed class BadInputTests
{
    private const long Limit = 1_000_000_000_000;
    private static readonly DateTimeOffset s_at = new(2024, 6, 1, 10, 0, 0, TimeSpan.Zero);

    public static TheoryData<StoreKind> Stores => [StoreKind.Memory, StoreKind.Sqlite];

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
        await c.RefusedAsync(OrderRefusals.RefundAmountOutOfRange, d => d.Orders.RefundedAsync(new OrderRefunded("f", "paid", s_at)
        {
            Lines = [new RefundedLine(1, Cny(long.MaxValue)), new RefundedLine(2, Cny(long.MaxValue))],
            Freight = Cny(long.MaxValue),
        }));
        await c.RefusedAsync(PointRefusals.Insufficient, d => d.Orders.PaidAsync(Order([100]) with { Redeem = PointRedemption.Exactly(long.MaxValue) }), stored: true);
        await c.RefusedAsync(PointRefusals.LotNotFound, d => d.Points.ReverseAsync(new("k", "m", long.MaxValue, 1)), stored: true);
        await c.RefusedAsync(PointRefusals.LotNotFound, d => d.Points.ReverseAsync(new("k2", "m", long.MinValue, 1)));
        Outcome<OrderReceipt> quantity = await c.Domain.Orders.PaidAsync(new("many", "m", [new OrderLine("sku", long.MaxValue, Cny(1))], s_at));
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
        await c.RefusedAsync(OrderRefusals.RefundAmountOutOfRange, d => d.Orders.RefundedAsync(new("f", "paid", Cny(amount), s_at)), $"{Limit}");
        await c.RefusedAsync(OrderRefusals.RefundAmountOutOfRange, d => d.Orders.RefundedAsync(ByLine(1, amount)), $"{Limit}");
        await c.RefusedAsync(OrderRefusals.RefundAmountOutOfRange, d => d.Orders.RefundedAsync(new OrderRefunded("f", "paid", s_at) { Freight = Cny(amount) }));
    }

    [Fact]
    public async Task Amounts_in_another_currency_are_refused()
    {
        await using Case c = await Case.StartAsync();
        var usd = new Money(100, "USD");
        await c.RefusedAsync(OrderRefusals.CurrencyMismatch, d => d.Orders.PaidAsync(new("o", "m", [new OrderLine("sku", 1, usd)], s_at)), "USD", "CNY");
        await c.RefusedAsync(OrderRefusals.CurrencyMismatch, d => d.Orders.PaidAsync(Order([100]) with { Freight = usd }), "USD", "CNY");
        await c.RefusedAsync(OrderRefusals.CurrencyMismatch, d => d.Orders.PaidAsync(Order([100]) with { Amount = usd }), "USD", "CNY");
        await c.RefusedAsync(
            OrderRefusals.CurrencyMismatch, d => d.Orders.PaidAsync(new("o", "m", [new OrderLine("a", 1, Cny(1)), new OrderLine("b", 1, usd)], s_at)), "USD", "CNY");
        await c.RefusedAsync(OrderRefusals.RefundCurrencyMismatch, d => d.Orders.RefundedAsync(new("f", "paid", usd, s_at)), stored: true, "USD", "CNY");
        await c.RefusedAsync(CommissionRefusals.CurrencyMismatch, d => d.Commissions.AccrueAsync(new("k", "s", "m", usd)), "USD", "CNY");
        await c.RefusedAsync(CommissionRefusals.CurrencyMismatch, d => d.Commissions.ClawBackAsync(new("k", "sale", usd)), stored: true, "USD", "CNY");
    }

    [Fact]
    public async Task Unknown_members_orders_lots_and_sales_are_refused_by_name()
    {
        await using Case c = await Case.StartAsync();
        await c.RefusedAsync(MemberRefusals.NotFound, d => d.Points.GrantAsync(new("k", "ghost", 1)), stored: true, "ghost");
        await c.RefusedAsync(MemberRefusals.NotFound, d => d.Points.SpendAsync(new("k", "ghost", 1)), stored: true, "ghost");
        await c.RefusedAsync(PointRefusals.LotNotFound, d => d.Points.ReverseAsync(new("k", "ghost", 1, 1)), stored: true, "ghost");
        await c.RefusedAsync(PointRefusals.LotNotFound, d => d.Points.ReverseAsync(new("k3", "m", 99, 1)), stored: true, "99");
        await c.RefusedAsync(MemberRefusals.NotFound, d => d.Referrals.BindAsync(new("k", "m", "ghost")), stored: true, "ghost");
        await c.RefusedAsync(MemberRefusals.NotFound, d => d.Referrals.BindAsync(new("k2", "ghost", "m")), stored: true, "ghost");
        await c.RefusedAsync(MemberRefusals.NotFound, d => d.Orders.PaidAsync(Order([100]) with { MemberId = "ghost" }), stored: true, "ghost");
        await c.RefusedAsync(OrderRefusals.NotFound, d => d.Orders.RefundedAsync(new("f", "nowhere", Cny(1), s_at)), stored: true, "nowhere");
        await c.RefusedAsync(MemberRefusals.NotFound, d => d.Commissions.AccrueAsync(new("k", "s", "ghost", Cny(1))), stored: true, "ghost");
        await c.RefusedAsync(CommissionRefusals.SaleNotFound, d => d.Commissions.ClawBackAsync(new("k", "nothing", Cny(1))), stored: true, "nothing");
        await c.RefusedAsync(MemberRefusals.NotFound, d => d.Members.LinkExternalIdAsync(new("k", "ghost", new ExternalId("phone", "1"))), stored: true, "ghost");

        Assert.Null(await c.Domain.Members.GetAsync("ghost"));
        Assert.Null(await c.Domain.Orders.GetAsync("nowhere"));
        Assert.Null(await c.Domain.Referrals.GetAsync("ghost"));
        Assert.Null(await c.Domain.Members.FindAsync(new ExternalId("phone", "1")));
        Assert.Equal(0, (await c.Domain.Points.GetBalanceAsync("ghost")).Available);
        Assert.Empty((await c.Domain.Points.GetStatementAsync("ghost")).Items);
        Assert.Equal(0, (await c.Domain.Commissions.GetBalanceAsync("ghost")).Net.MinorUnits);
        Assert.Empty((await c.Domain.Commissions.GetStatementAsync("ghost")).Items);
    }

    [Fact]
    public async Task Refunds_above_what_was_paid_are_refused_in_all_and_by_part()
    {
        await using Case c = await Case.StartAsync();

        // Lines 1000 and 500, freight 30, tax 20.
        await c.RefusedAsync(OrderRefusals.RefundExceedsPaid, d => d.Orders.RefundedAsync(new("f1", "paid", Cny(1_551), s_at)), stored: true, "1551", "1550");
        await c.RefusedAsync(OrderRefusals.RefundExceedsPaid, d => d.Orders.RefundedAsync(ByLine(2, 501) with { RefundId = "f2" }), stored: true, "501", "500");
        await c.RefusedAsync(
            OrderRefusals.RefundExceedsPaid, d => d.Orders.RefundedAsync(new OrderRefunded("f3", "paid", s_at) { Freight = Cny(31) }), stored: true, "31", "30");
        await c.RefusedAsync(
            OrderRefusals.RefundExceedsPaid, d => d.Orders.RefundedAsync(new OrderRefunded("f4", "paid", s_at) { Tax = Cny(21) }), stored: true, "21", "20");
        await c.RefusedAsync(OrderRefusals.RefundLineNotFound, d => d.Orders.RefundedAsync(ByLine(3, 1) with { RefundId = "f5" }), stored: true, "3");
        await c.RefusedAsync(OrderRefusals.RefundLineNotFound, d => d.Orders.RefundedAsync(ByLine(0, 1) with { RefundId = "f6" }), stored: true, "0");
        await c.RefusedAsync(OrderRefusals.RefundLineNotFound, d => d.Orders.RefundedAsync(ByLine(int.MinValue, 1) with { RefundId = "f7" }), stored: true);

        Assert.True((await c.Domain.Orders.RefundedAsync(ByLine(2, 400) with { RefundId = "ok" })).IsAccepted);
        await c.RefusedAsync(OrderRefusals.RefundExceedsPaid, d => d.Orders.RefundedAsync(ByLine(2, 101) with { RefundId = "f8" }), stored: true, "101");
        await c.RefusedAsync(OrderRefusals.RefundExceedsPaid, d => d.Orders.RefundedAsync(new("f9", "paid", Cny(1_151), s_at)), stored: true, "1151");
    }

    [Fact]
    public async Task Freight_and_tax_are_each_refunded_once_however_many_refunds_there_are()
    {
        await using Case c = await Case.StartAsync();

        // Lines 1000 and 500, freight 30, tax 20.
        Assert.True((await c.Domain.Orders.RefundedAsync(new OrderRefunded("r1", "paid", s_at) { Freight = Cny(30) })).IsAccepted);
        await c.RefusedAsync(
            OrderRefusals.RefundExceedsPaid, d => d.Orders.RefundedAsync(new OrderRefunded("f1", "paid", s_at) { Freight = Cny(1) }), stored: true, "30");
        Assert.True((await c.Domain.Orders.RefundedAsync(new OrderRefunded("r2", "paid", s_at) { Tax = Cny(5) })).IsAccepted);
        await c.RefusedAsync(
            OrderRefusals.RefundExceedsPaid, d => d.Orders.RefundedAsync(new OrderRefunded("f2", "paid", s_at) { Tax = Cny(16) }), stored: true, "16", "20", "5");

        // An amount takes goods first, then what is left of tax and freight.
        Assert.True((await c.Domain.Orders.RefundedAsync(new OrderRefunded("r3", "paid", Cny(1_515), s_at))).IsAccepted);
        Order order = (await c.Domain.Orders.GetAsync("paid"))!;
        Assert.Equal((order.Amount, order.Goods), (order.Refunded, order.RefundedGoods));
    }

    [Fact]
    public async Task Refunds_that_name_neither_both_or_a_line_twice_are_refused()
    {
        await using Case c = await Case.StartAsync();
        await c.RefusedAsync(OrderRefusals.RefundUnclear, d => d.Orders.RefundedAsync(new OrderRefunded("f", "paid", s_at)));
        await c.RefusedAsync(OrderRefusals.RefundUnclear, d => d.Orders.RefundedAsync(ByLine(1, 1) with { Amount = Cny(1) }));
        await c.RefusedAsync(OrderRefusals.RefundUnclear, d => d.Orders.RefundedAsync(new OrderRefunded("f", "paid", Cny(1), s_at) { Tax = Cny(1) }));
        await c.RefusedAsync(
            OrderRefusals.RefundUnclear,
            d => d.Orders.RefundedAsync(new OrderRefunded("f", "paid", s_at) { Lines = [new RefundedLine(1, Cny(1)), new RefundedLine(1, Cny(2))] }));
    }

    [Fact]
    public async Task Another_programs_records_do_not_exist_here()
    {
        await using Case c = await Case.StartAsync();
        IPrivateDomain other = c.Domain.ForProgram("other");
        await other.Members.RegisterAsync(new("m"));
        Assert.Equal(OrderRefusals.NotFound, (await other.Orders.RefundedAsync(new("f", "paid", Cny(1), s_at))).Refusal?.Code);
        Assert.Equal(CommissionRefusals.SaleNotFound, (await other.Commissions.ClawBackAsync(new("k", "sale", Cny(1)))).Refusal?.Code);
        Assert.Equal(PointRefusals.LotNotFound, (await other.Points.ReverseAsync(new("k", "m", 1, 1))).Refusal?.Code);
        Assert.Null(await other.Orders.GetAsync("paid"));
        Assert.Null(await other.Members.GetAsync("referrer"));
        Assert.Empty((await other.Points.GetStatementAsync("m")).Items);
        Assert.Equal(0, (await other.Points.GetTotalsAsync()).Granted);
        Assert.Equal(1_550, (await c.Domain.Orders.GetAsync("paid"))!.Amount);
        Assert.Equal(0, (await c.Domain.Orders.GetAsync("paid"))!.Refunded);

        // The same keys are free there.
        Assert.False((await other.Points.GrantAsync(new("start", "m", 3))).IsReplayed);
        Assert.True((await other.Orders.PaidAsync(Order([5]) with { OrderId = "paid" })).IsAccepted);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Ids_that_differ_in_blanks_case_or_composition_are_never_merged(StoreKind store)
    {
        await using Case c = await Case.StartAsync(store);
        string[] ids = ["a", "a ", " a", "A", "á", "a\u0301", "ａ", "a\u200B", "\U0001F600", "\U0001F601", "ß", "ss", "ı", "i", "İ", "a%", "a_", "a'", "a\"", "a\\", "a/1", "a/1/1", "1", "01"];
        for (int i = 0; i < ids.Length; i++)
        {
            Assert.False((await c.Domain.Members.RegisterAsync(new(ids[i]))).IsReplayed);
            Assert.False((await c.Domain.Points.GrantAsync(new(ids[i], ids[i], i + 1))).IsReplayed);
            Assert.False((await c.Domain.Orders.PaidAsync(new(ids[i], ids[i], [new OrderLine("s", 1, Cny(10_000))], s_at))).IsReplayed);
        }

        for (int i = 0; i < ids.Length; i++)
        {
            Assert.Equal(ids[i], (await c.Domain.Members.GetAsync(ids[i]))!.MemberId.Value);
            Assert.Equal(i + 1 + 100, (await c.Domain.Points.GetBalanceAsync(ids[i])).Available);
            Assert.Equal(2, (await c.Domain.Points.GetStatementAsync(ids[i])).Items.Count);
            Assert.Equal(ids[i], (await c.Domain.Orders.GetAsync(ids[i]))!.MemberId.Value);
        }

        await c.Shop.VerifyAsync(CancellationToken.None);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task The_longest_ids_and_texts_work_everywhere(StoreKind store)
    {
        await using Case c = await Case.StartAsync(store);
        string longest = string.Concat(Enumerable.Repeat("\U0001F600", 63)) + "中文";
        Assert.Equal(128, longest.Length);
        await c.Domain.Members.RegisterAsync(new(longest));
        await c.Domain.Referrals.BindAsync(new(longest, longest, "m"));
        await c.Domain.Points.GrantAsync(new(longest, longest, 7) { Reason = longest + longest, ExpiresAt = s_at.AddYears(1) });
        await c.Domain.Points.SpendAsync(new(longest, longest, 1));
        Assert.True((await c.Domain.Orders.PaidAsync(new(longest, longest, [new OrderLine(longest, 1, Cny(10_000)) { Product = longest, Category = longest, Brand = longest }], s_at) { Channel = longest })).IsAccepted);
        Assert.True((await c.Domain.Orders.RefundedAsync(new(longest, longest, Cny(5_000), s_at))).IsAccepted);
        Assert.True((await c.Domain.Commissions.AccrueAsync(new(longest, longest, longest, Cny(10_000)))).IsAccepted);
        Assert.True((await c.Domain.Commissions.ClawBackAsync(new(longest, longest, Cny(10_000)))).IsAccepted);
        c.Shop.Time.Now = s_at.AddYears(2).UtcDateTime;
        Assert.Equal(1, (await c.Domain.Points.ExpireAsync()).Members);
        Assert.Equal(longest, (await c.Domain.Orders.GetAsync(longest))!.Lines[0].Sku);
        Assert.Equal(longest + longest, (await c.Domain.Points.GetStatementAsync(longest)).Items[^1].Reason);
        await c.Shop.VerifyAsync(CancellationToken.None);
    }

    [Fact]
    public async Task An_id_that_was_never_given_a_value_is_a_programmer_error_and_nothing_is_written()
    {
        await using Case c = await Case.StartAsync();
        await c.ThrowsAsync(typeof(InvalidOperationException), d => d.Members.RegisterAsync(new(default)), "default(MemberId)");
        await c.ThrowsAsync(typeof(InvalidOperationException), d => d.Points.GrantAsync(new("k", default, 1)), "default(MemberId)");
        await c.ThrowsAsync(typeof(InvalidOperationException), d => d.Points.GrantAsync(new(default, "m", 1)), "default(OperationId)");
        await c.ThrowsAsync(typeof(InvalidOperationException), d => d.Points.SpendAsync(new("k", default, 1)), "default(MemberId)");
        await c.ThrowsAsync(typeof(InvalidOperationException), d => d.Points.ReverseAsync(new("k", default, 1, 1)), "default(MemberId)");
        await c.ThrowsAsync(typeof(InvalidOperationException), d => d.Referrals.BindAsync(new("k", "m", default)), "default(MemberId)");
        await c.ThrowsAsync(typeof(InvalidOperationException), d => d.Orders.PaidAsync(Order([1]) with { OrderId = default }), "default(OrderId)");
        await c.ThrowsAsync(typeof(InvalidOperationException), d => d.Orders.PaidAsync(Order([1]) with { MemberId = default }), "default(MemberId)");
        await c.ThrowsAsync(typeof(InvalidOperationException), d => d.Orders.RefundedAsync(new(default, "paid", Cny(1), s_at)), "default(RefundId)");
        await c.ThrowsAsync(typeof(InvalidOperationException), d => d.Commissions.AccrueAsync(new("k", default, "m", Cny(1))), "default(SaleId)");
        await c.ThrowsAsync(typeof(InvalidOperationException), d => d.Points.GetBalanceAsync(default), "default(MemberId)");
        await c.ThrowsAsync(typeof(InvalidOperationException), d => d.Points.GetStatementAsync(default), "default(MemberId)");
        await c.ThrowsAsync(typeof(InvalidOperationException), d => d.Orders.GetAsync(default), "default(OrderId)");
        await c.ThrowsAsync(typeof(InvalidOperationException), d => d.VerifyAsync(default), "default(ProgramId)");
        await c.ThrowsAsync(typeof(InvalidOperationException), d => d.ForProgram(default).Points.GrantAsync(new("k", "m", 1)), "default(ProgramId)");
    }

    [Fact]
    public async Task A_missing_command_is_a_programmer_error()
    {
        await using Case c = await Case.StartAsync();
        await c.ThrowsAsync(typeof(ArgumentNullException), d => d.Members.RegisterAsync(null!));
        await c.ThrowsAsync(typeof(ArgumentNullException), d => d.Members.LinkExternalIdAsync(null!));
        await c.ThrowsAsync(typeof(ArgumentNullException), d => d.Members.LinkExternalIdAsync(new("k", "m", null!)));
        await c.ThrowsAsync(typeof(ArgumentNullException), d => d.Members.FindAsync(null!));
        await c.ThrowsAsync(typeof(ArgumentNullException), d => d.Referrals.BindAsync(null!));
        await c.ThrowsAsync(typeof(ArgumentNullException), d => d.Points.GrantAsync(null!));
        await c.ThrowsAsync(typeof(ArgumentNullException), d => d.Points.SpendAsync(null!));
        await c.ThrowsAsync(typeof(ArgumentNullException), d => d.Points.ReverseAsync(null!));
        await c.ThrowsAsync(typeof(ArgumentNullException), d => d.Orders.PaidAsync(null!));
        await c.ThrowsAsync(typeof(ArgumentNullException), d => d.Orders.RefundedAsync(null!));
        await c.ThrowsAsync(typeof(ArgumentNullException), d => d.Commissions.AccrueAsync(null!));
        await c.ThrowsAsync(typeof(ArgumentNullException), d => d.Commissions.ClawBackAsync(null!));
    }

    [Fact]
    public async Task A_missing_list_or_item_is_a_refusal_or_a_programmer_error_and_never_a_null_reference()
    {
        await using Case c = await Case.StartAsync();
        await c.RefusedAsync(OrderRefusals.InvalidLine, d => d.Orders.PaidAsync(Order([1]) with { Lines = null! }));
        await c.RefusedAsync(OrderRefusals.InvalidLine, d => d.Orders.PaidAsync(Order([1]) with { Lines = [null!] }));
        await c.RefusedAsync(OrderRefusals.RefundUnclear, d => d.Orders.RefundedAsync(new OrderRefunded("f", "paid", s_at) { Lines = null! }));
        await c.RefusedAsync(OrderRefusals.RefundUnclear, d => d.Orders.RefundedAsync(new OrderRefunded("f", "paid", s_at) { Lines = [null!] }));
        await c.ThrowsAsync(typeof(ArgumentException), d => d.Members.RegisterAsync(new("n") { ExternalIds = null! }));
        await c.ThrowsAsync(typeof(ArgumentException), d => d.Members.RegisterAsync(new("n") { ExternalIds = [null!] }));
        Assert.True((await c.Domain.Orders.RefundedAsync(new OrderRefunded("f", "paid", Cny(1), s_at) { Lines = null! })).IsAccepted);
    }

    [Theory]
    [InlineData(1899)]
    [InlineData(9001)]
    public async Task Times_before_1900_or_after_9000_are_refused(int year)
    {
        await using Case c = await Case.StartAsync();
        DateTimeOffset time = year < 2000 ? new DateTimeOffset(1900, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(-1) : new(year, 1, 1, 0, 0, 0, TimeSpan.Zero);
        const string code = OperationRefusals.TimeOutOfRange;
        await c.RefusedAsync(code, d => d.Members.RegisterAsync(new("n") { RegisteredAt = time }), "RegisteredAt");
        await c.RefusedAsync(code, d => d.Members.LinkExternalIdAsync(new("k", "m", new ExternalId("phone", "1")) { OccurredAt = time }), "OccurredAt");
        await c.RefusedAsync(code, d => d.Referrals.BindAsync(new("k", "m", "referrer") { OccurredAt = time }), "OccurredAt");
        await c.RefusedAsync(code, d => d.Points.GrantAsync(new("k", "m", 1) { OccurredAt = time }), "OccurredAt");
        await c.RefusedAsync(code, d => d.Points.GrantAsync(new("k", "m", 1) { AvailableAt = time }), "AvailableAt");
        await c.RefusedAsync(code, d => d.Points.GrantAsync(new("k", "m", 1) { ExpiresAt = time }), "ExpiresAt");
        await c.RefusedAsync(code, d => d.Points.SpendAsync(new("k", "m", 1) { OccurredAt = time }), "OccurredAt");
        await c.RefusedAsync(code, d => d.Points.ReverseAsync(new("k", "m", 1, 1) { OccurredAt = time }), "OccurredAt");
        await c.RefusedAsync(code, d => d.Orders.PaidAsync(Order([1]) with { PaidAt = time }), "PaidAt");
        await c.RefusedAsync(code, d => d.Orders.RefundedAsync(new("f", "paid", Cny(1), time)), "RefundedAt");
        await c.RefusedAsync(code, d => d.Commissions.AccrueAsync(new("k", "s", "m", Cny(1)) { OccurredAt = time }), "OccurredAt");
        await c.RefusedAsync(code, d => d.Commissions.ClawBackAsync(new("k", "sale", Cny(1)) { OccurredAt = time }), "OccurredAt");
        await c.ThrowsAsync(typeof(ArgumentOutOfRangeException), d => d.Points.GetBalanceAsync("m", time));
        await c.ThrowsAsync(typeof(ArgumentOutOfRangeException), d => d.Points.ExpireAsync(time));
        await c.ThrowsAsync(typeof(ArgumentOutOfRangeException), d => d.Points.GetBalanceAsync("m", null, TimeSpan.FromTicks(-1)));
    }

    [Fact]
    public async Task Times_at_the_edge_and_in_other_offsets_are_taken_exactly()
    {
        await using Case c = await Case.StartAsync();
        var first = new DateTimeOffset(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);
        DateTimeOffset last = new DateTimeOffset(9001, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(-1);
        Assert.Equal(first, (await c.Domain.Members.RegisterAsync(new("early") { RegisteredAt = first })).Value.RegisteredAt);
        Assert.Equal(last, (await c.Domain.Members.RegisterAsync(new("late") { RegisteredAt = last })).Value.RegisteredAt);
        Assert.Equal(last, (await c.Domain.Points.GrantAsync(new("k", "late", 1) { OccurredAt = first, ExpiresAt = last })).Value.ExpiresAt);
        Assert.Equal(PointLot.Never, (await c.Domain.Points.GrantAsync(new("k2", "late", 1) { OccurredAt = last })).Value.ExpiresAt);
        Assert.Equal(1, (await c.Domain.Points.GetBalanceAsync("late", last, TimeSpan.MaxValue)).Available);

        // The same instant in another offset is the same content.
        var shanghai = new DateTimeOffset(2024, 6, 1, 18, 0, 0, TimeSpan.FromHours(8));
        Assert.False((await c.Domain.Points.GrantAsync(new("k3", "m", 1) { OccurredAt = s_at })).IsReplayed);
        Assert.True((await c.Domain.Points.GrantAsync(new("k3", "m", 1) { OccurredAt = shanghai })).IsReplayed);
        Assert.Equal(TimeSpan.Zero, (await c.Domain.Points.GetStatementAsync("m")).Items[0].At.Offset);
    }

    [Fact]
    public async Task Points_that_would_expire_before_they_become_available_or_at_once_are_refused()
    {
        await using Case c = await Case.StartAsync();
        await c.RefusedAsync(PointRefusals.ExpiryOutOfRange, d => d.Points.GrantAsync(new("k1", "m", 1) { OccurredAt = s_at, ExpiresAt = s_at }), stored: null);
        await c.RefusedAsync(PointRefusals.ExpiryOutOfRange, d => d.Points.GrantAsync(new("k2", "m", 1) { OccurredAt = s_at, ExpiresAt = s_at.AddDays(-1) }), stored: null);
        await c.RefusedAsync(
            PointRefusals.ExpiryOutOfRange,
            d => d.Points.GrantAsync(new("k3", "m", 1) { OccurredAt = s_at, AvailableAt = s_at.AddDays(2), ExpiresAt = s_at.AddDays(2) }),
            stored: null);
        Assert.True((await c.Domain.Points.GrantAsync(new("k4", "m", 1) { OccurredAt = s_at, ExpiresAt = s_at.AddTicks(1) })).IsAccepted);
    }

    public static TheoryData<string> BadTexts =>
        ["a\0b", "\uD800", "a\uDC00", "line\nbreak", "tab\t", "\u007F", "\u009F", new string('x', 10_000), new string('x', 255) + "\U0001F600"];

    [Theory]
    [MemberData(nameof(BadTexts), DisableDiscoveryEnumeration = true)]
    public async Task Texts_with_control_characters_lone_surrogates_or_too_long_are_refused(string text)
    {
        await using Case c = await Case.StartAsync();
        const string code = OperationRefusals.InvalidText;
        await c.RefusedAsync(code, d => d.Points.GrantAsync(new("k", "m", 1) { Reason = text }), "Reason");
        await c.RefusedAsync(code, d => d.Points.SpendAsync(new("k", "m", 1) { Reason = text }), "Reason");
        await c.RefusedAsync(code, d => d.Points.ReverseAsync(new("k", "m", 1, 1) { Reason = text }), "Reason");
        await c.RefusedAsync(code, d => d.Orders.PaidAsync(Order([1]) with { Channel = text }), "Channel");
        await c.RefusedAsync(code, d => d.Orders.PaidAsync(Order([1]) with { Lines = [new OrderLine(text, 1, Cny(1))] }), "SKU");
        await c.RefusedAsync(code, d => d.Orders.PaidAsync(Order([1]) with { Lines = [new OrderLine("s", 1, Cny(1)) { Product = text }] }), "Product");
        await c.RefusedAsync(code, d => d.Orders.PaidAsync(Order([1]) with { Lines = [new OrderLine("s", 1, Cny(1)) { Category = text }] }), "Category");
        await c.RefusedAsync(code, d => d.Orders.PaidAsync(Order([1]) with { Lines = [new OrderLine("s", 1, Cny(1)) { Brand = text }] }), "Brand");
    }

    [Fact]
    public async Task Orders_without_lines_with_bad_lines_or_parts_that_do_not_add_up_are_refused()
    {
        await using Case c = await Case.StartAsync();
        await c.RefusedAsync(OrderRefusals.InvalidLine, d => d.Orders.PaidAsync(Order([])));
        await c.RefusedAsync(OrderRefusals.InvalidLine, d => d.Orders.PaidAsync(Order([1]) with { Lines = [new OrderLine("s", 0, Cny(1))] }), "0");
        await c.RefusedAsync(OrderRefusals.InvalidLine, d => d.Orders.PaidAsync(Order([1]) with { Lines = [new OrderLine("s", long.MinValue, Cny(1))] }));
        await c.RefusedAsync(OrderRefusals.InvalidLine, d => d.Orders.PaidAsync(Order([.. Enumerable.Repeat(1L, 1_001)])), "1001");
        await c.RefusedAsync(OrderRefusals.PartsDoNotAddUp, d => d.Orders.PaidAsync(Order([100, 50]) with { Freight = Cny(5), Amount = Cny(150) }), "155", "150");
        await c.RefusedAsync(OrderRefusals.PartsDoNotAddUp, d => d.Orders.PaidAsync(Order([100]) with { Amount = Cny(0) }), "100");
        await c.RefusedAsync(OrderRefusals.PartsDoNotAddUp, d => d.Orders.PaidAsync(Order([100]) with { Amount = Cny(-100) }), "100");
    }

    [Fact]
    public async Task A_line_without_a_sku_is_refused()
    {
        await using Case c = await Case.StartAsync();
        foreach (string? sku in new[] { null, "" })
        {
            Outcome<OrderReceipt> outcome = await c.Domain.Orders.PaidAsync(Order([1]) with { Lines = [new OrderLine(sku!, 1, Cny(1))] });
            Assert.Contains(outcome.Refusal?.Code, new[] { OrderRefusals.InvalidLine, OperationRefusals.InvalidText });
        }
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

    [Fact]
    public async Task An_external_id_of_another_member_is_refused_without_naming_it()
    {
        await using Case c = await Case.StartAsync();
        var phone = new ExternalId("phone", "13800000000");
        Assert.True((await c.Domain.Members.LinkExternalIdAsync(new("l1", "m", phone))).IsAccepted);
        await c.RefusedAsync(MemberRefusals.ExternalIdTaken, d => d.Members.LinkExternalIdAsync(new("l2", "referrer", phone)), stored: true, "phone");
        await c.RefusedAsync(MemberRefusals.ExternalIdTaken, d => d.Members.RegisterAsync(new("n") { ExternalIds = [phone] }), stored: true, "phone");
        Outcome<MemberReceipt> refused = await c.Domain.Members.LinkExternalIdAsync(new("l3", "referrer", phone));
        Assert.DoesNotContain("138", refused.Refusal!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("138", await c.Shop.DumpAsync(CancellationToken.None), StringComparison.Ordinal);
        Assert.Equal("m", (await c.Domain.Members.FindAsync(phone))!.MemberId.Value);
        Assert.Null(await c.Domain.Members.FindAsync(new ExternalId("openid", "13800000000")));
        Assert.Null(await c.Domain.Members.FindAsync(new ExternalId("phone", "13800000000 ")));
        Assert.Null(await c.Domain.ForProgram("other").Members.FindAsync(phone));
    }

    [Fact]
    public async Task External_ids_without_a_configured_secret_are_a_programmer_error()
    {
        await using Shop shop = Shop.InMemory();
        var phone = new ExternalId("phone", "1");
        InvalidOperationException refused = await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await shop.Domain.Members.RegisterAsync(new("m") { ExternalIds = [phone] }));
        Assert.Contains("ExternalIdKey", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await shop.Domain.Members.FindAsync(phone));
        Assert.Null(await shop.Domain.Members.GetAsync("m"));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Cursors_that_no_page_returned_and_page_sizes_out_of_range_are_argument_errors(StoreKind store)
    {
        await using Case c = await Case.StartAsync(store);
        string genuine = (await c.Domain.Points.GetStatementAsync("m", new PageRequest(null, 1))).NextCursor!;
        foreach (string cursor in new[] { "", "x", "!!!", "AAAA", "bnVsbA", "W10", "WzEsMl0", "%00", "' or 1=1 --", new string('A', 20_000), genuine + "x", genuine[..^3] })
        {
            await c.ThrowsAsync(typeof(ArgumentException), d => d.Points.GetStatementAsync("m", new PageRequest(cursor)));
            await c.ThrowsAsync(typeof(ArgumentException), d => d.Commissions.GetStatementAsync("m", new PageRequest(cursor)));
        }

        foreach (int size in new[] { 0, -1, 501, int.MaxValue, int.MinValue })
        {
            await c.ThrowsAsync(typeof(ArgumentException), d => d.Points.GetStatementAsync("m", new PageRequest(null, size)));
            await c.ThrowsAsync(typeof(ArgumentException), d => d.Commissions.GetStatementAsync("m", new PageRequest(null, size)));
        }

        // A cursor of one member reads at most what the asked member may see.
        Assert.All((await c.Domain.Points.GetStatementAsync("referrer", new PageRequest(genuine))).Items, entry => Assert.Equal("referrer", entry.MemberId.Value));
    }

    [Fact]
    public async Task A_key_used_with_other_content_is_refused_naming_the_first_field_that_differs()
    {
        await using Case c = await Case.StartAsync();
        var grant = new GrantPoints("k", "m", 5) { Reason = "why", OccurredAt = s_at, ExpiresAt = s_at.AddDays(9), AvailableAt = s_at.AddDays(1) };
        await c.Domain.Points.GrantAsync(grant);
        const string code = OperationRefusals.KeyReused;
        await c.RefusedAsync(code, d => d.Points.GrantAsync(grant with { MemberId = "referrer" }), "member_id", "'k'");
        await c.RefusedAsync(code, d => d.Points.GrantAsync(grant with { Points = 6 }), "points");
        await c.RefusedAsync(code, d => d.Points.GrantAsync(grant with { AvailableAt = null }), "available_at");
        await c.RefusedAsync(code, d => d.Points.GrantAsync(grant with { ExpiresAt = s_at.AddDays(8) }), "expires_at");
        await c.RefusedAsync(code, d => d.Points.GrantAsync(grant with { Reason = null }), "reason");
        await c.RefusedAsync(code, d => d.Points.GrantAsync(grant with { Reason = "" }), "reason");
        await c.RefusedAsync(code, d => d.Points.GrantAsync(grant with { OccurredAt = null }), "occurred_at");
        await c.RefusedAsync(code, d => d.Points.GrantAsync(grant with { Points = 6, Reason = "other" }), "points");
        await c.RefusedAsync(code, d => d.Members.RegisterAsync(new("m") { RegisteredAt = s_at }), "registered_at");

        OrderPaid order = Order([7, 8]) with { Channel = "store", Freight = Cny(1), Amount = Cny(16), Redeem = PointRedemption.Exactly(3) };
        Assert.True((await c.Domain.Orders.PaidAsync(order)).IsAccepted);
        await c.RefusedAsync(code, d => d.Orders.PaidAsync(order with { Channel = null }), "channel");
        await c.RefusedAsync(code, d => d.Orders.PaidAsync(order with { Redeem = PointRedemption.Exactly(4) }), "redeem");
        await c.RefusedAsync(code, d => d.Orders.PaidAsync(order with { Redeem = PointRedemption.ShareOfAvailable(0.1m) }), "redeem");
        await c.RefusedAsync(code, d => d.Orders.PaidAsync(order with { Amount = null }), "amount");
        await c.RefusedAsync(code, d => d.Orders.PaidAsync(order with { PaidAt = s_at.AddTicks(1) }), "paid_at");
        await c.RefusedAsync(code, d => d.Orders.PaidAsync(order with { Lines = [order.Lines[1], order.Lines[0]] }), "lines");
        await c.RefusedAsync(code, d => d.Orders.PaidAsync(order with { Lines = [order.Lines[0] with { Brand = "b" }, order.Lines[1]] }), "lines");
        await c.RefusedAsync(code, d => d.Orders.PaidAsync(order with { Freight = null, Amount = Cny(15) }), "freight");
        Assert.True((await c.Domain.Orders.PaidAsync(order)).IsReplayed);
    }

    [Fact]
    public async Task A_text_that_spells_the_digest_of_another_is_other_content()
    {
        await using Case c = await Case.StartAsync();
        string longId = new('x', 100);
        byte[] hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(longId));
        string spelled = "#" + Convert.ToHexString(hash.AsSpan(0, 16));
        await c.Domain.Members.RegisterAsync(new(longId));
        await c.Domain.Members.RegisterAsync(new(spelled));
        Assert.True((await c.Domain.Points.GrantAsync(new("k", longId, 5))).IsAccepted);

        await c.RefusedAsync(OperationRefusals.KeyReused, d => d.Points.GrantAsync(new("k", spelled, 5)), "member_id");
    }

    [Fact]
    public async Task Keys_are_scoped_by_program_and_kind_of_operation()
    {
        await using Case c = await Case.StartAsync();
        Assert.True((await c.Domain.Points.GrantAsync(new("same", "m", 5))).IsAccepted);
        Assert.False((await c.Domain.Points.SpendAsync(new("same", "m", 5))).IsReplayed);
        Assert.False((await c.Domain.Points.ReverseAsync(new("same", "m", 1, 5))).IsReplayed);
        Assert.False((await c.Domain.Commissions.AccrueAsync(new("same", "same", "m", Cny(5)))).IsReplayed);
        Assert.False((await c.Domain.Orders.PaidAsync(Order([5]) with { OrderId = "same" })).IsReplayed);
        Assert.False((await c.Domain.Orders.RefundedAsync(new("same", "same", Cny(5), s_at))).IsReplayed);
    }

    [Fact]
    public async Task A_refusal_for_stored_state_stays_under_its_key_and_one_for_content_does_not()
    {
        await using Case c = await Case.StartAsync();
        Assert.Equal(PointRefusals.Insufficient, (await c.Domain.Points.SpendAsync(new("s", "m", 5_000))).Refusal?.Code);
        await c.Domain.Points.GrantAsync(new("top-up", "m", 100_000));
        Outcome<SpendReceipt> again = await c.Domain.Points.SpendAsync(new("s", "m", 5_000));
        Assert.Equal((PointRefusals.Insufficient, true), (again.Refusal?.Code, again.IsReplayed));
        Assert.True((await c.Domain.Points.SpendAsync(new("s2", "m", 5_000))).IsAccepted);

        Assert.Equal(PointRefusals.AmountOutOfRange, (await c.Domain.Points.SpendAsync(new("v", "m", 0))).Refusal?.Code);
        Assert.Equal(OperationRefusals.InvalidText, (await c.Domain.Points.SpendAsync(new("v", "m", 1) { Reason = "\0" })).Refusal?.Code);
        Assert.False((await c.Domain.Points.SpendAsync(new("v", "m", 1))).IsReplayed);
    }

    [Fact]
    public async Task Referral_refusals_name_the_reason()
    {
        await using Case c = await Case.StartAsync();
        await c.Domain.Members.RegisterAsync(new("x"));
        await c.RefusedAsync(ReferralRefusals.Self, d => d.Referrals.BindAsync(new("k", "x", "x")), "x");
        await c.RefusedAsync(ReferralRefusals.AlreadyBound, d => d.Referrals.BindAsync(new("k1", "m", "x")), stored: true, "m");
        await c.RefusedAsync(ReferralRefusals.Cycle, d => d.Referrals.BindAsync(new("k2", "referrer", "m")), stored: true, "referrer");
        Assert.True((await c.Domain.Referrals.BindAsync(new("k3", "m", "referrer"))).IsAccepted, "The same referrer again changes nothing.");
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
    public void Any_outcome_can_be_written_into_a_log()
    {
        Assert.Contains("points.insufficient", new Outcome<SpendReceipt>(new Refusal("points.insufficient", "why")).ToString(), StringComparison.Ordinal);
        Assert.Contains("Spent", new Outcome<SpendReceipt>(new SpendReceipt("m", 1, 2)).ToString(), StringComparison.Ordinal);
        Assert.NotNull(default(Outcome<SpendReceipt>).ToString());
    }

    private static Money Cny(long minorUnits) => new(minorUnits, "CNY");

    private static OrderPaid Order(long[] amounts) => new("o", "m", [.. amounts.Select(amount => new OrderLine("sku", 1, Cny(amount)))], s_at);

    private static OrderRefunded ByLine(int line, long amount) => new OrderRefunded("f", "paid", s_at) { Lines = [new RefundedLine(line, Cny(amount))] };

    /// <summary>
    /// A shop where 'm', brought by 'referrer', has 1,000 points, an order 'paid' of lines 1000 and 500, freight 30 and tax 20, and a sale 'sale' of 100.00.
    /// </summary>
    private sealed class Case(Shop shop) : IAsyncDisposable
    {
        internal Shop Shop { get; } = shop;

        internal IPrivateDomain Domain => Shop.Domain;

        internal static async Task<Case> StartAsync(StoreKind store = StoreKind.Memory)
        {
            Shop shop = Shop.On(store, pd => pd
                .Members(o => o.ExternalIdKey = Shop.ExternalIdKey)
                .Points(o => o.EarnPerUnit = 1m)
                .Commissions(o => o.Rates = [0.1m]));
            shop.Time.Now = s_at.UtcDateTime;
            await shop.Domain.Members.RegisterAsync(new("m"));
            await shop.Domain.Members.RegisterAsync(new("referrer"));
            await shop.Domain.Referrals.BindAsync(new("bind", "m", "referrer"));
            await shop.Domain.Points.GrantAsync(new("start", "m", 1_000));
            await shop.Domain.Orders.PaidAsync(new("paid", "m", [new OrderLine("a", 1, Cny(1_000)), new OrderLine("b", 1, Cny(500))], s_at) { Freight = Cny(30), Tax = Cny(20) });
            await shop.Domain.Points.SpendAsync(new("even", "m", 15));
            await shop.Domain.Commissions.AccrueAsync(new("sold", "sale", "m", Cny(10_000)));
            return new Case(shop);
        }

        internal Task RefusedAsync<T>(string code, Func<IPrivateDomain, ValueTask<Outcome<T>>> call, params string[] mentioned)
            where T : class => RefusedAsync(code, call, stored: false, mentioned);

        /// <summary>Refused with the code, twice alike, with a message that helps; stored: only the answer is written. Null: either way.</summary>
        internal async Task RefusedAsync<T>(string code, Func<IPrivateDomain, ValueTask<Outcome<T>>> call, bool? stored, params string[] mentioned)
            where T : class
        {
            string before = await Shop.DumpAsync(CancellationToken.None, type => type.Name != "operations");
            int operations = await OperationsAsync();

            Outcome<T> refused = await call(Domain);
            Assert.Equal(code, refused.Refusal?.Code);
            Assert.False(refused.IsAccepted);
            Assert.False(refused.IsReplayed);
            Assert.InRange(refused.Refusal!.Message.Length, 20, 400);
            Assert.All(mentioned, text => Assert.Contains(text, refused.Refusal.Message, StringComparison.Ordinal));
            Assert.DoesNotContain(refused.Refusal.Message, c => char.IsControl(c) || char.IsSurrogate(c));
            Assert.Throws<InvalidOperationException>(() => refused.Value);

            Outcome<T> again = await call(Domain);
            Assert.Equal(refused.Refusal, again.Refusal);
            Assert.Equal(stored ?? again.IsReplayed, again.IsReplayed);

            // The answer is remembered under its key where it depends on what is stored; else not even that.
            Assert.Equal(operations + (again.IsReplayed ? 1 : 0), await OperationsAsync());
            Assert.Equal(before, await Shop.DumpAsync(CancellationToken.None, type => type.Name != "operations"));
            await Shop.VerifyAsync(CancellationToken.None);
        }

        /// <summary>Throws the documented exception, with a message that helps, and nothing is written.</summary>
        internal async Task ThrowsAsync<T>(Type exception, Func<IPrivateDomain, ValueTask<T>> call, string mentioned = "")
        {
            string before = await Shop.DumpAsync(CancellationToken.None);
            Exception? thrown = await Xunit.Record.ExceptionAsync(async () => await call(Domain));
            Assert.True(exception.IsInstanceOfType(thrown), $"expected {exception.Name} but was {thrown}");
            Assert.Contains(mentioned, thrown!.Message, StringComparison.Ordinal);
            Assert.True(thrown.Message.Length < 400, thrown.Message);
            Assert.Equal(before, await Shop.DumpAsync(CancellationToken.None));
        }

        public ValueTask DisposeAsync() => Shop.DisposeAsync();

        private async Task<int> OperationsAsync() =>
            (await StoreDump.ReadAsync(Shop.Store, OperationRecord.Schema, Sdk.Tests.Support.Shop.Program, CancellationToken.None)).Count;
    }
}
