using PrivateDomain.Sdk.Levels;
using PrivateDomain.Sdk.Merges;
using PrivateDomain.Sdk.Segments;
using static PrivateDomain.Sdk.Tests.Levels.LevelShop;

namespace PrivateDomain.Sdk.Tests.Levels;

/// <summary>Hosts that begin to keep levels, keep them on other terms or no more, share them, and ask for them in rules.</summary>
public sealed class KeptLevelHostTests
{
    public static TheoryData<StoreKind> Stores => [StoreKind.Memory, StoreKind.Sqlite];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Switched_on_over_stored_members_the_history_is_the_one_they_would_have_had(StoreKind store)
    {
        await using var shop = Shop.On(store);
        await RegisterAsync(shop, "a", "b");
        await BuyAsync(shop, "a", 0, 1_000);
        await BuyAsync(shop, "a", 20, 4_500);
        await BuyAsync(shop, "a", 100, 1_200);
        await shop.RestartAsync(Configure);
        await shop.Domain.Metrics.RebuildAsync(null, Cancellation);
        Assert.Equal("", await HistoryAsync(shop, "a"));

        Assert.Equal(new LevelSweep(2, 5), await shop.Domain.Levels.RecomputeAsync(At(110), null, Cancellation));
        Assert.Equal(new LevelSweep(2, 0), await shop.Domain.Levels.RecomputeAsync(At(110), null, Cancellation));

        // Gold of day 20 is kept through day 44; the 4,500 are enough for silver through day 49.
        Assert.Equal(
            "0 -silver reached 1000, 20 silver-gold reached 5500, 45 gold-silver lost 4500, 50 silver- lost 0, 100 -silver reached 1200",
            await HistoryAsync(shop, "a"));
        Assert.Equal("b:0", await MembersAsync(shop, null));
        await shop.VerifyAsync(Cancellation);
    }

    [Fact]
    public async Task An_order_right_after_switching_on_tells_its_member_s_whole_history_and_of_a_merge_both()
    {
        await using var shop = Shop.InMemory(pd => pd.Metrics());
        await RegisterAsync(shop, "a", "b", "c");
        foreach (string member in (string[])["a", "b", "c"])
        {
            await BuyAsync(shop, member, 0, 1_000);
        }

        await shop.RestartAsync(Configure);
        await BuyAsync(shop, "a", 40, 1);
        Assert.True((await shop.Domain.Merges.MergeAsync(new MergeMembers("m", "b", "c") { OccurredAt = At(5) }, Cancellation)).IsAccepted);

        Assert.Equal("0 -silver reached 1000, 30 silver- lost 0", await HistoryAsync(shop, "a"));
        Assert.Equal(("c:2000", "a:1 b:0"), (await MembersAsync(shop, "silver"), await MembersAsync(shop, null)));
        await shop.VerifyAsync(Cancellation);
    }

    [Fact]
    public async Task Other_terms_are_booked_by_a_recomputation_as_what_they_are()
    {
        await using var shop = Shop.InMemory(Configure);
        await RegisterAsync(shop, "a", "b");
        await BuyAsync(shop, "a", 0, 1_500);
        await BuyAsync(shop, "b", 0, 1_000);

        // A level in between: names stay what they are, ranks move, and who is silver by name has no event.
        await shop.RestartAsync(pd => pd.Metrics().Levels(o =>
        {
            Options(o);
            o.Steps = [new("bronze", 1_000), new("silver", 1_500), new("gold", 5_000)];
        }));
        Assert.Equal(new LevelSweep(2, 1), await shop.Domain.Levels.RecomputeAsync(At(10), null, Cancellation));
        Assert.Equal("0 -silver reached 1500", await HistoryAsync(shop, "a"));
        Assert.Equal("0 -silver reached 1000, 1 silver-bronze recomputed 1000", await HistoryAsync(shop, "b"));
        Assert.Equal(("a:1500", "b:1000"), (await MembersAsync(shop, "silver"), await MembersAsync(shop, "bronze")));
        Assert.Equal(2, (await StateAsync(shop, "a")).Level.Rank);
        await shop.VerifyAsync(Cancellation);

        // And back, by an order that comes before any recomputation: the terms are the reason, and not the order.
        await shop.RestartAsync(Configure);
        await BuyAsync(shop, "b", 12, 1);
        Assert.EndsWith("11 bronze-silver recomputed 1000", await HistoryAsync(shop, "b"), StringComparison.Ordinal);
        Assert.Equal(new LevelSweep(2, 0), await shop.Domain.Levels.RecomputeAsync(At(12), null, Cancellation));
        Assert.Equal(("a:1500 b:1001", ""), (await MembersAsync(shop, "silver"), await MembersAsync(shop, "bronze")));
        await shop.VerifyAsync(Cancellation);
    }

