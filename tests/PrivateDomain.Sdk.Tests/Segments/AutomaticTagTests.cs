using PrivateDomain.Sdk.Segments;
using PrivateDomain.Sdk.Tags;

namespace PrivateDomain.Sdk.Tests.Segments;

/// <summary>Tags that segments give, by example, on both stores.</summary>
public sealed class AutomaticTagTests
{
    private static readonly SegmentTag s_gold = new("level", "gold");
    private static readonly SegmentTag s_silver = new("level", "silver");
    private static readonly SegmentTag s_tea = new("likes", "tea");

    public static TheoryData<StoreKind> Stores => [StoreKind.Memory, StoreKind.Sqlite];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Who_enters_gets_the_tag_and_who_leaves_loses_it_in_the_same_commit(StoreKind store)
    {
        await using Shop shop = await OpenAsync(store);
        await shop.DefineAsync("regulars", MemberFields.Orders.AtLeast(2), tag: s_gold);
        await shop.RegisterAsync("a", "b");

        await shop.PayAsync("o1", "a", 1);
        Assert.Equal("", await shop.TagsAsync("a"));
        await shop.PayAsync("o2", "a", 2);
        Assert.Equal("level=gold Rule regulars", await shop.TagsAsync("a"));
        Assert.Equal(1, await shop.Domain.Tags.CountAsync("level", "gold", Cancellation));
        Assert.Equal(["a"], (await shop.Domain.Tags.GetMembersAsync("level", "gold", null, SegmentShop.Start.AddDays(3), Cancellation)).Items.Select(tag => tag.MemberId.Value));
        await shop.RefundAsync("f1", "o1", 3);

        Assert.Equal("", await shop.TagsAsync("a"));
        Assert.Equal(0, await shop.Domain.Tags.CountAsync("level", "gold", Cancellation));
        Assert.Equal("2:Set level=gold Rule regulars, 3:Remove level=gold Rule regulars", await shop.TagHistoryAsync("a"));
        Page<TagEntry> history = await shop.Domain.Tags.GetHistoryAsync("a", null, Cancellation);
        Assert.Equal(["order.refunded/f1", "order.paid/o2"], history.Items.Select(entry => entry.Operation));
        await RequireSettledAsync(shop, 3);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task What_days_bring_about_changes_tags_when_it_is_due(StoreKind store)
    {
        await using Shop shop = await OpenAsync(store);
        await shop.DefineAsync("silent", MemberFields.LastOrderAt.OlderThanDays(60), tag: s_silver);
        await shop.DefineAsync("fresh", MemberFields.OrdersWithin(7).AtLeast(1), tag: s_gold);
        await shop.RegisterAsync("a");
        await shop.PayAsync("o1", "a", 0);
        Assert.Equal("level=gold Rule fresh", await shop.TagsAsync("a"));

        Assert.Equal(new SegmentSweep(1, 1, 0, 1) { TagsRemoved = 1 }, await SweepAsync(shop, 7));
        Assert.Equal("", await shop.TagsAsync("a"));
        Assert.Equal(new SegmentSweep(1, 1, 1, 0) { TagsSet = 1 }, await SweepAsync(shop, 60));
        Assert.Equal("level=silver Rule silent", await shop.TagsAsync("a"));
        Assert.Equal(new SegmentSweep(0, 0, 0, 0), await SweepAsync(shop, 60));
        await shop.PayAsync("o2", "a", 61);

        Assert.Equal("level=gold Rule fresh", await shop.TagsAsync("a"));
        await RequireSettledAsync(shop, 61);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Recomputing_tags_everybody_and_a_definition_that_changes_or_goes_takes_its_tags_along(StoreKind store)
    {
        await using Shop shop = await OpenAsync(store);
        await shop.RegisterAsync("a", "b", "c");
        await shop.PayAsync("o1", "a", 0);
        await shop.PayAsync("o2", "b", 0);
        await shop.DefineAsync("buyers", MemberFields.Orders.AtLeast(1), tag: s_tea);
        Assert.Equal("", await shop.TagsAsync("a"));

        Assert.Equal(new SegmentSweep(3, 3, 2, 0) { TagsSet = 2 }, await RecomputeAsync(shop, 0));
        Assert.Equal(("likes=tea Rule buyers", "likes=tea Rule buyers", ""), (await shop.TagsAsync("a"), await shop.TagsAsync("b"), await shop.TagsAsync("c")));

        // Another tag, then none, then the tag again, then the segment is given up.
        await shop.DefineAsync("buyers", MemberFields.Orders.AtLeast(1), day: 1, tag: s_gold);
        Assert.Equal(new SegmentSweep(3, 3, 0, 0) { TagsSet = 2, TagsRemoved = 2 }, await RecomputeAsync(shop, 1));
        Assert.Equal("level=gold Rule buyers", await shop.TagsAsync("a"));
        await shop.DefineAsync("buyers", MemberFields.Orders.AtLeast(1), day: 2);
        Assert.Equal(new SegmentSweep(3, 3, 0, 0) { TagsRemoved = 2 }, await RecomputeAsync(shop, 2));
        await shop.DefineAsync("buyers", MemberFields.Orders.AtLeast(1), day: 3, tag: s_tea);
        await RecomputeAsync(shop, 3);
        Assert.Equal(2, await shop.Domain.Tags.CountAsync("likes", "tea", Cancellation));
        Assert.True((await shop.Domain.Segments.RetireAsync(new("r1", "buyers") { OccurredAt = SegmentShop.Start.AddDays(4) }, Cancellation)).IsAccepted);
        Assert.Equal(2, await shop.Domain.Tags.CountAsync("likes", "tea", Cancellation));
        Assert.Equal(new SegmentSweep(3, 3, 0, 2) { TagsRemoved = 2 }, await RecomputeAsync(shop, 4));

        Assert.Equal(0, await shop.Domain.Tags.CountAsync("likes", "tea", Cancellation));
        Page<SegmentVersion> versions = await shop.Domain.Segments.GetVersionsAsync("buyers", null, Cancellation);
        Assert.Equal([s_tea, s_tea, null, s_gold, s_tea], versions.Items.Select(version => version.Tag));
        await RequireSettledAsync(shop, 4);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task What_somebody_else_set_stays_and_when_it_goes_the_rule_has_its_say(StoreKind store)
    {
        await using Shop shop = await OpenAsync(store);
        await shop.DefineAsync("buyers", MemberFields.Orders.AtLeast(1), tag: s_gold);
        await shop.DefineAsync("drinkers", MemberFields.Categories.Contains("tea"), tag: s_tea);
        await shop.RegisterAsync("a");
        await shop.SetTagAsync("t1", "a", "level", "silver", 0, TagSource.Import);
        await shop.SetTagAsync("t2", "a", "likes", "tea", 0);

        await shop.PayAsync("o1", "a", 1, category: "tea");
        Assert.Equal("level=silver Import, likes=tea Manual", await shop.TagsAsync("a"));
        await RequireSettledAsync(shop, 1);
        await shop.RefundAsync("f1", "o1", 2);
        Assert.Equal("level=silver Import, likes=tea Manual", await shop.TagsAsync("a"));
        await shop.PayAsync("o2", "a", 3, category: "tea");

        // What the people set goes: the rules that hold set theirs, at once.
        Assert.Equal(TagChange.Removed, (await shop.RemoveTagAsync("t3", "a", "level", "silver", 4)).Change);
        Assert.Equal(TagChange.Removed, (await shop.RemoveTagAsync("t4", "a", "likes", "tea", 4)).Change);
        Assert.Equal("level=gold Rule buyers, likes=tea Rule drinkers", await shop.TagsAsync("a"));
        await RequireSettledAsync(shop, 4);

        // A rule's tag is taken over, and comes back when it is taken away while the rule holds.
        Assert.Equal(TagChange.Replaced, (await shop.SetTagAsync("t5", "a", "level", "silver", 5)).Change);
        Assert.Equal(TagChange.Renewed, (await shop.SetTagAsync("t6", "a", "likes", "tea", 5)).Change);
        Assert.Equal("level=silver Manual, likes=tea Manual", await shop.TagsAsync("a"));
        await shop.RemoveTagAsync("t7", "a", "likes", "tea", 6);
        await shop.RemoveTagAsync("t8", "a", "likes", "tea", 7);
        Assert.Equal("level=silver Manual, likes=tea Rule drinkers", await shop.TagsAsync("a"));

        Assert.EndsWith(
            "6:Remove likes=tea Manual, 6:Set likes=tea Rule drinkers, 7:Remove likes=tea Manual, 7:Set likes=tea Rule drinkers",
            await shop.TagHistoryAsync("a"),
            StringComparison.Ordinal);
        Assert.Equal(1, await shop.Domain.Tags.CountAsync("likes", "tea", Cancellation));
        await RequireSettledAsync(shop, 7);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_tag_of_somebody_else_that_expires_makes_place_for_the_rules(StoreKind store)
    {
        await using Shop shop = await OpenAsync(store);
        await shop.DefineAsync("buyers", MemberFields.Orders.AtLeast(1), tag: s_gold);
        await shop.RegisterAsync("a");
        await shop.Domain.Tags.SetAsync(
            new("t1", "a", "level", "silver") { OccurredAt = SegmentShop.Start, ExpiresAt = SegmentShop.Start.AddDays(5) }, Cancellation);
        await shop.PayAsync("o1", "a", 6);
        Assert.Equal("", await shop.TagsAsync("a"));

        await shop.Domain.Tags.ExpireAsync(SegmentShop.Start.AddDays(6), cancellationToken: Cancellation);

        Assert.Equal("level=gold Rule buyers", await shop.TagsAsync("a"));
        await RequireSettledAsync(shop, 6);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_several_rules_for_one_place_the_lowest_id_comes_first_in_whatever_order_they_begin_to_hold(bool isTeaFirst)
    {
        await using Shop shop = await OpenAsync(StoreKind.Memory);
        await shop.DefineAsync("s2", MemberFields.Categories.Contains("tea"), tag: s_gold);
        await shop.DefineAsync("s10", MemberFields.Categories.Contains("cup"), tag: s_silver);
        await shop.DefineAsync("s11", MemberFields.Categories.Contains("cup"), tag: s_tea);
        await shop.DefineAsync("s3", MemberFields.Categories.Contains("tea"), tag: s_tea);
        await shop.RegisterAsync("a");

        await shop.PayAsync("o1", "a", 1, category: isTeaFirst ? "tea" : "cup");
        await shop.PayAsync("o2", "a", 2, category: isTeaFirst ? "cup" : "tea");
        Assert.Equal("level=silver Rule s10, likes=tea Rule s11", await shop.TagsAsync("a"));
        await RequireSettledAsync(shop, 2);
        await shop.RefundAsync("f1", isTeaFirst ? "o2" : "o1", 3);

        Assert.Equal("level=gold Rule s2, likes=tea Rule s3", await shop.TagsAsync("a"));
        Assert.Contains("3:Renew likes=tea Rule s3", await shop.TagHistoryAsync("a"), StringComparison.Ordinal);
        Assert.Contains("3:Replace level=gold Rule s2", await shop.TagHistoryAsync("a"), StringComparison.Ordinal);
        await RequireSettledAsync(shop, 3);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_rule_that_only_adds_leaves_its_tag_to_who_leaves_until_somebody_takes_it(StoreKind store)
    {
        await using Shop shop = await OpenAsync(store);
        await shop.DefineAsync("drinkers", MemberFields.OrdersWithin(7).AtLeast(1), tag: s_tea with { IsAddOnly = true });
        await shop.DefineAsync("fresh", MemberFields.OrdersWithin(3).AtLeast(1), tag: s_gold with { IsAddOnly = true });
        await shop.DefineAsync("late", MemberFields.LastOrderAt.OlderThanDays(30), tag: s_silver);
        await shop.RegisterAsync("a");
        await shop.PayAsync("o1", "a", 0);

        await SweepAsync(shop, 10);
        Assert.Equal("level=gold Rule fresh, likes=tea Rule drinkers", await shop.TagsAsync("a"));
        await RequireSettledAsync(shop, 10);

        // In an exclusive group a rule that holds comes before one that held; what it replaced does not come back.
        await SweepAsync(shop, 30);
        Assert.Equal("level=silver Rule late, likes=tea Rule drinkers", await shop.TagsAsync("a"));
        Assert.Equal(TagChange.Removed, (await shop.RemoveTagAsync("t1", "a", "likes", "tea", 31)).Change);
        Assert.Equal("level=silver Rule late", await shop.TagsAsync("a"));
        await RequireSettledAsync(shop, 31);
        await shop.PayAsync("o2", "a", 32);
        Assert.Equal("level=gold Rule fresh, likes=tea Rule drinkers", await shop.TagsAsync("a"));

        // Given up, it still takes nothing away.
        await shop.Domain.Segments.RetireAsync(new("r1", "drinkers") { OccurredAt = SegmentShop.Start.AddDays(33) }, Cancellation);
        Assert.Equal(1, (await RecomputeAsync(shop, 33)).Left);
        Assert.Equal("level=gold Rule fresh, likes=tea Rule drinkers", await shop.TagsAsync("a"));
        await RequireSettledAsync(shop, 33);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Where_there_is_no_room_the_order_counts_and_the_tag_is_withheld_and_counted(StoreKind store)
    {
        using var withheld = new EvaluationCount("private_domain.segment.withheld_tags");
        await using Shop shop = Shop.On(store, pd =>
        {
            withheld.Configure(pd);
            pd.Tags(o => o.MaxPerMember = 2);
        });
        await shop.DefineGroupsAsync();
        await shop.DefineAsync("s2", MemberFields.Orders.AtLeast(1), tag: s_gold);
        await shop.DefineAsync("s3", MemberFields.Orders.AtLeast(1), tag: s_tea);
        await shop.RegisterAsync("a");
        await shop.SetTagAsync("t1", "a", "likes", "milk", 0);

        await shop.PayAsync("o1", "a", 1);
        Assert.Equal("level=gold Rule s2, likes=milk Manual", await shop.TagsAsync("a"));
        Assert.Equal(1, withheld.Take());
        Assert.Equal("a", await shop.MembersAsync("s3"));
        Assert.Equal(1, (await RecomputeAsync(shop, 1)).TagsWithheld);
        Assert.Equal(TagRefusals.LimitReached, (await shop.Domain.Tags.SetAsync(new("t2", "a", "likes", "cups"), Cancellation)).Refusal?.Code);

        // A lower id comes first, also where another's tag must go for it.
        await shop.DefineAsync("s1", MemberFields.Orders.AtLeast(1), day: 2, tag: new("city", "here"));
        SegmentSweep sweep = await RecomputeAsync(shop, 2);
        Assert.Equal((1, 1, 2), (sweep.TagsSet, sweep.TagsRemoved, sweep.TagsWithheld));
        Assert.Equal("city=here Rule s1, likes=milk Manual", await shop.TagsAsync("a"));

        // Room is used as soon as there is some.
        await shop.RemoveTagAsync("t3", "a", "likes", "milk", 3);
        Assert.Equal("city=here Rule s1, level=gold Rule s2", await shop.TagsAsync("a"));
        await shop.RefundAsync("f1", "o1", 4);
        Assert.Equal("", await shop.TagsAsync("a"));
        await RequireSettledAsync(shop, 4);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Segments_without_a_tag_may_ask_for_tags_of_rules_and_follow_in_the_same_commit(StoreKind store)
    {
        await using Shop shop = await OpenAsync(store);
        await shop.DefineAsync("a-best", SegmentRule.All(MemberFields.Tag("level").Contains("gold"), MemberFields.Tag("city").Contains("上海")));
        await shop.DefineAsync("z-untold", MemberFields.Tag("level").IsMissing());
        await shop.DefineAsync("regulars", MemberFields.Orders.AtLeast(2), tag: s_gold);
        await shop.RegisterAsync("a", "b");
        await shop.SetTagAsync("t1", "a", "city", "上海", 0);
        Assert.Equal(("", "a b"), (await shop.MembersAsync("a-best"), await shop.MembersAsync("z-untold")));

        await shop.PayAsync("o1", "a", 1);
        await shop.PayAsync("o2", "a", 2);
        Assert.Equal(("a", "b"), (await shop.MembersAsync("a-best"), await shop.MembersAsync("z-untold")));
        await RequireSettledAsync(shop, 2);
        await shop.RefundAsync("f1", "o1", 3);

        Assert.Equal("2:a Entered v1, 3:a Left v1", await shop.EventsAsync("a-best"));
        Assert.Equal("0:a Entered v1, 0:b Entered v1, 2:a Left v1, 3:a Entered v1", await shop.EventsAsync("z-untold"));
        await RequireSettledAsync(shop, 3);

        // And so does a look at everybody.
        await shop.DefineAsync("regulars", MemberFields.Orders.AtLeast(1), day: 4, tag: s_gold);
        SegmentSweep sweep = await RecomputeAsync(shop, 4);
        Assert.Equal((2, 1, 1), (sweep.Entered, sweep.Left, sweep.TagsSet));
        Assert.Equal(("a", "b"), (await shop.MembersAsync("a-best"), await shop.MembersAsync("z-untold")));
        await RequireSettledAsync(shop, 4);
    }

    [Fact]
    public async Task Rules_that_set_tags_ask_for_no_tags_that_rules_set()
    {
        await using Shop shop = await OpenAsync(StoreKind.Memory);
        await shop.DefineAsync("first", MemberFields.Tag("city").Contains("上海"), tag: s_gold);
        string before = await shop.DumpAsync(Cancellation, type => type == Segment.Schema || type == SegmentVersion.Schema);

        Outcome<SegmentReceipt> itself = await DefineAsync(shop, "own", MemberFields.Tag("likes").IsMissing(), s_tea);
        Outcome<SegmentReceipt> after = await DefineAsync(shop, "after", SegmentRule.Not(MemberFields.Tag("level").Contains("gold")), s_tea);
        Outcome<SegmentReceipt> ahead = await DefineAsync(shop, "ahead", MemberFields.Orders.AtLeast(1), new("city", "北京"));
        Outcome<SegmentReceipt> group = await DefineAsync(shop, "group", MemberFields.Orders.AtLeast(1), new("nothing", "x"));
        Outcome<SegmentReceipt> text = await DefineAsync(shop, "text", MemberFields.Orders.AtLeast(1), new("level", "a\nb"));

        Assert.All((Outcome<SegmentReceipt>[])[itself, after, ahead], outcome => Assert.Equal("segment.asks_for_rule_tags", outcome.Refusal?.Code));
        Assert.Contains("segment 'after' sets a tag and asks for tags of the group 'level', which segment 'first' sets", after.Refusal!.Message, StringComparison.Ordinal);
        Assert.Contains("segment 'first' sets a tag and asks for tags of the group 'city', which segment 'ahead' sets", ahead.Refusal!.Message, StringComparison.Ordinal);
        Assert.Equal("tag.group_not_found", group.Refusal?.Code);
        Assert.Equal("operation.invalid_text", text.Refusal?.Code);
        Assert.Equal(before, await shop.DumpAsync(Cancellation, type => type == Segment.Schema || type == SegmentVersion.Schema));

        // Once the one is given up, the other may.
        await shop.Domain.Segments.RetireAsync(new("r1", "first"), Cancellation);
        Assert.True((await DefineAsync(shop, "after", MemberFields.Tag("level").IsMissing(), s_tea)).IsAccepted);
        Assert.Equal("segment.asks_for_rule_tags", (await DefineAsync(shop, "first", MemberFields.Tag("city").Contains("上海"), s_gold)).Refusal?.Code);
    }

    [Fact]
    public async Task What_is_left_of_a_retired_rules_tags_is_no_answer_to_another_rule()
    {
        await using Shop shop = await OpenAsync(StoreKind.Memory);
        await shop.DefineAsync("old", MemberFields.Orders.AtLeast(1), tag: s_gold);
        await shop.RegisterAsync("a");
        await shop.PayAsync("o1", "a", 1);
        await shop.Domain.Segments.RetireAsync(new("r1", "old") { OccurredAt = SegmentShop.Start.AddDays(2) }, Cancellation);
        await shop.DefineAsync("new", MemberFields.Tag("level").Contains("gold"), day: 2, tag: s_tea);

        // One look settles it: the old tag goes, and the new rule has not seen it.
        await RecomputeAsync(shop, 2);

        Assert.Equal("", await shop.TagsAsync("a"));
        await RequireSettledAsync(shop, 2);
        await shop.SetTagAsync("t1", "a", "level", "gold", 3);
        Assert.Equal("level=gold Manual, likes=tea Rule new", await shop.TagsAsync("a"));
        await RequireSettledAsync(shop, 3);
    }

    [Fact]
    public async Task A_key_that_is_used_for_another_tag_is_refused_and_the_same_definition_makes_no_version()
    {
        await using Shop shop = await OpenAsync(StoreKind.Memory);
        var define = new DefineSegment("d1", "s", MemberFields.Orders.AtLeast(1)) { Tag = s_gold };
        Assert.Equal(1, (await shop.Domain.Segments.DefineAsync(define, Cancellation)).Value.Version);

        Outcome<SegmentReceipt> other = await shop.Domain.Segments.DefineAsync(define with { Tag = s_gold with { IsAddOnly = true } }, Cancellation);
        Outcome<SegmentReceipt> same = await shop.Domain.Segments.DefineAsync(define with { OperationId = "d2" }, Cancellation);
        Outcome<SegmentReceipt> next = await shop.Domain.Segments.DefineAsync(define with { OperationId = "d3", Tag = s_gold with { IsAddOnly = true } }, Cancellation);

        Assert.Equal("operation.key_reused", other.Refusal?.Code);
        Assert.Contains("tag_mode", other.Refusal!.Message, StringComparison.Ordinal);
        Assert.Equal((1, false), (same.Value.Version, same.Value.IsChanged));
        Assert.Equal((2, true), (next.Value.Version, next.Value.IsChanged));
        Assert.Equal(s_gold with { IsAddOnly = true }, (await shop.Domain.Segments.GetAsync("s", Cancellation))!.Tag);
    }

    private static async Task<Shop> OpenAsync(StoreKind store)
    {
        Shop shop = Shop.On(store, SegmentShop.Configure);
        await shop.DefineGroupsAsync();
        return shop;
    }

    private static ValueTask<Outcome<SegmentReceipt>> DefineAsync(Shop shop, string segmentId, SegmentRule rule, SegmentTag tag) =>
        shop.Domain.Segments.DefineAsync(new($"{segmentId}-{Guid.NewGuid():N}", segmentId, rule) { Tag = tag }, Cancellation);

    private static ValueTask<SegmentSweep> SweepAsync(Shop shop, int day) =>
        shop.Domain.Segments.EvaluateDueAsync(SegmentShop.Start.AddDays(day), cancellationToken: Cancellation);

    private static ValueTask<SegmentSweep> RecomputeAsync(Shop shop, int day) =>
        shop.Domain.Segments.RecomputeAsync(SegmentShop.Start.AddDays(day), cancellationToken: Cancellation);

    /// <summary>Looking at everybody changes nothing, and the laws hold.</summary>
    private static async Task RequireSettledAsync(Shop shop, int day)
    {
        SegmentSweep sweep = await RecomputeAsync(shop, day);
        Assert.Equal((0, 0, 0, 0), (sweep.Entered, sweep.Left, sweep.TagsSet, sweep.TagsRemoved));
        await shop.VerifyAsync(Cancellation);
    }
}
