using PrivateDomain.Sdk.Levels;
using PrivateDomain.Sdk.Merges;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Segments;
using PrivateDomain.Sdk.Storage;
using static PrivateDomain.Sdk.Tests.Levels.LevelShop;

namespace PrivateDomain.Sdk.Tests.Levels;

/// <summary>Levels that the store keeps, by example, on both stores.</summary>
public sealed class KeptLevelTests
{
    public static TheoryData<StoreKind> Stores => [StoreKind.Memory, StoreKind.Sqlite];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Orders_and_days_tell_the_levels_once(StoreKind store)
    {
        await using var shop = Shop.On(store, Configure);
        await RegisterAsync(shop, "a", "b");
        Assert.Equal("a:0 b:0", await MembersAsync(shop, null));
        await BuyAsync(shop, "a", 0, 600);
        Assert.Equal(("a:600 b:0", ""), (await MembersAsync(shop, null), await HistoryAsync(shop, "a")));
        await BuyAsync(shop, "a", 10, 500);
        Assert.Equal(("b:0", "a:1100"), (await MembersAsync(shop, null), await MembersAsync(shop, "silver")));

        // On day 30 the first 600 leave the window: growth is booked, and no level changes. Silver was earned on day 10, and is kept through day 34.
        Assert.Equal(new LevelSweep(0, 0), await SweepAsync(shop, 29));
        Assert.Equal(new LevelSweep(1, 0), await SweepAsync(shop, 30));
        Assert.Equal("a:500", await MembersAsync(shop, "silver"));
        Assert.Equal(new LevelSweep(0, 0), await SweepAsync(shop, 34));
        Assert.Equal(new LevelSweep(1, 1), await SweepAsync(shop, 35));
        Assert.Equal(new LevelSweep(0, 0), await SweepAsync(shop, 35));
        Assert.Equal(new LevelSweep(0, 0), await SweepAsync(shop, 10));
        Assert.Equal("a:500 b:0", await MembersAsync(shop, null));
        await BuyAsync(shop, "a", 39, 4_500);

        Assert.Equal("10 -silver reached 1100, 35 silver- lost 500, 39 -gold reached 5000", await HistoryAsync(shop, "a"));
        Assert.Equal("", await HistoryAsync(shop, "b"));
        Assert.Equal("a:5000", await MembersAsync(shop, "gold"));

        // Gold is earned on day 39 and kept through day 63; on day 40 the 500 of day 10 leave, so growth is enough for silver through day 68.
        Assert.Equal(new LevelSweep(1, 2), await SweepAsync(shop, 100));
        Assert.EndsWith("64 gold-silver lost 4500, 69 silver- lost 0", await HistoryAsync(shop, "a"), StringComparison.Ordinal);
        Assert.Equal(
            ["39 order.paid/a-39"],
            (await shop.Domain.Levels.ReadEventsAsync("gold", Cancellation).ToListAsync(Cancellation)).Select(e => $"{e.On.DayNumber - Start.DayNumber} {e.Operation}"));
        Assert.Equal(
            ["35", "69"],
            (await shop.Domain.Levels.ReadEventsAsync(null, Cancellation).ToListAsync(Cancellation)).Select(e => $"{e.On.DayNumber - Start.DayNumber}"));
        Assert.Equal(new LevelSweep(2, 0), await shop.Domain.Levels.RecomputeAsync(At(110), null, Cancellation));
        await shop.VerifyAsync(Cancellation);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_refund_takes_its_growth_and_the_level_that_rested_on_it_back_at_once(StoreKind store)
    {
        await using var shop = Shop.On(store, Configure);
        await RegisterAsync(shop, "a");
        await BuyAsync(shop, "a", 0, 800);
        await BuyAsync(shop, "a", 5, 400);
        LevelState before = await LeftAsync(shop, "a");
        await BuyAsync(shop, "a", 6, 4_000);
        Assert.Equal("a:5200", await MembersAsync(shop, "gold"));

        // 5,000 are left: still gold. One more, and it was never earned: silver since day 5, as if the order of day 6 had been that small.
        await RefundAsync(shop, "a-6", 8, 200);
        Assert.Equal("a:5000", await MembersAsync(shop, "gold"));
        await RefundAsync(shop, "a-6", 9, 1);
        Assert.Equal("a:4999", await MembersAsync(shop, "silver"));
        Assert.Equal((Start.AddDays(5), Start.AddDays(35)), ((await StateAsync(shop, "a")).Since!.Value, (await StateAsync(shop, "a")).KeptThrough!.Value));
        await RefundAsync(shop, "a-6", 10, 3_799);

        Assert.Equal(before, await LeftAsync(shop, "a"));
        Assert.Equal("5 -silver reached 1200, 6 silver-gold reached 5200, 9 gold-silver refunded 4999", await HistoryAsync(shop, "a"));
        await RefundAsync(shop, "a-0", 11, 201);
        Assert.EndsWith("11 silver- refunded 999", await HistoryAsync(shop, "a"), StringComparison.Ordinal);
        await RefundAsync(shop, "a-0", 12, 599);
        await RefundAsync(shop, "a-5", 12, 400);
        Assert.Equal("a:0", await MembersAsync(shop, null));
        LevelState nothing = await StateAsync(shop, "a");
        Assert.Equal((null, null, null), (nothing.Since, nothing.KeptThrough, nothing.NextChangeOn));
        await BuyAsync(shop, "a", 13, 1_000);
        Assert.EndsWith("13 -silver reached 1000", await HistoryAsync(shop, "a"), StringComparison.Ordinal);
        await shop.VerifyAsync(Cancellation);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_refund_that_comes_when_the_purchase_has_left_the_window_takes_back_what_is_kept_because_of_it(StoreKind store)
    {
        await using var shop = Shop.On(store, pd => pd.Metrics().Levels(o =>
        {
            Options(o);
            o.KeepFor = 60;
        }));
        await RegisterAsync(shop, "a");
        await BuyAsync(shop, "a", 0, 1_000);
        await SweepAsync(shop, 40);
        Assert.Equal("a:0", await MembersAsync(shop, "silver"));

        await RefundAsync(shop, "a-0", 45, 500);

        Assert.Equal("a:0", await MembersAsync(shop, null));
        Assert.Equal("0 -silver reached 1000, 45 silver- refunded 0", await HistoryAsync(shop, "a"));
        await shop.VerifyAsync(Cancellation);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task An_order_that_is_reported_late_corrects_what_was_told_and_nothing_else(StoreKind store)
    {
        await using var shop = Shop.On(store, Configure);
        await RegisterAsync(shop, "a", "b", "c");
        foreach (string member in (string[])["a", "b"])
        {
            await BuyAsync(shop, member, 0, 1_000);
        }

        await SweepAsync(shop, 60);
        Assert.Equal("0 -silver reached 1000, 30 silver- lost 0", await HistoryAsync(shop, "a"));

        // Nothing had been told of day 50 but that he had no level since 30; of day 25 it had, and silver would be kept from then through day 49.
        await BuyAsync(shop, "a", 50, 1_000);
        await BuyAsync(shop, "b", 25, 1_000);
        await BuyAsync(shop, "c", 25, 1_000);
        Assert.Equal("0 -silver reached 1000, 30 silver- lost 0, 50 -silver reached 1000", await HistoryAsync(shop, "a"));
        Assert.Equal("0 -silver reached 1000, 30 silver- lost 0, 30 -silver reported_late 1000", await HistoryAsync(shop, "b"));
        Assert.Equal("25 -silver reached 1000", await HistoryAsync(shop, "c"));
        Assert.Equal(new LevelSweep(2, 2), await SweepAsync(shop, 60));
        Assert.EndsWith("30 -silver reported_late 1000, 55 silver- lost 0", await HistoryAsync(shop, "b"), StringComparison.Ordinal);
        Assert.Equal(new LevelSweep(3, 0), await shop.Domain.Levels.RecomputeAsync(At(60), null, Cancellation));
        await shop.VerifyAsync(Cancellation);
    }

    [Fact]
    public async Task Who_buys_on_the_day_on_which_his_level_is_over_has_a_second_event_that_day()
    {
        await using var shop = Shop.InMemory(Configure);
        await RegisterAsync(shop, "a");
        await BuyAsync(shop, "a", 0, 1_000);
        await SweepAsync(shop, 30, hour: 3);
        await BuyAsync(shop, "a", 30, 1_000);

        // By his purchases he was silver all the time.
        Assert.Equal("0 -silver reached 1000, 30 silver- lost 0, 30 -silver reached 1000", await HistoryAsync(shop, "a"));
        Assert.Equal(Start, (await StateAsync(shop, "a")).Since);
        await shop.VerifyAsync(Cancellation);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task An_order_that_is_reported_late_leaves_the_growth_of_later_ones_known(StoreKind store)
    {
        await using var shop = Shop.On(store, Configure);
        await RegisterAsync(shop, "a");
        await BuyAsync(shop, "a", 60, 600);
        await BuyAsync(shop, "a", 55, 100);
        Assert.Equal("a:700", await MembersAsync(shop, null));
        await RefundAsync(shop, "a-60", 50, 1);
        Assert.Equal("a:699", await MembersAsync(shop, null));
        Assert.Equal(new LevelSweep(1, 0), await shop.Domain.Levels.RecomputeAsync(At(10), null, Cancellation));
        Assert.Equal("a:699", await MembersAsync(shop, null));
        await BuyAsync(shop, "a", 40, 301);
        Assert.Equal("60 -silver reached 1000", await HistoryAsync(shop, "a"));
        await shop.VerifyAsync(Cancellation);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Who_is_registered_long_after_his_orders_has_the_levels_of_their_days(StoreKind store)
    {
        await using var shop = Shop.On(store, Configure);
        await shop.Domain.Members.RegisterAsync(new("a") { RegisteredAt = At(700) }, Cancellation);
        await BuyAsync(shop, "a", 0, 600);
        Assert.Equal("a:600", await MembersAsync(shop, null));
        await BuyAsync(shop, "a", 10, 400);
        Assert.Equal("a:1000", await MembersAsync(shop, "silver"));
        await BuyAsync(shop, "a", 60, 5_000);
        Assert.Equal("10 -silver reached 1000, 35 silver- lost 400, 60 -gold reached 5000", await HistoryAsync(shop, "a"));
        await shop.VerifyAsync(Cancellation);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Two_orders_of_a_day_reach_what_they_are_enough_for_together(StoreKind store)
    {
        await using var shop = Shop.On(store, Configure);
        await RegisterAsync(shop, "a");
        await BuyAsync(shop, "a", 3, 1_000, "o1");
        await BuyAsync(shop, "a", 3, 4_000, "o2");
        await BuyAsync(shop, "a", 3, 1, "o3");

        Assert.Equal("3 -silver reached 1000, 3 silver-gold reached 5000", await HistoryAsync(shop, "a"));
        Assert.Equal("a:5001", await MembersAsync(shop, "gold"));
        await RefundAsync(shop, "o2", 3, 4_000);
        Assert.EndsWith("3 gold-silver refunded 1001", await HistoryAsync(shop, "a"), StringComparison.Ordinal);
        await shop.VerifyAsync(Cancellation);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Reading_tells_the_level_of_any_day_and_writes_nothing(StoreKind store)
    {
        await using var shop = Shop.On(store, Configure);
        await RegisterAsync(shop, "a");
        await BuyAsync(shop, "a", 0, 600);
        await BuyAsync(shop, "a", 5, 400);
        string before = await shop.DumpAsync(Cancellation);

        Assert.Equal(
            new LevelStanding(
                Start.AddDays(7), new Level(1, "silver"), 1_000, Start.AddDays(5), Start.AddDays(29), Start.AddDays(30),
                new LevelGap(new Level(2, "gold"), 4_000, Money.Of(4_000m, "CNY"))),
            await shop.Domain.Levels.GetAsync("a", At(7), Cancellation));
        Assert.Equal(600, (await shop.Domain.Levels.GetAsync("a", At(3), Cancellation))!.Growth);
        Assert.Equal((default, 400), ((await shop.Domain.Levels.GetAsync("a", At(30), Cancellation))!.Level, (await shop.Domain.Levels.GetAsync("a", At(30), Cancellation))!.Growth));
        Assert.Equal(0, (await shop.Domain.Levels.GetAsync("a", At(-1), Cancellation))!.Growth);
        Assert.Null(await shop.Domain.Levels.GetAsync("nobody", At(3), Cancellation));
        Assert.Equal("a:1000", await MembersAsync(shop, "silver"));
        Assert.Equal("", await MembersAsync(shop, "platinum"));
        Assert.Equal(before, await shop.DumpAsync(Cancellation));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await shop.Domain.Levels.GetAsync("a", DateTimeOffset.MaxValue, Cancellation));
        Assert.Throws<ArgumentException>(() => shop.Domain.Levels.ReadMembersAsync("", Cancellation));
        Assert.Throws<ArgumentException>(() => shop.Domain.Levels.ReadEventsAsync("a\nb", Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(async () => await shop.Domain.Levels.CountAsync("\ud800", Cancellation));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_merge_adds_up_what_both_have_and_its_undoing_parts_it_again(StoreKind store)
    {
        await using var shop = Shop.On(store, Configure);
        await RegisterAsync(shop, "a", "b");
        await BuyAsync(shop, "a", 0, 3_000);
        await BuyAsync(shop, "b", 2, 2_000);
        (LevelState A, LevelState B) before = (await LeftAsync(shop, "a"), await LeftAsync(shop, "b"));

        Assert.True((await shop.Domain.Merges.MergeAsync(new MergeMembers("m", "a", "b") { OccurredAt = At(4) }, Cancellation)).IsAccepted);

        Assert.Equal(("b:5000", "a:0"), (await MembersAsync(shop, "gold"), await MembersAsync(shop, null)));
        Assert.Equal(Start.AddDays(2), (await StateAsync(shop, "b")).Since);
        Assert.Equal("0 -silver reached 3000, 4 silver- merged 0", await HistoryAsync(shop, "a"));
        Assert.Equal("2 -silver reached 2000, 4 silver-gold merged 5000", await HistoryAsync(shop, "b"));
        Assert.Equal("gold", (await shop.Domain.Levels.GetAsync("a", At(4), Cancellation))!.Level.Name);
        await RefundAsync(shop, "a-0", 5, 1);
        Assert.Equal("b:4999", await MembersAsync(shop, "silver"));
        await shop.VerifyAsync(Cancellation);

        Assert.True((await shop.Domain.Merges.UndoAsync(new UndoMerge("u", "a") { OccurredAt = At(6) }, Cancellation)).IsAccepted);
        Assert.Equal("a:2999 b:2000", await MembersAsync(shop, "silver"));
        Assert.Equal((before.A with { Growth = 2_999 }, before.B), (await LeftAsync(shop, "a"), await LeftAsync(shop, "b")));
        Assert.EndsWith("6 -silver merged 2999", await HistoryAsync(shop, "a"), StringComparison.Ordinal);
        await shop.VerifyAsync(Cancellation);
    }

    [Fact]
    public async Task Days_are_those_of_the_program_s_time_zone()
    {
        await using var shop = Shop.InMemory(pd => pd.TimeZone("Asia/Shanghai").Metrics().Levels(Options));
        await RegisterAsync(shop, "a");

        // 17:30 in London is half past one of the next day in Shanghai.
        DateTimeOffset evening = new(2026, 3, 1, 17, 30, 0, TimeSpan.Zero);
        Assert.True((await shop.Domain.Orders.PaidAsync(
            new OrderPaid("o", "a", [new OrderLine("sku", 1, Money.Of(1_000m, "CNY"))], evening), Cancellation)).IsAccepted);
        LevelState state = await StateAsync(shop, "a");
        Assert.Equal((new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 31), new DateOnly(2026, 4, 1)), (state.Since!.Value, state.KeptThrough!.Value, state.NextChangeOn!.Value));

        // The 1st of April begins in Shanghai when it is 16:00 in London.
        Assert.Equal(new LevelSweep(0, 0), await shop.Domain.Levels.EvaluateDueAsync(new(2026, 3, 31, 15, 59, 59, TimeSpan.Zero), null, Cancellation));
        Assert.Equal(new LevelSweep(1, 1), await shop.Domain.Levels.EvaluateDueAsync(new(2026, 3, 31, 16, 0, 0, TimeSpan.Zero), null, Cancellation));
        await shop.VerifyAsync(Cancellation);
    }

    /// <summary>Clocks were set back at one minute past midnight: who paid at 0:00:30 has the later date than who paid half an hour after him.</summary>
    [Fact]
    public async Task A_date_that_comes_before_the_one_before_it_is_no_trouble()
    {
        await using var shop = Shop.InMemory(pd => pd.TimeZone("America/St_Johns").Metrics().Levels(Options).Segments());
        await shop.Domain.Segments.DefineAsync(new("d", "silver", MemberFields.LevelName.Is("silver")), Cancellation);
        DateTimeOffset change = new(2010, 11, 7, 2, 31, 0, TimeSpan.Zero);
        await shop.Domain.Members.RegisterAsync(new("a") { RegisteredAt = change.AddDays(-1) }, Cancellation);
        foreach ((string id, DateTimeOffset at) in new[] { ("o1", change.AddSeconds(-30)), ("o2", change.AddMinutes(30)) })
        {
            Assert.True((await shop.Domain.Orders.PaidAsync(
                new OrderPaid(id, "a", [new OrderLine("sku", 1, new Money(50_000, "CNY"))], at), Cancellation)).IsAccepted);
        }

        Assert.Equal(1_000, (await shop.Domain.Levels.GetAsync("a", change.AddDays(1), Cancellation))!.Growth);

        Assert.Equal("a:1000", await MembersAsync(shop, "silver"));

        // As of the second order's day, which is the earlier one, half of it is still to come; the sweep of the day after finds it.
        Assert.Equal(0, await shop.Domain.Segments.CountAsync("silver", Cancellation));
        await shop.Domain.Segments.EvaluateDueAsync(change.AddDays(1), null, Cancellation);
        Assert.Equal(1, await shop.Domain.Segments.CountAsync("silver", Cancellation));
        await shop.VerifyAsync(Cancellation);
    }

    [Fact]
    public async Task Purchases_in_another_currency_than_the_program_s_bring_nothing()
    {
        await using var shop = Shop.InMemory(pd => pd.Currency("USD").Metrics().Levels(Options));
        await RegisterAsync(shop, "a");
        Assert.True((await shop.Domain.Orders.PaidAsync(
            new OrderPaid("o1", "a", [new OrderLine("sku", 1, new Money(100_000, "USD"))], At(0)), Cancellation)).IsAccepted);
        Assert.Equal("a:1000", await MembersAsync(shop, "silver"));
        await shop.RestartAsync(Configure);

        Assert.Equal(new LevelSweep(1, 1), await shop.Domain.Levels.RecomputeAsync(At(1), null, Cancellation));

        Assert.Equal("a:0", await MembersAsync(shop, null));
        Assert.EndsWith("1 silver- recomputed 0", await HistoryAsync(shop, "a"), StringComparison.Ordinal);
        await shop.VerifyAsync(Cancellation);
    }

    [Fact]
    public async Task Freight_and_tax_bring_no_growth_nor_does_refunding_them_take_any()
    {
        await using var shop = Shop.InMemory(Configure);
        await RegisterAsync(shop, "a");
        var order = new OrderPaid("o", "a", [new OrderLine("sku", 1, Money.Of(999m, "CNY"))], At(0)) { Freight = Money.Of(100m, "CNY") };
        Assert.True((await shop.Domain.Orders.PaidAsync(order, Cancellation)).IsAccepted);
        string before = await shop.DumpAsync(Cancellation, IsLevel);
        Assert.True((await shop.Domain.Orders.RefundedAsync(
            new OrderRefunded("r", "o", At(1)) { Freight = Money.Of(100m, "CNY") }, Cancellation)).IsAccepted);

        Assert.Equal(before, await shop.DumpAsync(Cancellation, IsLevel));
        Assert.Equal("a:999", await MembersAsync(shop, null));
    }

    private static bool IsLevel(RecordType type) => type == LevelState.Schema || type == LevelEvent.Schema || type == LevelTally.Schema;
}
