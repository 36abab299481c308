using System.Text.Json;
using PrivateDomain.Sdk.Coupons;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Points;

namespace PrivateDomain.Sdk.Tests.Coupons;

/// <summary>What paying and refunding orders does with coupons, by example.</summary>
public sealed class OrderCouponTests
{
    private static readonly DateTimeOffset s_start = new(2024, 3, 1, 10, 0, 0, TimeSpan.Zero);
    private static readonly Currency s_cny = "CNY";

    public static TheoryData<StoreKind> Stores => [StoreKind.Memory, StoreKind.Sqlite];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task An_order_uses_the_coupons_of_a_quote_in_its_own_commit(StoreKind store)
    {
        await using Shop shop = await OpenAsync(store);
        await GiveAsync(shop, "m", "c-1", "tea-10", 10);
        OrderLine[] basket = [Line("tea", 60), Line("cup", 40)];
        CouponQuote quote = (await shop.Domain.Coupons.QuoteAsync(new CouponBasket("m", basket), null, Ct)).Value;

        OrderReceipt receipt = (await shop.Domain.Orders.PaidAsync(Paid("o-1", "m", basket, quote), Ct)).Value;

        Assert.Equal(("c-1", 1_000L, true), (Assert.Single(quote.Used).CouponId.Value, quote.Discount.MinorUnits, quote.IsBest));
        Assert.Equal([600L, 400L], quote.DiscountByLine.Select(discount => discount.MinorUnits));

        // Points are earned by what was paid: 90 yuan.
        Assert.Equal(90, receipt.PointsGranted);
        Coupon coupon = (await shop.Domain.Coupons.GetAsync("m", "c-1", Ct))!;
        Assert.Equal((CouponState.Redeemed, "o-1"), (coupon.State, coupon.OrderId?.Value));
        Assert.Empty(await shop.Domain.Coupons.GetLiveAsync("m", null, Ct));
        Assert.Equal(1, (await shop.Domain.Coupons.GetStockAsync("tea-10", Ct))!.Redeemed);
        Assert.Equal(
            ["Redeem order.paid/o-1", "Issue coupon.issue/c-1"],
            (await shop.Domain.Coupons.GetHistoryAsync("m", null, Ct)).Items.Select(entry => $"{entry.Kind} {entry.Operation}"));
        Assert.Equal(9_000, (await shop.Domain.Orders.GetAsync("o-1", Ct))!.Amount);
        Outcome<OrderReceipt> again = await shop.Domain.Orders.PaidAsync(Paid("o-1", "m", basket, quote), Ct);
        Assert.True(again.IsReplayed);
        await shop.VerifyAsync(Ct);
    }

    [Fact]
    public async Task A_coupon_is_used_once_and_the_second_order_moves_nothing()
    {
        await using Shop shop = await OpenAsync();
        await GiveAsync(shop, "m", "c-1", "tea-10", 10);
        OrderLine[] basket = [Line("tea", 60)];
        CouponQuote quote = (await shop.Domain.Coupons.QuoteAsync(new CouponBasket("m", basket), null, Ct)).Value;
        await shop.Domain.Orders.PaidAsync(Paid("o-1", "m", basket, quote), Ct);

        Outcome<OrderReceipt> second = await shop.Domain.Orders.PaidAsync(Paid("o-2", "m", basket, quote), Ct);

        Assert.Equal(CouponRefusals.Redeemed, second.Refusal?.Code);
        Assert.Equal(50, (await shop.Domain.Points.GetBalanceAsync("m", null, null, Ct)).Available);
        Assert.Null(await shop.Domain.Orders.GetAsync("o-2", Ct));
        await shop.VerifyAsync(Ct);
    }

