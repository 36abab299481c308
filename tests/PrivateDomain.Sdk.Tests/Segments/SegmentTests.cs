using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Segments;
using PrivateDomain.Sdk.Tests.Consents;
using PrivateDomain.Sdk.Tests.Members;

namespace PrivateDomain.Sdk.Tests.Segments;

/// <summary>Segments by example, on both stores.</summary>
public sealed class SegmentTests
{
    public static TheoryData<StoreKind> Stores => [StoreKind.Memory, StoreKind.Sqlite];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Members_enter_and_leave_with_the_order_and_the_refund_that_make_it_so(StoreKind store)
    {
        await using var shop = Shop.On(store, SegmentShop.Configure);
        await shop.DefineAsync("regulars", MemberFields.Orders.AtLeast(2));
        await shop.DefineAsync("newcomers", MemberFields.Orders.Is(0));
        await shop.RegisterAsync("a", "b");
        Assert.Equal(("", "a b"), (await shop.MembersAsync("regulars"), await shop.MembersAsync("newcomers")));

        await shop.PayAsync("o1", "a", 1);
        await shop.PayAsync("o2", "a", 2);
        await shop.PayAsync("o2", "a", 2);
        Assert.Equal(("a", "b"), (await shop.MembersAsync("regulars"), await shop.MembersAsync("newcomers")));
        await shop.RefundAsync("f1", "o1", 3, 999);
        Assert.Equal("a", await shop.MembersAsync("regulars"));
        await shop.RefundAsync("f2", "o1", 4, 1);
        await shop.RefundAsync("f3", "o2", 5);

        Assert.Equal(("", "a b"), (await shop.MembersAsync("regulars"), await shop.MembersAsync("newcomers")));
        Assert.Equal("2:a Entered v1, 4:a Left v1", await shop.EventsAsync("regulars"));
        Assert.Equal("0:a Entered v1, 0:b Entered v1, 1:a Left v1, 5:a Entered v1", await shop.EventsAsync("newcomers"));
        Assert.Equal(["newcomers"], (await shop.Domain.Segments.GetOfMemberAsync("a", Cancellation)).Select(s => s.SegmentId.Value));
        await RequireSettledAsync(shop, 5);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Every_field_is_kept_by_what_changes_it(StoreKind store)
    {
        await using var shop = Shop.On(store, SegmentShop.Configure);
        await shop.DefineAsync("balance", MemberFields.PointsBalance.AtLeast(20));
        await shop.DefineAsync("debt", MemberFields.PointsDebt.Above(0));
        await shop.DefineAsync("tea", MemberFields.Categories.Contains("tea"));
        await shop.DefineAsync("average", MemberFields.AverageOrder.AtLeast(1_500));
        await shop.DefineAsync("returns", MemberFields.RefundRate.AtLeast(500_000_000));
        await shop.DefineAsync("promoters", SegmentRule.All(MemberFields.Referrals.AtLeast(1), MemberFields.ReferredSpend.AtLeast(1_000)));
        await shop.DefineAsync("recent", MemberFields.OrdersWithin(30).AtLeast(1));
        await shop.DefineAsync("registered", MemberFields.RegisteredAt.Exists());
        await shop.DefineAsync("loyal", MemberFields.LifecycleStage.Is("new"));
        await shop.RegisterAsync("a", "r");
        await shop.Domain.Referrals.BindAsync(new("b1", "a", "r") { OccurredAt = SegmentShop.Start }, Cancellation);

        await shop.PayAsync("o1", "a", 1, 2_000, "tea");
        await shop.Domain.Points.SpendAsync(new("s1", "a", 5) { OccurredAt = SegmentShop.Start.AddDays(1) }, Cancellation);
        string[] after = await AllAsync(shop);
        await shop.RefundAsync("f1", "o1", 2, 1_500);
        string[] refunded = await AllAsync(shop);

        Assert.Equal(["", "", "a", "a", "", "r", "a", "a r", "a"], after);
        Assert.Equal(["", "", "a", "", "a", "", "a", "a r", "a"], refunded);
        await shop.RefundAsync("f2", "o1", 2, 500);
        Assert.Equal(["", "a", "", "", "a", "", "", "a r", ""], await AllAsync(shop));
        await RequireSettledAsync(shop, 2);

        async Task<string[]> AllAsync(Shop of)
        {
            var all = new List<string>();
            foreach (string segment in (string[])["balance", "debt", "tea", "average", "returns", "promoters", "recent", "registered", "loyal"])
            {
                all.Add(await of.MembersAsync(segment));
            }

            return [.. all];
        }
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Tags_make_members_enter_and_leave(StoreKind store)
    {
        using var evaluations = new EvaluationCount();
        await using var shop = Shop.On(store, evaluations.Configure);
        await shop.DefineAsync("shanghai", MemberFields.Tag("city").Contains("上海"));
        await shop.DefineAsync("untold", MemberFields.Tag("city").IsMissing());
        await shop.DefineAsync("elsewhere", MemberFields.Tag("city2").Exists());
        await shop.RegisterAsync("a", "b");
        await shop.Domain.Tags.DefineGroupAsync(new("g1", "city") { IsExclusive = true }, Cancellation);
        await shop.Domain.Tags.DefineGroupAsync(new("g2", "likes"), Cancellation);
        evaluations.Take();

        await shop.Domain.Tags.SetAsync(new("t1", "a", "city", "上海") { ExpiresAt = SegmentShop.Start.AddDays(9), OccurredAt = SegmentShop.Start }, Cancellation);
        await shop.Domain.Tags.SetAsync(new("t2", "b", "city", "上海") { OccurredAt = SegmentShop.Start }, Cancellation);
        Assert.Equal(4, evaluations.Take());
        await shop.Domain.Tags.SetAsync(new("t3", "a", "likes", "tea") { OccurredAt = SegmentShop.Start }, Cancellation);
        Assert.Equal(0, evaluations.Take());
        Assert.Equal(("a b", ""), (await shop.MembersAsync("shanghai"), await shop.MembersAsync("untold")));
        await shop.Domain.Tags.SetAsync(new("t4", "b", "city", "北京") { OccurredAt = SegmentShop.Start.AddDays(1) }, Cancellation);
        Assert.Equal(("a", ""), (await shop.MembersAsync("shanghai"), await shop.MembersAsync("untold")));
        await shop.Domain.Tags.ExpireAsync(SegmentShop.Start.AddDays(9), cancellationToken: Cancellation);

        Assert.Equal(("", "a"), (await shop.MembersAsync("shanghai"), await shop.MembersAsync("untold")));
        Assert.Equal("0:a Entered v1, 0:b Entered v1, 1:b Left v1, 9:a Left v1", await shop.EventsAsync("shanghai"));
        await RequireSettledAsync(shop, 9);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Attributes_make_members_enter_and_leave_and_only_rules_that_ask_for_them_are_evaluated(StoreKind store)
    {
        using var evaluations = new EvaluationCount();
        await using var shop = Shop.On(store, pd =>
        {
            evaluations.Configure(pd);
            AttributeTests.Configure(pd);
        });
        await shop.DefineAsync("gold", MemberFields.TextAttribute("level").Is("gold"));
        await shop.DefineAsync("no-nickname", MemberFields.TextAttribute("nickname").IsMissing());
        await shop.DefineAsync("tall", MemberFields.NumberAttribute("height_cm").AtLeast(180));
        await shop.DefineAsync("readers", MemberFields.BooleanAttribute("newsletter").Is(true));
        await shop.DefineAsync("young", MemberFields.InstantAttribute("birthday").WithinDays(365 * 18));
        await shop.DefineAsync("nuts", SegmentRule.All(MemberFields.TextSetAttribute("allergies").Contains("nuts"), MemberFields.TextAttribute("level").Exists()));
        await shop.DefineAsync("buyers", MemberFields.Orders.AtLeast(1));
        await shop.RegisterAsync("a", "b");
        evaluations.Take();

        await SetAsync("1", 0, new() { ["level"] = "gold", ["allergies"] = AttributeValue.Of(["nuts", "milk"]) });
        Assert.Equal(2, evaluations.Take());
        await SetAsync("2", 0, new() { ["height_cm"] = 181, ["newsletter"] = true, ["birthday"] = SegmentShop.Start.AddYears(-17) });
        Assert.Equal(3, evaluations.Take());
        await SetAsync("3", 0, new() { ["height_cm"] = 181, ["nickname"] = null });
        Assert.Equal(0, evaluations.Take());
        Assert.Equal(["a", "a b", "a", "a", "a", "a", ""], await AllAsync());
        await SetAsync("4", 1, new() { ["nickname"] = "li", ["level"] = null, ["newsletter"] = false, ["height_cm"] = 179 });
        Assert.Equal(5, evaluations.Take());
        Assert.Equal(["", "b", "", "", "a", "", ""], await AllAsync());
        Assert.Equal("0:a Entered v1, 1:a Left v1", await shop.EventsAsync("nuts"));

        // A birthday comes with the day alone.
        await SweepAsync(shop, 500);
        Assert.Equal("", await shop.MembersAsync("young"));
        await RequireSettledAsync(shop, 500);

        // What is stored under another kind than the rule asks for is no value: the rule is of another time.
        await SetAsync("5", 500, new() { ["level"] = "gold" });
        await shop.RestartAsync(pd =>
        {
            evaluations.Configure(pd);
            pd.Members(o => o.Attributes.Add(AttributeDefinition.Number("level")));
        });
        Assert.Equal("a", await shop.MembersAsync("gold"));
        await RequireSettledAsync(shop, 501);
        await SetAsync("6", 501, new() { ["level"] = 1 });
        Assert.Equal("", await shop.MembersAsync("gold"));
        await RequireSettledAsync(shop, 501);

        async Task SetAsync(string key, int day, Dictionary<string, AttributeValue?> values) => Assert.True(
            (await shop.Domain.Members.SetAttributesAsync(new(key, "a", values) { OccurredAt = SegmentShop.Start.AddDays(day) }, Cancellation)).IsAccepted);

        async Task<string[]> AllAsync()
        {
            var all = new List<string>();
            foreach (string segment in (string[])["gold", "no-nickname", "tall", "readers", "young", "nuts", "buyers"])
            {
                all.Add(await shop.MembersAsync(segment));
            }

            return [.. all];
        }
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Consents_make_members_enter_and_leave_and_only_for_their_own_purpose(StoreKind store)
    {
        using var evaluations = new EvaluationCount();
        await using var shop = Shop.On(store, pd =>
        {
            evaluations.Configure(pd);
            ConsentTests.Configure(pd);
        });
        await shop.DefineAsync("reachable", MemberFields.Consent("sms").Is(true));
        await shop.DefineAsync("silent", MemberFields.Consent("sms").Is(false));
        await shop.DefineAsync("ads", MemberFields.Consent("ads").Is(true));
        await shop.RegisterAsync("a", "b");
        Assert.Equal(("", "a b", ""), (await shop.MembersAsync("reachable"), await shop.MembersAsync("silent"), await shop.MembersAsync("ads")));
        evaluations.Take();

        await shop.Domain.Consents.GiveAsync(new("1", "a", "sms", 1) { OccurredAt = SegmentShop.Start }, Cancellation);
        Assert.Equal(2, evaluations.Take());
        await shop.Domain.Consents.GiveAsync(new("2", "b", "ads", 1) { Recipient = "partner", OccurredAt = SegmentShop.Start }, Cancellation);
        Assert.Equal(0, evaluations.Take());
        Assert.Equal(("a", "b", ""), (await shop.MembersAsync("reachable"), await shop.MembersAsync("silent"), await shop.MembersAsync("ads")));
        await shop.Domain.Consents.WithdrawAsync(new("3", "a", "sms") { OccurredAt = SegmentShop.Start.AddDays(1) }, Cancellation);

        Assert.Equal("0:a Entered v1, 1:a Left v1", await shop.EventsAsync("reachable"));
        await RequireSettledAsync(shop, 1);
        Outcome<SegmentReceipt> undeclared = await shop.Domain.Segments.DefineAsync(new("d", "s", SegmentRule.Not(MemberFields.Consent("mail").Is(true))), Cancellation);
        Assert.Equal(SegmentRefusals.FieldNotKept, undeclared.Refusal?.Code);
        Assert.Contains("$.not", undeclared.Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_about_an_attribute_that_is_not_declared_so_is_refused_with_its_place()
    {
        await using var shop = Shop.InMemory(pd =>
        {
            pd.Segments();
            AttributeTests.Configure(pd);
        });
        await shop.RegisterAsync("a");
        string before = await shop.DumpAsync(Cancellation);
        SegmentRule undeclared = SegmentRule.All(
            MemberFields.TextAttribute("level").Is("gold"),
            SegmentRule.Not(SegmentRule.Any(MemberFields.PointsBalance.Is(1), MemberFields.NumberAttribute("shoe_size").Is(42))));

        Outcome<SegmentReceipt> unknown = await shop.Domain.Segments.DefineAsync(new("d1", "s", undeclared), Cancellation);
        Outcome<SegmentReceipt> kind = await shop.Domain.Segments.DefineAsync(new("d1", "s", MemberFields.NumberAttribute("level").Is(1)), Cancellation);
        Outcome<RuleExplanation> explained = await shop.Domain.Segments.ExplainAsync("a", undeclared, cancellationToken: Cancellation);

        Assert.Equal((SegmentRefusals.FieldNotKept, SegmentRefusals.FieldNotKept), (unknown.Refusal?.Code, kind.Refusal?.Code));
        Assert.Contains("$.all[1].not.any[1]", unknown.Refusal!.Message, StringComparison.Ordinal);
        Assert.Contains("'shoe_size'", unknown.Refusal.Message, StringComparison.Ordinal);
        Assert.Contains("attribute.number.level", kind.Refusal!.Message, StringComparison.Ordinal);
        Assert.Equal(unknown.Refusal, explained.Refusal);
        Assert.Equal(before, await shop.DumpAsync(Cancellation));
        Assert.True((await shop.Domain.Segments.DefineAsync(new("d1", "s", MemberFields.TextAttribute("level").Is("gold")), Cancellation)).IsAccepted);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task What_days_bring_about_is_booked_when_it_is_due_and_once(StoreKind store)
    {
        await using var shop = Shop.On(store, SegmentShop.Configure);
        await shop.DefineAsync("silent", MemberFields.LastOrderAt.OlderThanDays(60));
        await shop.DefineAsync("fresh", MemberFields.SpendWithin(7).AtLeast(1));
        await shop.RegisterAsync("a", "b");
        await shop.PayAsync("o1", "a", 0);
        await shop.PayAsync("o2", "b", 10);

        Assert.Equal(new SegmentSweep(0, 0, 0, 0), await SweepAsync(shop, 6));
        Assert.Equal(new SegmentSweep(1, 1, 0, 1), await SweepAsync(shop, 7));
        Assert.Equal(new SegmentSweep(0, 0, 0, 0), await SweepAsync(shop, 7));
        Assert.Equal("b", await shop.MembersAsync("fresh"));
        Assert.Equal(new SegmentSweep(2, 2, 1, 1), await SweepAsync(shop, 60));
        Assert.Equal("a", await shop.MembersAsync("silent"));
        await SweepAsync(shop, 70);
        await shop.PayAsync("o3", "a", 71);

        Assert.Equal("60:a Entered v1, 70:b Entered v1, 71:a Left v1", await shop.EventsAsync("silent"));
        await RequireSettledAsync(shop, 71);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_definition_has_versions_and_counts_once_everybody_was_looked_at(StoreKind store)
    {
        await using var shop = Shop.On(store, SegmentShop.Configure);
        await shop.RegisterAsync("a", "b");
        await shop.PayAsync("o1", "a", 0, 5_000);
        await shop.DefineAsync("spenders", MemberFields.Spend.AtLeast(1_000));
        Assert.Equal("", await shop.MembersAsync("spenders"));

        Assert.Equal(new SegmentSweep(2, 2, 1, 0), await shop.Domain.Segments.RecomputeAsync(SegmentShop.Start, cancellationToken: Cancellation));
        Assert.Equal("a", await shop.MembersAsync("spenders"));
        await shop.DefineAsync("spenders", MemberFields.Spend.AtLeast(1_000), day: 1);
        await shop.DefineAsync("spenders", MemberFields.Spend.AtLeast(6_000), day: 2);
        Assert.Equal(new SegmentSweep(2, 2, 0, 1), await shop.Domain.Segments.RecomputeAsync(SegmentShop.Start.AddDays(2), cancellationToken: Cancellation));
        await shop.PayAsync("o2", "a", 3, 5_000);
        Outcome<SegmentReceipt> retired = await shop.Domain.Segments.RetireAsync(
            new("retire", "spenders") { OccurredAt = SegmentShop.Start.AddDays(4), Actor = "ming" }, Cancellation);
        await shop.Domain.Segments.RecomputeAsync(SegmentShop.Start.AddDays(4), cancellationToken: Cancellation);

        Assert.Equal(new SegmentReceipt("spenders", 3, IsChanged: true), retired.Value);
        Assert.Equal("0:a Entered v1, 2:a Left v2, 3:a Entered v2, 4:a Left v3", await shop.EventsAsync("spenders"));
        Page<SegmentVersion> versions = await shop.Domain.Segments.GetVersionsAsync("spenders", cancellationToken: Cancellation);
        Assert.Equal(
            [(3L, true, "ming"), (2L, false, null), (1L, false, null)], versions.Items.Select(v => (v.Version, v.IsRetired, v.Actor)));
        Assert.Equal((3, true), ((await shop.Domain.Segments.GetAsync("spenders", Cancellation))!.Version, (await shop.Domain.Segments.GetAllAsync(Cancellation))[0].IsRetired));
        await RequireSettledAsync(shop, 4);
    }

    [Fact]
    public async Task An_order_evaluates_the_rules_that_depend_on_it_and_no_other()
    {
        using var evaluations = new EvaluationCount();
        await using var shop = Shop.InMemory(evaluations.Configure);
        for (int i = 0; i < 44; i++)
        {
            await shop.DefineAsync($"registered-{i}", MemberFields.RegisteredAt.OlderThanDays(i + 1));
        }

        await shop.DefineAsync("referrals", MemberFields.Referrals.AtLeast(1));
        await shop.DefineAsync("referred", MemberFields.ReferredOrders.AtLeast(1));
        await shop.DefineAsync("orders", MemberFields.Orders.AtLeast(2));
        await shop.DefineAsync("spend", SegmentRule.Not(MemberFields.Spend.AtLeast(2)));
        await shop.DefineAsync("stage", MemberFields.LifecycleStage.Is("lost"));
        await shop.DefineAsync("points", MemberFields.PointsBalance.AtLeast(1));
        await shop.RegisterAsync("a", "r", "x");
        await shop.Domain.Referrals.BindAsync(new("b1", "a", "r") { OccurredAt = SegmentShop.Start }, Cancellation);
        evaluations.Take();

        await shop.PayAsync("o1", "x", 1);
        Assert.Equal(4, evaluations.Take());
        await shop.PayAsync("o2", "a", 1);
        Assert.Equal(5, evaluations.Take());
        await shop.Domain.Points.GrantAsync(new("g1", "x", 1), Cancellation);
        Assert.Equal(1, evaluations.Take());
        await shop.Domain.Members.GetAsync("x", Cancellation);
        Assert.Equal(0, evaluations.Take());
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Explaining_and_previewing_change_nothing(StoreKind store)
    {
        await using var shop = Shop.On(store, SegmentShop.Configure);
        await shop.RegisterAsync("a", "b", "c");
        await shop.PayAsync("o1", "a", 0, 5_000);
        string before = await shop.DumpAsync(Cancellation);
        SegmentRule rule = SegmentRule.Any(MemberFields.Spend.AtLeast(1_000), MemberFields.LastOrderAt.OlderThanDays(3));

        RuleExplanation explanation = (await shop.Domain.Segments.ExplainAsync("a", rule, SegmentShop.Start, Cancellation)).Value;
        Outcome<RuleExplanation> nobody = await shop.Domain.Segments.ExplainAsync("nobody", rule, SegmentShop.Start, Cancellation);
        Outcome<SegmentPreview> preview = await shop.Domain.Segments.PreviewAsync(rule, SegmentShop.Start, cancellationToken: Cancellation);

        Assert.Equal([(true, "5000"), (false, "2026-03-01T10:00:00Z")], explanation.Parts.Select(part => (part.Holds, part.Found)));
        Assert.Equal(MemberRefusals.NotFound, nobody.Refusal?.Code);
        Assert.Equal(new SegmentPreview(3, 1), preview.Value);
        Assert.Equal(before, await shop.DumpAsync(Cancellation));
    }

    [Fact]
    public async Task What_cannot_be_kept_is_refused_and_nothing_is_written()
    {
        await using var shop = Shop.InMemory(pd => pd.Segments());
        await shop.RegisterAsync("a");
        string before = await shop.DumpAsync(Cancellation);

        Outcome<SegmentReceipt> orders = await shop.Domain.Segments.DefineAsync(new("d1", "s", MemberFields.Orders.Is(1)), Cancellation);
        Outcome<SegmentReceipt> time = await shop.Domain.Segments.DefineAsync(
            new("d1", "s", MemberFields.PointsBalance.Is(1)) { OccurredAt = DateTimeOffset.MinValue }, Cancellation);
        Outcome<SegmentReceipt> actor = await shop.Domain.Segments.DefineAsync(new("d1", "s", MemberFields.PointsBalance.Is(1)) { Actor = "a\nb" }, Cancellation);
        Outcome<RuleExplanation> explained = await shop.Domain.Segments.ExplainAsync("a", MemberFields.Orders.Is(1), cancellationToken: Cancellation);

        Assert.Equal(SegmentRefusals.FieldNotKept, orders.Refusal?.Code);
        Assert.Contains("metric.orders", orders.Refusal!.Message, StringComparison.Ordinal);
        Assert.Equal("operation.time_out_of_range", time.Refusal?.Code);
        Assert.Equal("operation.invalid_text", actor.Refusal?.Code);
        Assert.Equal(SegmentRefusals.FieldNotKept, explained.Refusal?.Code);
        Assert.Equal(before, await shop.DumpAsync(Cancellation));
        Assert.Equal(SegmentRefusals.NotFound, (await shop.Domain.Segments.RetireAsync(new("r1", "nothing"), Cancellation)).Refusal?.Code);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await shop.Domain.Segments.RecomputeAsync(DateTimeOffset.MaxValue, cancellationToken: Cancellation));
    }

    [Fact]
    public async Task Where_segments_are_not_kept_every_call_says_what_to_do()
    {
        await using var shop = Shop.InMemory();

        var e = await Assert.ThrowsAsync<InvalidOperationException>(async () => await shop.Domain.Segments.CountAsync("s", Cancellation));

        Assert.Contains("Segments()", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_used_for_another_rule_is_refused()
    {
        await using var shop = Shop.InMemory(SegmentShop.Configure);
        await shop.Domain.Segments.DefineAsync(new("d1", "s", MemberFields.PointsBalance.Is(1)), Cancellation);

        Outcome<SegmentReceipt> again = await shop.Domain.Segments.DefineAsync(new("d1", "s", MemberFields.PointsBalance.Is(1)), Cancellation);
        Outcome<SegmentReceipt> other = await shop.Domain.Segments.DefineAsync(new("d1", "s", MemberFields.PointsBalance.Is(2)), Cancellation);

        Assert.True(again is { IsReplayed: true, Value.Version: 1 });
        Assert.Equal("operation.key_reused", other.Refusal?.Code);
        Assert.Contains("rule", other.Refusal!.Message, StringComparison.Ordinal);
    }

    private static ValueTask<SegmentSweep> SweepAsync(Shop shop, int day) =>
        shop.Domain.Segments.EvaluateDueAsync(SegmentShop.Start.AddDays(day), cancellationToken: Cancellation);

    /// <summary>Looking at everybody changes nothing, and the laws hold.</summary>
    private static async Task RequireSettledAsync(Shop shop, int day)
    {
        SegmentSweep sweep = await shop.Domain.Segments.RecomputeAsync(SegmentShop.Start.AddDays(day), cancellationToken: Cancellation);
        Assert.Equal((0, 0), (sweep.Entered, sweep.Left));
        await shop.VerifyAsync(Cancellation);
    }
}