    [Fact]
    public async Task Two_hosts_that_sweep_and_sell_at_once_tell_each_change_once()
    {
        await using var shop = Shop.InMemory(Configure);
        string[] members = [.. Enumerable.Range(0, 40).Select(i => $"m{i:D2}")];
        await RegisterAsync(shop, members);
        await Task.WhenAll(members.Select(member => BuyAsync(shop, member, 0, 1_000)));
        await using var other = Shop.On(shop.Store, Configure);

        await Task.WhenAll(
        [
            .. members.Select((member, i) => BuyAsync(i % 2 == 0 ? shop : other, member, 100 + (i % 3), 5_000)),
            SweepAsync(shop, 100),
            SweepAsync(other, 100),
            other.Domain.Levels.RecomputeAsync(At(100), null, Cancellation).AsTask(),
        ]);

        await shop.Domain.Levels.RecomputeAsync(At(102), null, Cancellation);
        await shop.VerifyAsync(Cancellation);
        Assert.Equal(40, await shop.Domain.Levels.CountAsync("gold", Cancellation));
        foreach (string member in members)
        {
            string history = await HistoryAsync(shop, member);
            Assert.StartsWith("0 -silver reached 1000, 30 silver- lost 0, 10", history, StringComparison.Ordinal);
            Assert.EndsWith(" -gold reached 5000", history, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_sweep_that_is_canceled_goes_on_where_it_was()
    {
        await using var shop = Shop.InMemory(Configure);
        string[] members = [.. Enumerable.Range(0, 1_200).Select(i => $"m{i:D4}")];
        await Task.WhenAll(members.Select(member => RegisterAsync(shop, member)));
        await Task.WhenAll(members.Select(member => BuyAsync(shop, member, 0, 1_000)));
        using var stop = new CancellationTokenSource();
        var progress = new Told(() => stop.Cancel());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await shop.Domain.Levels.EvaluateDueAsync(At(30), progress, stop.Token));
        long booked = await shop.Domain.Levels.CountAsync(null, Cancellation);
        LevelSweep rest = await shop.Domain.Levels.EvaluateDueAsync(At(30), null, Cancellation);

        Assert.Equal(1_000, booked);
        Assert.Equal(new LevelSweep(200, 200), rest);
        await shop.VerifyAsync(Cancellation);
    }

    [Fact]
    public async Task Where_levels_are_not_kept_every_call_says_what_to_do_and_no_rule_can_ask_for_them()
    {
        await using var shop = Shop.InMemory(pd => pd.Metrics().Segments());
        ILevels levels = shop.Domain.Levels;
        Func<Task>[] calls =
        [
            async () => await levels.GetAsync("a", null, Cancellation),
            async () => await levels.GetHistoryAsync("a", null, Cancellation),
            async () => await levels.CountAsync("silver", Cancellation),
            async () => await levels.EvaluateDueAsync(null, null, Cancellation),
            async () => await levels.RecomputeAsync(null, null, Cancellation),
            () => Task.FromResult(levels.ReadMembersAsync("silver", Cancellation)),
            () => Task.FromResult(levels.ReadEventsAsync("silver", Cancellation)),
        ];
        foreach (Func<Task> call in calls)
        {
            Assert.Contains("Levels(...)", (await Assert.ThrowsAsync<InvalidOperationException>(call)).Message, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("level", await shop.DumpAsync(Cancellation), StringComparison.Ordinal);
        Outcome<SegmentReceipt> refused = await shop.Domain.Segments.DefineAsync(new("d", "s", MemberFields.LevelRank.AtLeast(1)), Cancellation);
        Assert.Equal("segment.field_not_kept", refused.Refusal!.Code);
    }

    [Fact]
    public async Task A_rule_of_former_times_finds_no_level_where_they_are_kept_no_more()
    {
        await using var shop = Shop.InMemory(pd => pd.Metrics().Segments().Levels(Options));
        await shop.Domain.Segments.DefineAsync(new("d", "silver", MemberFields.LevelRank.AtLeast(1)) { OccurredAt = At(0) }, Cancellation);
        await RegisterAsync(shop, "a");
        await BuyAsync(shop, "a", 0, 1_000);
        Assert.Equal(1, await shop.Domain.Segments.CountAsync("silver", Cancellation));

        await shop.RestartAsync(pd => pd.Metrics().Segments());
        await BuyAsync(shop, "a", 1, 1_000);

        Assert.Equal(0, await shop.Domain.Segments.CountAsync("silver", Cancellation));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Rules_of_segments_follow_the_level_with_orders_refunds_and_days(StoreKind store)
    {
        await using var shop = Shop.On(store, pd => pd.Metrics().Segments().Levels(Options));
        foreach ((string segment, SegmentRule rule) in (IEnumerable<(string, SegmentRule)>)
            [
                ("silver", MemberFields.LevelName.Is("silver")), ("any", MemberFields.LevelRank.AtLeast(1)), ("none", MemberFields.LevelName.IsMissing()),
                ("nearly", SegmentRule.All(MemberFields.LevelGrowth.AtLeast(800), MemberFields.LevelRank.Is(0))), ("zero", MemberFields.LevelGrowth.Is(0)),
            ])
        {
            Assert.True((await shop.Domain.Segments.DefineAsync(new($"d-{segment}", segment, rule) { OccurredAt = At(0) }, Cancellation)).IsAccepted);
        }

        await RegisterAsync(shop, "a");
        Assert.Equal("none zero", await SegmentsAsync(shop));
        await BuyAsync(shop, "a", 0, 900);
        Assert.Equal("nearly none", await SegmentsAsync(shop));
        await BuyAsync(shop, "a", 10, 900);
        Assert.Equal("any silver", await SegmentsAsync(shop));
        await RefundAsync(shop, "a-0", 11, 801);
        Assert.Equal("nearly none", await SegmentsAsync(shop));
        await BuyAsync(shop, "a", 12, 100);
        Assert.Equal("any silver", await SegmentsAsync(shop));

        // Silver of day 12 is kept through day 36 though growth is 1,000 from day 30 on, and enough through day 39.
        foreach ((int day, string expected) in (IEnumerable<(int, string)>)[(30, "any silver"), (39, "any silver"), (40, "none"), (41, "none"), (42, "none zero")])
        {
            await shop.Domain.Segments.EvaluateDueAsync(At(day), null, Cancellation);
            Assert.Equal(expected, await SegmentsAsync(shop));
        }

        await shop.Domain.Levels.EvaluateDueAsync(At(42), null, Cancellation);
        await shop.VerifyAsync(Cancellation);
    }

    private static async Task<string> SegmentsAsync(Shop shop) =>
        string.Join(' ', (await shop.Domain.Segments.GetOfMemberAsync("a", Cancellation)).Select(standing => standing.SegmentId.Value));

    private sealed class Told(Action then) : IProgress<LevelSweep>
    {
        public void Report(LevelSweep value) => then();
    }
}