    [Fact]
    public async Task What_lines_say_is_proven_and_not_believed()
    {
        await using Shop shop = await OpenAsync();
        await GiveAsync(shop, "m", "c-1", "tea-10", 10);
        await GiveAsync(shop, "n", "c-2", "cup-10", 10);
        OrderLine[] half = [Line("tea", 54) with { CouponDiscount = Yuan(6) }, Line("cup", 36) with { CouponDiscount = Yuan(4) }];

        Assert.Equal<IEnumerable<string?>>(
            [
                CouponRefusals.DiscountMismatch, CouponRefusals.DiscountMismatch, CouponRefusals.DiscountMismatch, CouponRefusals.NotFound,
                CouponRefusals.NamedTwice, CouponRefusals.TooMany, OrderRefusals.AmountOutOfRange, OrderRefusals.CurrencyMismatch,
            ],
            new[]
            {
                await PayAsync(shop, "1", half, []),
                await PayAsync(shop, "2", [half[0] with { CouponDiscount = Yuan(7) }, half[1] with { CouponDiscount = Yuan(3) }], ["c-1"]),
                await PayAsync(shop, "3", [Line("tea", 60), Line("cup", 40)], ["c-1"]),
                await PayAsync(shop, "4", half, ["c-2"]),
                await PayAsync(shop, "5", half, ["c-1", "c-1"]),
                await PayAsync(shop, "6", half, ["1", "2", "3", "4", "5", "6"]),
                await PayAsync(shop, "7", [half[0] with { CouponDiscount = Yuan(-6) }], ["c-1"]),
                await PayAsync(shop, "8", [half[0] with { CouponDiscount = new Money(6, "JPY") }], ["c-1"]),
            });
        Assert.Null(await PayAsync(shop, "9", half, ["c-1"]));
        await shop.VerifyAsync(Ct);
    }

