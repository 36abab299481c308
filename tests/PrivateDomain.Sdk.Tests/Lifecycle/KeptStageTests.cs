using PrivateDomain.Sdk.Lifecycle;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Segments;
using PrivateDomain.Sdk.Storage;
using static PrivateDomain.Sdk.Tests.Lifecycle.StageShop;

namespace PrivateDomain.Sdk.Tests.Lifecycle;

/// <summary>Stages that the store keeps, by example, on both stores.</summary>
public sealed class KeptStageTests
{
    public static TheoryData<StoreKind> Stores => [StoreKind.Memory, StoreKind.Sqlite];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Orders_and_days_tell_the_stages_once(StoreKind store)
    {
        await using var shop = Shop.On(store, Configure);
        await RegisterAsync(shop, "a", "b");
        Assert.Equal("a b", await MembersAsync(shop, LifecycleStage.Prospect));
        await BuyAsync(shop, "a", 0);
        await BuyAsync(shop, "a", 0);
        Assert.Equal(("b", "a"), (await MembersAsync(shop, LifecycleStage.Prospect), await MembersAsync(shop, LifecycleStage.New)));

        Assert.Equal(new LifecycleSweep(0, 0), await SweepAsync(shop, 29));
        Assert.Equal(new LifecycleSweep(1, 1), await SweepAsync(shop, 30));
        Assert.Equal(new LifecycleSweep(0, 0), await SweepAsync(shop, 30));
        Assert.Equal(new LifecycleSweep(0, 0), await SweepAsync(shop, 10));
        Assert.Equal("a", await MembersAsync(shop, LifecycleStage.Active));
        Assert.Equal(new LifecycleSweep(1, 2), await SweepAsync(shop, 100));
        await BuyAsync(shop, "a", 110);

        Assert.Equal(
            "0 Prospect-New first_purchase, 30 New-Active new_ended, 46 Active-AtRisk at_risk_for, 91 AtRisk-Silent silent_for, 110 Silent-WonBack won_back",
            await HistoryAsync(shop, "a"));
        Assert.Equal("", await HistoryAsync(shop, "b"));
        Assert.Equal("a", await MembersAsync(shop, LifecycleStage.WonBack));
        Assert.Equal(
            ["a"], (await shop.Domain.Lifecycle.ReadEventsAsync(LifecycleStage.Silent, Cancellation).ToListAsync(Cancellation)).Select(e => e.MemberId.Value));
        Assert.Equal(new LifecycleSweep(2, 0), await shop.Domain.Lifecycle.RecomputeAsync(At(110), null, Cancellation));
        await shop.VerifyAsync(Cancellation);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_refund_in_full_corrects_by_an_event_and_one_in_part_does_nothing(StoreKind store)
    {
        await using var shop = Shop.On(store, Configure);
        await RegisterAsync(shop, "a");
        await BuyAsync(shop, "a", 0, 2, 4, 6, 40);
        string before = await shop.DumpAsync(Cancellation, IsStage);
        await RefundAsync(shop, "a", 40, 41, 999);
        Assert.Equal(before, await shop.DumpAsync(Cancellation, IsStage));
        string told = await HistoryAsync(shop, "a");
        Assert.Equal("0 Prospect-New first_purchase, 4 New-Active repeat_purchase, 26 Active-AtRisk at_risk_for, 40 AtRisk-Loyal bought_again", told);

        await RefundAsync(shop, "a", 40, 42, 1);
        Assert.Equal($"{told}, 42 Loyal-AtRisk refunded", await HistoryAsync(shop, "a"));
        LifecycleStanding standing = (await shop.Domain.Lifecycle.GetAsync("a", At(42), Cancellation))!;
        Assert.Equal((LifecycleStage.AtRisk, Start.AddDays(26), LifecycleReasons.AtRiskFor), (standing.Stage, standing.Since!.Value, standing.Reason));
        foreach (int day in (int[])[0, 2, 4, 6])
        {
            await RefundAsync(shop, "a", day, 43);
        }

        Assert.EndsWith("-Prospect refunded", await HistoryAsync(shop, "a"), StringComparison.Ordinal);
        Assert.Equal("a", await MembersAsync(shop, LifecycleStage.Prospect));
        await BuyAsync(shop, "a", 60);
        Assert.EndsWith("60 Prospect-New first_purchase", await HistoryAsync(shop, "a"), StringComparison.Ordinal);
        await shop.VerifyAsync(Cancellation);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task An_order_that_is_reported_late_corrects_what_was_told_and_nothing_else(StoreKind store)
    {
        await using var shop = Shop.On(store, Configure);
        await RegisterAsync(shop, "a", "b");
        await BuyAsync(shop, "a", 0);
        await BuyAsync(shop, "b", 0);
        await SweepAsync(shop, 60);
        await BuyAsync(shop, "a", 50);
        await BuyAsync(shop, "b", 40);

        // Nothing had been told of day 50 but that he was at risk since 46; of day 46 it had.
        Assert.Equal("0 Prospect-New first_purchase, 30 New-Active new_ended, 46 Active-AtRisk at_risk_for, 50 AtRisk-Active bought_again", await HistoryAsync(shop, "a"));
        Assert.Equal("0 Prospect-New first_purchase, 30 New-Active new_ended, 46 Active-AtRisk at_risk_for, 46 AtRisk-Active reported_late", await HistoryAsync(shop, "b"));
        Assert.Equal(new LifecycleSweep(2, 0), await shop.Domain.Lifecycle.RecomputeAsync(At(60), null, Cancellation));
        await shop.VerifyAsync(Cancellation);
    }

    [Fact]
    public async Task Who_buys_on_the_day_that_was_told_has_a_second_event_that_day()
    {
        await using var shop = Shop.InMemory(Configure);
        await RegisterAsync(shop, "a");
        await BuyAsync(shop, "a", 0);
        await SweepAsync(shop, 46, hour: 3);
        await BuyAsync(shop, "a", 46);

        Assert.EndsWith("46 Active-AtRisk at_risk_for, 46 AtRisk-Active bought_again", await HistoryAsync(shop, "a"), StringComparison.Ordinal);
        await shop.VerifyAsync(Cancellation);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Reading_tells_the_stage_of_any_day_and_writes_nothing(StoreKind store)
    {
        await using var shop = Shop.On(store, Configure);
        await RegisterAsync(shop, "a");
        await BuyAsync(shop, "a", 0, 5);
        string before = await shop.DumpAsync(Cancellation);

        Assert.Equal(LifecycleStage.New, (await shop.Domain.Lifecycle.GetAsync("a", At(3), Cancellation))!.Stage);
        Assert.Equal(LifecycleStage.Lost, (await shop.Domain.Lifecycle.GetAsync("a", At(300), Cancellation))!.Stage);
        Assert.Equal(LifecycleStage.Prospect, (await shop.Domain.Lifecycle.GetAsync("a", At(-1), Cancellation))!.Stage);
        Assert.Null(await shop.Domain.Lifecycle.GetAsync("nobody", At(3), Cancellation));
        Assert.Equal("a", await MembersAsync(shop, LifecycleStage.New));
        Assert.Equal(before, await shop.DumpAsync(Cancellation));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await shop.Domain.Lifecycle.GetAsync("a", DateTimeOffset.MaxValue, Cancellation));
        Assert.Throws<ArgumentOutOfRangeException>(() => shop.Domain.Lifecycle.ReadMembersAsync((LifecycleStage)8, Cancellation));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Switched_on_over_stored_members_the_history_is_the_one_they_would_have_had(StoreKind store)
    {
        await using var shop = Shop.On(store);
        await RegisterAsync(shop, "a", "b");
        await BuyAsync(shop, "a", 0, 10, 100);
        await shop.RestartAsync(Configure);
        await shop.Domain.Metrics.RebuildAsync(null, Cancellation);
        Assert.Equal("", await HistoryAsync(shop, "a"));

        Assert.Equal(new LifecycleSweep(2, 5), await shop.Domain.Lifecycle.RecomputeAsync(At(120), null, Cancellation));
        Assert.Equal(new LifecycleSweep(2, 0), await shop.Domain.Lifecycle.RecomputeAsync(At(120), null, Cancellation));

        Assert.Equal(
            string.Join(", ", LifecycleRules.Timeline([Start, Start.AddDays(10), Start.AddDays(100)], Start.AddDays(120), LifecycleTerms.Default)
                .Select(t => $"{t.On.DayNumber - Start.DayNumber} {t.From}-{t.To} {t.Reason["lifecycle.".Length..]}")),
            await HistoryAsync(shop, "a"));
        Assert.Equal("b", await MembersAsync(shop, LifecycleStage.Prospect));
        await shop.VerifyAsync(Cancellation);
    }

    [Fact]
    public async Task Who_is_merged_right_after_switching_on_is_counted_once()
    {
        await using var shop = Shop.InMemory(pd => pd.Metrics());
        await RegisterAsync(shop, "a", "b");
        await BuyAsync(shop, "a", 0);
        await BuyAsync(shop, "b", 1);
        await shop.RestartAsync(Configure);

        Assert.True((await shop.Domain.Merges.MergeAsync(new("m", "a", "b") { OccurredAt = At(2) }, Cancellation)).IsAccepted);

        Assert.Equal(("a", "b"), (await MembersAsync(shop, LifecycleStage.Prospect), await MembersAsync(shop, LifecycleStage.New)));
        await shop.VerifyAsync(Cancellation);
    }

    [Fact]
    public async Task Other_terms_are_booked_by_a_recomputation_as_what_they_are()
    {
        await using var shop = Shop.InMemory(Configure);
        await RegisterAsync(shop, "a");
        await BuyAsync(shop, "a", 0);
        await shop.RestartAsync(pd => pd.Metrics().Lifecycle(o =>
        {
            o.NewDays = 3;
            o.AtRiskPercent = 100;
        }));

        Assert.Equal(new LifecycleSweep(1, 2), await shop.Domain.Lifecycle.RecomputeAsync(At(40), null, Cancellation));

        Assert.Equal("0 Prospect-New first_purchase, 3 New-Active new_ended, 31 Active-AtRisk at_risk_for", await HistoryAsync(shop, "a"));
        await shop.RestartAsync(Configure);
        Assert.Equal(new LifecycleSweep(1, 1), await shop.Domain.Lifecycle.RecomputeAsync(At(40), null, Cancellation));
        Assert.EndsWith("32 AtRisk-Active recomputed", await HistoryAsync(shop, "a"), StringComparison.Ordinal);
        await shop.VerifyAsync(Cancellation);
    }

    [Fact]
    public async Task The_segment_field_goes_by_the_terms_of_the_program()
    {
        await using var shop = Shop.InMemory(pd => pd.Metrics().Segments().Lifecycle(o => o.NewDays = 3));
        await shop.Domain.Segments.DefineAsync(new("d", "new", MemberFields.LifecycleStage.Is("new")) { OccurredAt = At(0) }, Cancellation);
        await RegisterAsync(shop, "a");
        await BuyAsync(shop, "a", 0);
        Assert.Equal(1, await shop.Domain.Segments.CountAsync("new", Cancellation));

        await shop.Domain.Segments.EvaluateDueAsync(At(3), null, Cancellation);
        await SweepAsync(shop, 3);

        Assert.Equal(0, await shop.Domain.Segments.CountAsync("new", Cancellation));
        Assert.Equal("a", await MembersAsync(shop, LifecycleStage.Active));
        await shop.VerifyAsync(Cancellation);
    }

    /// <summary>Clocks were set back at one minute past midnight: who paid at 0:00:30 has the later date than who paid half an hour after him.</summary>
    [Fact]
    public async Task A_date_that_comes_before_the_one_before_it_is_no_trouble()
    {
        await using var shop = Shop.InMemory(pd => pd.TimeZone("America/St_Johns").Metrics().Lifecycle().Segments());
        await shop.Domain.Segments.DefineAsync(new("d", "new", MemberFields.LifecycleStage.Is("new")), Cancellation);
        await RegisterAsync(shop, "a");
        DateTimeOffset change = new(2010, 11, 7, 2, 31, 0, TimeSpan.Zero);
        foreach ((string id, DateTimeOffset at) in new[] { ("o1", change.AddSeconds(-30)), ("o2", change.AddMinutes(30)) })
        {
            Assert.True((await shop.Domain.Orders.PaidAsync(
                new OrderPaid(id, "a", [new OrderLine("sku", 1, new Money(1, "CNY"))], at), Cancellation)).IsAccepted);
        }

        Assert.Equal(2, (await shop.Domain.Lifecycle.GetAsync("a", change.AddDays(1), Cancellation))!.Facts.Purchases);
        Assert.Equal(1, await shop.Domain.Segments.CountAsync("new", Cancellation));
        await shop.VerifyAsync(Cancellation);
    }

    [Fact]
    public async Task Two_hosts_that_sweep_and_sell_at_once_tell_each_change_once()
    {
        await using var shop = Shop.InMemory(Configure);
        string[] members = [.. Enumerable.Range(0, 40).Select(i => $"m{i:D2}")];
        await RegisterAsync(shop, members);
        await Task.WhenAll(members.Select(member => BuyAsync(shop, member, 0)));
        await using var other = Shop.On(shop.Store, Configure);

        await Task.WhenAll(
        [
            .. members.Select((member, i) => BuyAsync(i % 2 == 0 ? shop : other, member, 100 + (i % 3))),
            SweepAsync(shop, 100),
            SweepAsync(other, 100),
            other.Domain.Lifecycle.RecomputeAsync(At(100), null, Cancellation).AsTask(),
        ]);

        await shop.Domain.Lifecycle.RecomputeAsync(At(102), null, Cancellation);
        await shop.VerifyAsync(Cancellation);
        Assert.Equal(40, await shop.Domain.Lifecycle.CountAsync(LifecycleStage.WonBack, Cancellation));
        foreach (string member in members)
        {
            Assert.Equal(1, (await HistoryAsync(shop, member)).Split("won_back").Length - 1);
        }
    }

    [Fact]
    public async Task A_sweep_that_is_canceled_goes_on_where_it_was()
    {
        await using var shop = Shop.InMemory(Configure);
        string[] members = [.. Enumerable.Range(0, 1_200).Select(i => $"m{i:D4}")];
        await Task.WhenAll(members.Select(member => RegisterAsync(shop, member)));
        await Task.WhenAll(members.Select(member => BuyAsync(shop, member, 0)));
        using var stop = new CancellationTokenSource();
        var progress = new Told(() => stop.Cancel());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await shop.Domain.Lifecycle.EvaluateDueAsync(At(30), progress, stop.Token));
        long booked = await shop.Domain.Lifecycle.CountAsync(LifecycleStage.Active, Cancellation);
        LifecycleSweep rest = await shop.Domain.Lifecycle.EvaluateDueAsync(At(30), null, Cancellation);

        Assert.Equal(1_000, booked);
        Assert.Equal(new LifecycleSweep(200, 200), rest);
        await shop.VerifyAsync(Cancellation);
    }

    [Fact]
    public async Task Where_stages_are_not_kept_every_call_says_what_to_do()
    {
        await using var shop = Shop.InMemory(pd => pd.Metrics());

        var e = await Assert.ThrowsAsync<InvalidOperationException>(async () => await shop.Domain.Lifecycle.CountAsync(LifecycleStage.New, Cancellation));

        Assert.Contains("Lifecycle()", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("lifecycle", await shop.DumpAsync(Cancellation), StringComparison.Ordinal);
    }

    private static bool IsStage(RecordType type) => type == LifecycleState.Schema || type == LifecycleEvent.Schema || type == LifecycleTally.Schema;

    private sealed class Told(Action then) : IProgress<LifecycleSweep>
    {
        public void Report(LifecycleSweep value) => then();
    }
}
