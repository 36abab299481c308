using PrivateDomain.Sdk.Coupons;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;

namespace PrivateDomain.Sdk.Tests.Coupons;

/// <summary>What defining, issuing, holding, taking back and sweeping coupons does, by example.</summary>
public sealed class CouponTests
{
    private static readonly DateTimeOffset s_start = new(2024, 3, 1, 10, 0, 0, TimeSpan.Zero);
    private static readonly Currency s_cny = "CNY";

    public static TheoryData<StoreKind> Stores => [StoreKind.Memory, StoreKind.Sqlite];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_coupon_that_is_issued_is_read_back_and_counted(StoreKind store)
    {
        await using Shop shop = await OpenAsync(store);
        CouponTemplateReceipt defined = await DefineAsync(shop, new("d-1", "tea-5", Off(5)) { Stock = 10 });

        Outcome<CouponReceipt> issued = await shop.Domain.Coupons.IssueAsync(new("c-1", "tea-5", "m") { Actor = "anna", Reason = "spring" }, Ct);

        Assert.Equal(new CouponTemplateReceipt("tea-5", 1, true), defined);
        Assert.Equal(new CouponReceipt("c-1", "m", "tea-5", 1, CouponState.Issued), issued.Value);
        Coupon coupon = Assert.Single(await shop.Domain.Coupons.GetLiveAsync("m", null, Ct));
        Assert.Equal(("c-1", "tea-5", 1L, CouponState.Issued, s_start), (coupon.CouponId.Value, coupon.Template, coupon.Version, coupon.State, coupon.IssuedAt));
        Assert.Equal(coupon, await shop.Domain.Coupons.GetAsync("m", "c-1", Ct));
        Assert.Equal((9L, 1L, 0L), await StockAsync(shop, "tea-5"));
        CouponEntry entry = Assert.Single((await shop.Domain.Coupons.GetHistoryAsync("m", null, Ct)).Items);
        Assert.Equal(
            (1, CouponEntryKind.Issue, "c-1", "tea-5", "anna", "spring", "coupon.issue/c-1"),
            (entry.Sequence, entry.Kind, entry.CouponId.Value, entry.Template, entry.Actor, entry.Reason, entry.Operation));
        Assert.Equal(["c-1"], await IdsOfAsync(shop, "tea-5"));
        await shop.VerifyAsync(Ct);
    }