    [Fact]
    public async Task A_coupon_that_takes_nothing_is_not_used_up()
    {
        await using Shop shop = await OpenAsync();
        await DefineAsync(shop, "all", new CouponTerms(CouponDiscount.ShareOff(1m)) { Stacking = CouponStacking.Always });
        await DefineAsync(shop, "more", new CouponTerms(CouponDiscount.AmountOff(Yuan(5))) { Stacking = CouponStacking.Always });
        await IssueAsync(shop, "c-1", "all", "m");
        await IssueAsync(shop, "c-2", "more", "m");
        OrderLine[] free = [Line("tea", 0) with { CouponDiscount = Yuan(60) }];

        Assert.Equal(CouponRefusals.NoEffect, await PayAsync(shop, "o-1", free, ["c-1", "c-2"]));
        Assert.Null(await PayAsync(shop, "o-2", free, ["c-1"]));
        Assert.Equal(CouponState.Issued, (await shop.Domain.Coupons.GetAsync("m", "c-2", Ct))!.State);
        await shop.VerifyAsync(Ct);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Held_coupons_wait_for_their_order(StoreKind store)
    {
        await using Shop shop = await OpenAsync(store);
        await GiveAsync(shop, "m", "c-1", "tea-10", 10, validFor: TimeSpan.FromMinutes(10));
        OrderLine[] paid = [Line("tea", 50) with { CouponDiscount = Yuan(10) }];
        await shop.Domain.Coupons.ReserveAsync(new("h-1", "o-1", "m", ["c-1"], s_start.AddMinutes(30)), Ct);
        CouponBasket basket = new("m", [Line("tea", 60)]);

        Assert.Equal(
            CouponRefusals.Reserved, Assert.Single((await shop.Domain.Coupons.QuoteAsync(basket, null, Ct)).Value.Unused).Reason.Code);
        Assert.Single((await shop.Domain.Coupons.QuoteAsync(basket with { OrderId = "o-1" }, null, Ct)).Value.Used);
        Assert.Equal(CouponRefusals.Reserved, await PayAsync(shop, "o-2", paid, ["c-1"]));

        // Its own time is over, and who holds it in time pays in time.
        shop.Time.Now = s_start.AddMinutes(20).UtcDateTime;
        Assert.Null(await PayAsync(shop, "o-1", paid, ["c-1"]));
        await shop.VerifyAsync(Ct);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task The_last_part_of_a_refund_gives_the_coupon_back_however_the_order_is_parted(StoreKind store)
    {
        foreach (long[] parts in (long[][])[[50], [1, 49], [20, 20, 10]])
        {
            await using Shop shop = await OpenAsync(store);
            await GiveAsync(shop, "m", "c-1", "tea-10", 10, validFor: TimeSpan.FromDays(1));
            await DefineAsync(shop, "once", new CouponTerms(CouponDiscount.AmountOff(Yuan(1))) { Stacking = CouponStacking.WithOtherTemplates }, returns: false);
            await IssueAsync(shop, "c-2", "once", "m");
            Assert.Null(await PayAsync(shop, "o-1", [Line("tea", 50) with { CouponDiscount = Yuan(10) }], ["c-1"]));
            Assert.Null(await PayAsync(shop, "o-2", [Line("tea", 50) with { CouponDiscount = Yuan(1) }], ["c-2"]));
            for (int i = 0; i < parts.Length; i++)
            {
                Assert.Equal(CouponState.Redeemed, (await shop.Domain.Coupons.GetAsync("m", "c-1", Ct))!.State);
                RefundReceipt part = (await shop.Domain.Orders.RefundedAsync(new($"r-{i}", "o-1", Yuan(parts[i]), shop.Time.GetUtcNow()), Ct)).Value;
                Assert.Equal(i == parts.Length - 1 ? ["c-1"] : [], part.CouponsReturned.Select(coupon => coupon.Value));
                await shop.Domain.Orders.RefundedAsync(new($"s-{i}", "o-2", Yuan(parts[i]), shop.Time.GetUtcNow()), Ct);
            }

            Coupon back = (await shop.Domain.Coupons.GetAsync("m", "c-1", Ct))!;
            Assert.Equal((CouponState.Issued, null, s_start.AddDays(1)), (back.State, back.OrderId?.Value, back.ExpiresAt));
            Assert.Equal(CouponState.Redeemed, (await shop.Domain.Coupons.GetAsync("m", "c-2", Ct))!.State);
            Assert.Equal((0L, 1L), ((await shop.Domain.Coupons.GetStockAsync("tea-10", Ct))!.Redeemed, (await shop.Domain.Coupons.GetStockAsync("once", Ct))!.Redeemed));
            Assert.Null(await PayAsync(shop, "o-3", [Line("tea", 50) with { CouponDiscount = Yuan(10) }], ["c-1"]));
            await shop.VerifyAsync(Ct);
        }
    }

    [Fact]
    public async Task A_coupon_counts_under_the_version_that_it_was_issued_with()
    {
        await using Shop shop = await OpenAsync();
        await GiveAsync(shop, "m", "c-1", "tea", 10);
        await DefineAsync(shop, "tea", new CouponTerms(CouponDiscount.AmountOff(Yuan(1))));
        Assert.Equal(CouponRefusals.DiscountMismatch, await PayAsync(shop, "o-1", [Line("tea", 59) with { CouponDiscount = Yuan(1) }], ["c-1"]));
        Assert.Null(await PayAsync(shop, "o-2", [Line("tea", 50) with { CouponDiscount = Yuan(10) }], ["c-1"]));
        await shop.VerifyAsync(Ct);
    }

    [Fact]
    public async Task Naming_coupons_is_part_of_what_an_order_says_and_not_naming_them_is_as_before()
    {
        await using Shop shop = await OpenAsync();
        await GiveAsync(shop, "m", "c-1", "tea-10", 10);
        OrderLine[] paid = [Line("tea", 50) with { CouponDiscount = Yuan(10) }];
        Assert.Null(await PayAsync(shop, "o-1", paid, ["c-1"]));
        Outcome<OrderReceipt> altered = await shop.Domain.Orders.PaidAsync(new OrderPaid("o-1", "m", paid, s_start) { Coupons = ["c-2"] }, Ct);
        Assert.Equal(OperationRefusals.KeyReused, altered.Refusal?.Code);
        Assert.Contains("coupons", altered.Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quote_says_why_a_coupon_is_not_used()
    {
        await using Shop shop = await OpenAsync();
        await GiveAsync(shop, "m", "c-1", "tea-10", 10);
        await GiveAsync(shop, "m", "c-2", "tea-5", 5);
        await DefineAsync(shop, "big", new CouponTerms(CouponDiscount.AmountOff(Yuan(50))) { Threshold = Yuan(500) });
        await DefineAsync(shop, "later", new CouponTerms(CouponDiscount.AmountOff(Yuan(50))) { ValidFrom = s_start.AddDays(1) });
        await DefineAsync(shop, "shoes", new CouponTerms(CouponDiscount.AmountOff(Yuan(50))) { Scope = new CouponScope { Skus = ["shoe"] } });
        await IssueAsync(shop, "c-3", "big", "m");
        await IssueAsync(shop, "c-4", "later", "m");
        await IssueAsync(shop, "c-5", "shoes", "m");

        CouponQuote quote = (await shop.Domain.Coupons.QuoteAsync(new CouponBasket("m", [Line("tea", 60)]), null, Ct)).Value;

        Assert.Equal("c-1", Assert.Single(quote.Used).CouponId.Value);
        Assert.Equal(
            ["c-2 coupon.not_best", "c-3 coupon.below_threshold", "c-4 coupon.not_valid_yet", "c-5 coupon.not_in_scope"],
            quote.Unused.OrderBy(miss => miss.CouponId.Value, StringComparer.Ordinal).Select(miss => $"{miss.CouponId} {Alike(miss.Reason.Code)}"));
        Outcome<CouponQuote> named = await shop.Domain.Coupons.QuoteAsync(new CouponBasket("m", [Line("tea", 60)]) { Coupons = ["c-3"] }, null, Ct);
        Assert.Equal(CouponRefusals.BelowThreshold, named.Refusal?.Code);
        Assert.Equal(5, (await shop.Domain.Coupons.QuoteAsync(new CouponBasket("m", [Line("tea", 60)]) { Coupons = ["c-2"] }, null, Ct)).Value.Discount.MinorUnits / 100);
        Assert.Equal(MemberRefusals.NotFound, (await shop.Domain.Coupons.QuoteAsync(new CouponBasket("stranger", [Line("tea", 60)]), null, Ct)).Refusal?.Code);
        Assert.Equal(OrderRefusals.InvalidLine, (await shop.Domain.Coupons.QuoteAsync(new CouponBasket("m", []), null, Ct)).Refusal?.Code);
    }

    [Fact]
    public void An_answer_kept_before_there_were_coupons_is_read_with_none()
    {
        const string Kept =
            """
            {"refundId":"r-1","orderId":"o-1","refunded":500,"refundedInAll":500,"pointsExpired":0,"pointsReversed":5,"pointsSettled":0,"debtIncurred":0,"balance":0,"debt":0,"currency":"CNY","clawbacks":[]}
            """;
        Assert.Empty(JsonSerializer.Deserialize(Kept, AnswerJson.Default.RefundReceipt)!.CouponsReturned);
    }

    // Two coupons that never stand together: the one that takes less is not stackable with the one that is used.
    private static string Alike(string code) => code == CouponRefusals.NotStackable ? CouponRefusals.NotBest : code;

    internal static Money Yuan(long yuan) => new(yuan * 100, s_cny);

    internal static OrderLine Line(string sku, long yuan) => new(sku, 1, Yuan(yuan));

    internal static OrderPaid Paid(string order, string member, OrderLine[] basket, CouponQuote quote) =>
        new(order, member, [.. basket.Select((line, i) => line with { Amount = line.Amount - quote.DiscountByLine[i], CouponDiscount = quote.DiscountByLine[i] })], s_start)
        {
            Coupons = [.. quote.Used.Select(use => use.CouponId)],
        };

    private static async Task<Shop> OpenAsync(StoreKind store = StoreKind.Memory)
    {
        Shop shop = Shop.On(store, pd => pd.Points(o => o.EarnPerUnit = 1m));
        shop.Time.Now = s_start.UtcDateTime;
        await shop.Domain.Members.RegisterAsync(new RegisterMember("m"), Ct);
        await shop.Domain.Members.RegisterAsync(new RegisterMember("n"), Ct);
        return shop;
    }

    private static async Task GiveAsync(Shop shop, string member, string coupon, string template, long yuan, TimeSpan? validFor = null)
    {
        await DefineAsync(shop, template, new CouponTerms(CouponDiscount.AmountOff(Yuan(yuan))) { ValidFor = validFor });
        await IssueAsync(shop, coupon, template, member);
    }

    private static async Task DefineAsync(Shop shop, string template, CouponTerms terms, bool returns = true) =>
        Assert.True((await shop.Domain.Coupons.DefineTemplateAsync(
            new($"{template} {terms.GetHashCode()}", template, terms) { Returns = returns }, Ct)).IsAccepted);

    private static async Task IssueAsync(Shop shop, string coupon, string template, string member) =>
        Assert.True((await shop.Domain.Coupons.IssueAsync(new(coupon, template, member), Ct)).IsAccepted);

    private static async Task<string?> PayAsync(Shop shop, string order, OrderLine[] lines, CouponId[] coupons) =>
        (await shop.Domain.Orders.PaidAsync(new OrderPaid(order, "m", lines, shop.Time.GetUtcNow()) { Coupons = coupons }, Ct)).Refusal?.Code;
}