    [Fact]
    public async Task The_same_coupon_again_returns_the_first_answer_and_another_content_is_refused()
    {
        await using Shop shop = await OpenAsync();
        await DefineAsync(shop, new("d-1", "tea-5", Off(5)) { PerMember = 5 });
        Outcome<CouponReceipt> first = await shop.Domain.Coupons.IssueAsync(new("c-1", "tea-5", "m"), Ct);
        Outcome<CouponReceipt> again = await shop.Domain.Coupons.IssueAsync(new("c-1", "tea-5", "m"), Ct);
        Outcome<CouponReceipt> altered = await shop.Domain.Coupons.IssueAsync(new("c-1", "tea-5", "n"), Ct);

        Assert.Equal((first.Value, true), (again.Value, again.IsReplayed));
        Assert.Equal(OperationRefusals.KeyReused, altered.Refusal?.Code);
        Assert.Equal((1L, 0L), ((await shop.Domain.Coupons.GetStockAsync("tea-5", Ct))!.Issued, (await shop.Domain.Coupons.GetLiveAsync("n", null, Ct)).Count));
        await shop.VerifyAsync(Ct);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Nobody_gets_more_than_the_stock_nor_than_one_member_may_have(StoreKind store)
    {
        await using Shop shop = await OpenAsync(store);
        await DefineAsync(shop, new("d-1", "tea-5", Off(5)) { Stock = 3, PerMember = 2 });

        Assert.Null(await IssueAsync(shop, "c-1", "tea-5", "m"));
        Assert.Null(await IssueAsync(shop, "c-2", "tea-5", "m"));
        Assert.Equal(CouponRefusals.LimitReached, await IssueAsync(shop, "c-3", "tea-5", "m"));
        Assert.Null(await IssueAsync(shop, "c-4", "tea-5", "n"));
        Assert.Equal(CouponRefusals.SoldOut, await IssueAsync(shop, "c-5", "tea-5", "n"));
        Assert.Equal(MemberRefusals.NotFound, await IssueAsync(shop, "c-6", "tea-5", "stranger"));
        Assert.Equal(CouponRefusals.TemplateNotFound, await IssueAsync(shop, "c-7", "coffee", "m"));
        Assert.Equal((0L, 3L, 0L), await StockAsync(shop, "tea-5"));
        await shop.VerifyAsync(Ct);
    }

    [Fact]
    public async Task A_limit_of_live_coupons_holds_over_all_templates()
    {
        await using Shop shop = await OpenAsync(configure: pd => pd.Coupons(o => o.MaxLivePerMember = 2));
        await DefineAsync(shop, new("d-1", "a", Off(5)) { PerMember = 9 });
        await DefineAsync(shop, new("d-2", "b", Off(5)) { PerMember = 9 });
        Assert.Null(await IssueAsync(shop, "c-1", "a", "m"));
        Assert.Null(await IssueAsync(shop, "c-2", "b", "m"));
        Assert.Equal(CouponRefusals.LimitReached, await IssueAsync(shop, "c-3", "a", "m"));
        await shop.Domain.Coupons.RevokeAsync(new("r-1", "m", "c-1"), Ct);
        Assert.Null(await IssueAsync(shop, "c-4", "a", "m"));
        await shop.VerifyAsync(Ct);
    }

    [Fact]
    public async Task A_template_that_is_defined_anew_counts_for_coupons_issued_from_then_on()
    {
        await using Shop shop = await OpenAsync();
        await DefineAsync(shop, new("d-1", "tea", Off(5)) { Stock = 5, PerMember = 9 });
        await IssueAsync(shop, "c-1", "tea", "m");
        CouponTemplateReceipt same = await DefineAsync(shop, new("d-2", "tea", Off(5)) { Stock = 5, PerMember = 9 });
        CouponTemplateReceipt changed = await DefineAsync(shop, new("d-3", "tea", Off(7)) { Stock = 6, PerMember = 9, Actor = "anna" });
        await IssueAsync(shop, "c-2", "tea", "m");

        Assert.Equal((new("tea", 1, false), new CouponTemplateReceipt("tea", 2, true)), (same, changed));
        Assert.Equal([1L, 2L], (await shop.Domain.Coupons.GetLiveAsync("m", null, Ct)).Select(coupon => coupon.Version));
        Assert.Equal(
            [(2L, (long?)6, "anna"), (1L, 5L, null)],
            (await shop.Domain.Coupons.GetVersionsAsync("tea", null, Ct)).Items.Select(version => (version.Version, version.Stock, version.Actor)));
        Assert.Equal(7, (await shop.Domain.Coupons.GetTemplateAsync("tea", Ct))!.Terms.Discount.Amount?.MinorUnits / 100);
        Assert.Equal((4L, 2L, 0L), await StockAsync(shop, "tea"));
        await shop.VerifyAsync(Ct);
    }

    [Fact]
    public async Task Stock_cannot_be_set_below_what_is_given_out()
    {
        await using Shop shop = await OpenAsync();
        await DefineAsync(shop, new("d-1", "tea", Off(5)) { PerMember = 9 });
        await IssueAsync(shop, "c-1", "tea", "m");
        await IssueAsync(shop, "c-2", "tea", "m");

        Outcome<CouponTemplateReceipt> below = await shop.Domain.Coupons.DefineTemplateAsync(new("d-2", "tea", Off(5)) { Stock = 1, PerMember = 9 }, Ct);
        CouponTemplateReceipt just = await DefineAsync(shop, new("d-3", "tea", Off(5)) { Stock = 2, PerMember = 9 });

        Assert.Equal(CouponRefusals.StockBelowIssued, below.Refusal?.Code);
        Assert.Contains("2 coupons are given out", below.Refusal!.Message, StringComparison.Ordinal);
        Assert.Equal(2, just.Version);
        Assert.Equal(CouponRefusals.SoldOut, await IssueAsync(shop, "c-3", "tea", "m"));
        await DefineAsync(shop, new("d-4", "tea", Off(5)) { PerMember = 9 });
        Assert.Null(await IssueAsync(shop, "c-4", "tea", "m"));
        Assert.Equal(CouponStock.Unlimited - 3, (await shop.Domain.Coupons.GetStockAsync("tea", Ct))!.Remaining);
        await shop.VerifyAsync(Ct);
    }

    [Fact]
    public async Task Coupons_are_issued_in_their_time_only_and_not_such_that_are_over_at_once()
    {
        await using Shop shop = await OpenAsync();
        await DefineAsync(shop, new("d-1", "tea", Off(5)) { PerMember = 9, IssuedFrom = s_start.AddHours(1), IssuedUntil = s_start.AddHours(2) });
        await DefineAsync(shop, new("d-2", "old", Off(5) with { ValidUntil = s_start }));
        Assert.Equal(CouponRefusals.NotIssuedNow, await IssueAsync(shop, "c-1", "tea", "m"));
        Assert.Equal(CouponRefusals.Expired, await IssueAsync(shop, "c-2", "old", "m"));
        shop.Time.Now = s_start.AddHours(1).UtcDateTime;
        Assert.Null(await IssueAsync(shop, "c-3", "tea", "m"));
        shop.Time.Now = s_start.AddHours(2).UtcDateTime;
        Assert.Equal(CouponRefusals.NotIssuedNow, await IssueAsync(shop, "c-4", "tea", "m"));
        await shop.VerifyAsync(Ct);
    }

    [Fact]
    public async Task The_earlier_end_counts_and_a_time_of_its_own_begins_with_the_issue()
    {
        await using Shop shop = await OpenAsync();
        await DefineAsync(shop, new("d-1", "tea", Off(5) with { ValidFor = TimeSpan.FromDays(3), ValidUntil = s_start.AddDays(2), ValidFrom = s_start.AddDays(1) }));
        await DefineAsync(shop, new("d-2", "milk", Off(5) with { ValidFor = TimeSpan.FromDays(3) }));
        CouponReceipt tea = (await shop.Domain.Coupons.IssueAsync(new("c-1", "tea", "m"), Ct)).Value;
        CouponReceipt milk = (await shop.Domain.Coupons.IssueAsync(new("c-2", "milk", "m"), Ct)).Value;
        Assert.Equal((s_start.AddDays(1), s_start.AddDays(2)), (tea.ValidFrom, tea.ExpiresAt));
        Assert.Equal((null, s_start.AddDays(3)), (milk.ValidFrom, milk.ExpiresAt));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Coupons_are_held_all_or_none_and_given_back(StoreKind store)
    {
        await using Shop shop = await OpenAsync(store);
        await DefineAsync(shop, new("d-1", "tea", Off(5)) { PerMember = 9 });
        await IssueAsync(shop, "c-1", "tea", "m");
        await IssueAsync(shop, "c-2", "tea", "m");
        DateTimeOffset until = s_start.AddMinutes(15);

        ReservationReceipt held = (await shop.Domain.Coupons.ReserveAsync(new("h-1", "o-1", "m", ["c-1"], until), Ct)).Value;
        Outcome<ReservationReceipt> other = await shop.Domain.Coupons.ReserveAsync(new("h-2", "o-2", "m", ["c-2", "c-1"], until), Ct);

        Assert.Equal(("o-1", "c-1", until), (held.OrderId.Value, Assert.Single(held.Coupons).Value, held.Until));
        Assert.Equal(CouponRefusals.Reserved, other.Refusal?.Code);
        Assert.Equal([CouponState.Reserved, CouponState.Issued], (await shop.Domain.Coupons.GetLiveAsync("m", null, Ct)).Select(coupon => coupon.State));
        ReservationReceipt free = (await shop.Domain.Coupons.ReleaseAsync(new("f-1", "o-1", "m"), Ct)).Value;
        Assert.Equal("c-1", Assert.Single(free.Coupons).Value);
        Assert.Empty((await shop.Domain.Coupons.ReleaseAsync(new("f-2", "o-1", "m"), Ct)).Value.Coupons);
        Assert.True((await shop.Domain.Coupons.ReserveAsync(new("h-3", "o-2", "m", ["c-2", "c-1"], until), Ct)).IsAccepted);
        await shop.VerifyAsync(Ct);
    }

    [Fact]
    public async Task A_hold_that_is_over_counts_as_over_before_it_is_booked()
    {
        await using Shop shop = await OpenAsync();
        await DefineAsync(shop, new("d-1", "tea", Off(5) with { ValidFor = TimeSpan.FromHours(1) }) { PerMember = 9 });
        await IssueAsync(shop, "c-1", "tea", "m");
        await shop.Domain.Coupons.ReserveAsync(new("h-1", "o-1", "m", ["c-1"], s_start.AddMinutes(15)), Ct);
        shop.Time.Now = s_start.AddMinutes(15).UtcDateTime;

        Assert.True((await shop.Domain.Coupons.ReserveAsync(new("h-2", "o-2", "m", ["c-1"], s_start.AddHours(2)), Ct)).IsAccepted);

        Assert.Equal(
            ["Reserve o-2", "Release o-1", "Reserve o-1", "Issue "],
            (await shop.Domain.Coupons.GetHistoryAsync("m", null, Ct)).Items.Select(entry => $"{entry.Kind} {entry.OrderId}"));

        // Held in time, it may be used as long as it is held; then its time is over too.
        shop.Time.Now = s_start.AddMinutes(90).UtcDateTime;
        Assert.Single(await shop.Domain.Coupons.GetLiveAsync("m", null, Ct));
        Assert.Equal(new CouponSweep(0, 0), await shop.Domain.Coupons.ExpireAsync(null, null, Ct));
        shop.Time.Now = s_start.AddHours(2).UtcDateTime;
        Assert.Empty(await shop.Domain.Coupons.GetLiveAsync("m", null, Ct));
        Assert.Equal(new CouponSweep(1, 1), await shop.Domain.Coupons.ExpireAsync(null, null, Ct));
        Assert.Equal(new CouponSweep(0, 0), await shop.Domain.Coupons.ExpireAsync(null, null, Ct));
        Assert.Equal(CouponState.Expired, (await shop.Domain.Coupons.GetAsync("m", "c-1", Ct))!.State);
        await shop.VerifyAsync(Ct);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task What_expires_or_is_taken_back_returns_to_the_stock_once_and_only_where_the_template_says_so(StoreKind store)
    {
        await using Shop shop = await OpenAsync(store);
        CouponTerms terms = Off(5) with { ValidFor = TimeSpan.FromHours(1) };
        await DefineAsync(shop, new("d-1", "back", terms) { Stock = 2, PerMember = 9, Restocks = true });
        await DefineAsync(shop, new("d-2", "gone", terms) { Stock = 2, PerMember = 9 });
        foreach (string template in (string[])["back", "gone"])
        {
            await IssueAsync(shop, $"{template}-1", template, "m");
            await IssueAsync(shop, $"{template}-2", template, "m");
            await shop.Domain.Coupons.ReserveAsync(new($"h-{template}", "o-1", "m", [$"{template}-1"], s_start.AddMinutes(30)), Ct);
            CouponReceipt revoked = (await shop.Domain.Coupons.RevokeAsync(new($"r-{template}", "m", $"{template}-1"), Ct)).Value;
            Assert.Equal(CouponState.Revoked, revoked.State);
            Outcome<CouponReceipt> twice = await shop.Domain.Coupons.RevokeAsync(new($"r2-{template}", "m", $"{template}-1"), Ct);
            Assert.Equal(CouponRefusals.Revoked, twice.Refusal?.Code);
        }

        shop.Time.Now = s_start.AddHours(1).UtcDateTime;
        Assert.Equal(new CouponSweep(2, 0), await shop.Domain.Coupons.ExpireAsync(null, null, Ct));
        Assert.Equal(((2L, 2L, 0L), (0L, 2L, 0L)), (await StockAsync(shop, "back"), await StockAsync(shop, "gone")));
        Assert.Null(await IssueAsync(shop, "c-3", "back", "m"));
        Assert.Equal(CouponRefusals.SoldOut, await IssueAsync(shop, "c-4", "gone", "m"));
        await shop.VerifyAsync(Ct);
    }

    [Fact]
    public async Task Bad_input_is_refused_and_nothing_is_written()
    {
        await using Shop shop = await OpenAsync();
        await DefineAsync(shop, new("d-1", "tea", Off(5) with { ValidFrom = s_start.AddDays(1) }) { PerMember = 9 });
        await IssueAsync(shop, "c-1", "tea", "m");
        string before = await StoreDump.WriteAsync(shop.Store, Shop.Program, Ct);
        ICoupons coupons = shop.Domain.Coupons;
        DateTimeOffset until = s_start.AddHours(1);
        DateTimeOffset never = new(1899, 1, 1, 0, 0, 0, TimeSpan.Zero);

        Assert.Equal<IEnumerable<string?>>(
            [
                OperationRefusals.InvalidText, CouponRefusals.TermsInvalid, CouponRefusals.TermsInvalid, CouponRefusals.TermsInvalid,
                OperationRefusals.TimeOutOfRange, OperationRefusals.InvalidText,
            ],
            [
                (await coupons.DefineTemplateAsync(new("x", "a\0b", Off(5)), Ct)).Refusal?.Code,
                (await coupons.DefineTemplateAsync(new("x", "t", Off(5)) { Stock = -1 }, Ct)).Refusal?.Code,
                (await coupons.DefineTemplateAsync(new("x", "t", Off(5)) { PerMember = 0 }, Ct)).Refusal?.Code,
                (await coupons.DefineTemplateAsync(new("x", "t", Off(5)) { IssuedFrom = until, IssuedUntil = until }, Ct)).Refusal?.Code,
                (await coupons.DefineTemplateAsync(new("x", "t", Off(5)) { OccurredAt = never }, Ct)).Refusal?.Code,
                (await coupons.IssueAsync(new("x", "t", "m") { Reason = "a\u0007" }, Ct)).Refusal?.Code,
            ]);
        Assert.Equal<IEnumerable<string?>>(
            [CouponRefusals.TooMany, CouponRefusals.TooMany, CouponRefusals.NamedTwice, OperationRefusals.TimeOutOfRange],
            [
                (await coupons.ReserveAsync(new("x", "o", "m", [], until), Ct)).Refusal?.Code,
                (await coupons.ReserveAsync(new("x", "o", "m", ["1", "2", "3", "4", "5", "6"], until), Ct)).Refusal?.Code,
                (await coupons.ReserveAsync(new("x", "o", "m", ["1", "2", "1"], until), Ct)).Refusal?.Code,
                (await coupons.ReserveAsync(new("x", "o", "m", ["1"], never), Ct)).Refusal?.Code,
            ]);
        Assert.Equal(before, await StoreDump.WriteAsync(shop.Store, Shop.Program, Ct));
        Assert.Equal<IEnumerable<string?>>(
            [
                CouponRefusals.NotValidYet, CouponRefusals.NotFound, CouponRefusals.NotFound, CouponRefusals.UntilOutOfRange,
                CouponRefusals.UntilOutOfRange, MemberRefusals.NotFound,
            ],
            [
                (await coupons.ReserveAsync(new("1", "o", "m", ["c-1"], until), Ct)).Refusal?.Code,
                (await coupons.ReserveAsync(new("2", "o", "m", ["c-9"], until), Ct)).Refusal?.Code,
                (await coupons.ReserveAsync(new("3", "o", "n", ["c-1"], until), Ct)).Refusal?.Code,
                (await coupons.ReserveAsync(new("4", "o", "m", ["c-1"], s_start), Ct)).Refusal?.Code,
                (await coupons.ReserveAsync(new("5", "o", "m", ["c-1"], s_start.AddDays(1).AddTicks(1)), Ct)).Refusal?.Code,
                (await coupons.ReleaseAsync(new("6", "o", "stranger"), Ct)).Refusal?.Code,
            ]);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await coupons.ExpireAsync(never, null, Ct));
        await Assert.ThrowsAsync<ArgumentException>(async () => await coupons.GetStockAsync("", Ct));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await coupons.IssueAsync(null!, Ct));
        await shop.VerifyAsync(Ct);
    }

    internal static CouponTerms Off(long yuan) => new(CouponDiscount.AmountOff(new Money(yuan * 100, s_cny)));

    private static async Task<Shop> OpenAsync(StoreKind store = StoreKind.Memory, Action<PrivateDomainBuilder>? configure = null)
    {
        Shop shop = Shop.On(store, configure);
        shop.Time.Now = s_start.UtcDateTime;
        await shop.Domain.Members.RegisterAsync(new RegisterMember("m"), Ct);
        await shop.Domain.Members.RegisterAsync(new RegisterMember("n"), Ct);
        return shop;
    }

    private static async Task<CouponTemplateReceipt> DefineAsync(Shop shop, DefineCouponTemplate command) =>
        (await shop.Domain.Coupons.DefineTemplateAsync(command, Ct)).Value;

    private static async Task<string?> IssueAsync(Shop shop, string coupon, string template, string member) =>
        (await shop.Domain.Coupons.IssueAsync(new(coupon, template, member), Ct)).Refusal?.Code;

    private static async Task<(long Remaining, long Issued, long Redeemed)> StockAsync(Shop shop, string template)
    {
        CouponStock stock = (await shop.Domain.Coupons.GetStockAsync(template, Ct))!;
        return (stock.Remaining, stock.Issued, stock.Redeemed);
    }

    private static async Task<List<string>> IdsOfAsync(Shop shop, string template)
    {
        var ids = new List<string>();
        await foreach (Coupon coupon in shop.Domain.Coupons.ReadCouponsAsync(template, Ct))
        {
            ids.Add(coupon.CouponId.Value);
        }

        return ids;
    }
}
