using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using PrivateDomain.Sdk.Coupons;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Levels;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Segments;
using PrivateDomain.Sdk.Tests.Consents;
using PrivateDomain.Sdk.Tests.Members;
using PrivateDomain.Sdk.Tests.Properties;

namespace PrivateDomain.Sdk.Tests.Segments;

/// <summary>Random rules and random histories: keeping segments with every event comes to what looking at everybody comes to.</summary>
public sealed partial class SegmentProperties
{
    private const int Members = 4;
    private const int Days = 40;

    private static readonly Gen<SegmentRule> s_condition = Gen.OneOf(
        from n in Gen.Choose(0, 4)
        from rule in Gen.Elements(
            MemberFields.Orders.AtLeast(n),
            MemberFields.Orders.Is(n),
            MemberFields.Spend.Between(n * 100, (n + 3) * 100),
            MemberFields.AverageOrder.Below(n * 100),
            MemberFields.OrdersWithin(7).AtLeast(n),
            MemberFields.SpendWithin(30).Above(n * 100),
            MemberFields.Referrals.AtLeast(n),
            MemberFields.ReferredOrders.AtLeast(n),
            MemberFields.ReferredSpend.Below(n * 100),
            MemberFields.PointsBalance.AtLeast(n),
            MemberFields.PointsDebt.Above(n),
            MemberFields.CouponsLive.AtLeast(n),
            MemberFields.CouponsRedeemed.AtLeast(n),
            MemberFields.RefundRate.AtLeast(n * 250_000_000L))
        select rule,
        from days in Gen.Choose(1, 20)
        from rule in Gen.Elements(
            MemberFields.LastOrderAt.WithinDays(days),
            MemberFields.LastOrderAt.OlderThanDays(days),
            MemberFields.FirstOrderAt.WithinDays(days),
            MemberFields.RegisteredAt.OlderThanDays(days),
            MemberFields.LastOrderAt.Exists())
        select rule,
        from category in Gen.Elements("tea", "cup")
        from rule in Gen.Elements(
            MemberFields.Categories.Contains(category), MemberFields.Categories.Lacks(category), MemberFields.CouponTemplates.Contains(category))
        select rule,
        from n in Gen.Choose(0, 4)
        from rule in Gen.Elements(
            MemberFields.TextAttribute("level").Is(n < 2 ? "silver" : "gold"),
            MemberFields.TextAttribute("level").IsMissing(),
            MemberFields.NumberAttribute("height_cm").AtLeast(n * 100),
            MemberFields.BooleanAttribute("newsletter").IsNot(n < 2),
            MemberFields.InstantAttribute("birthday").WithinDays(n + 1),
            MemberFields.TextSetAttribute("allergies").ContainsAnyOf("nuts", $"{n}"),
            MemberFields.Consent(n < 2 ? "sms" : "ads").Is(n % 2 == 0))
        select rule,
        from stage in Gen.Elements("new", "active", "loyal", "at_risk", "silent", "won_back")
        select MemberFields.LifecycleStage.Is(stage),
        from n in Gen.Choose(0, 5)
        from rule in Gen.Elements(
            MemberFields.LevelRank.Is(n % 4),
            MemberFields.LevelRank.AtLeast(n % 4),
            MemberFields.LevelName.Is(n < 2 ? "bronze" : n < 4 ? "silver" : "gold"),
            MemberFields.LevelName.IsMissing(),
            MemberFields.LevelGrowth.Is(0),
            MemberFields.LevelGrowth.Below(n * 100),
            MemberFields.LevelGrowth.AtLeast(n * 200))
        select rule);

    private static readonly LevelTerms s_levels = new(LevelsOf(new LevelOptions()), "CNY");

    private static readonly Gen<SegmentRule> s_rule = Gen.OneOf(
        s_condition,
        from left in s_condition
        from right in s_condition
        from rule in Gen.Elements(SegmentRule.All(left, right), SegmentRule.Any(left, right), SegmentRule.All(left, SegmentRule.Not(right)))
        select rule);

    private static readonly Gen<Step> s_step =
        from kind in Gen.Choose(0, 18)
        from member in Gen.Choose(0, Members - 1)
        from other in Gen.Choose(0, Members - 1)
        from amount in Gen.Choose(1, 500)
        from skip in Gen.Choose(0, 3)
        select new Step(kind, member, other, amount, skip);

    private static readonly Gen<(SegmentRule[] Rules, Step[] Steps)> s_history =
        from rules in Gen.ListOf(s_rule, 6)
        from steps in Gen.ListOf(s_step, 25)
        select (rules.ToArray(), steps.ToArray());

    [Fact]
    public void Keeping_segments_day_by_day_comes_to_what_looking_at_everybody_comes_to() => Laws.HoldAsync(s_history, 60, async history =>
    {
        await using var kept = Shop.InMemory(Configure);
        await using var late = Shop.InMemory(Configure);
        await DefineAsync(kept, history.Rules);
        int day = await PlayAsync(kept, history.Steps, isDaily: true);
        await PlayAsync(late, history.Steps, isDaily: false);
        await DefineAsync(late, history.Rules);
        await late.Domain.Segments.RecomputeAsync(SegmentShop.Start.AddDays(day));
        await kept.Domain.Segments.EvaluateDueAsync(SegmentShop.Start.AddDays(day));

        for (int i = 0; i < history.Rules.Length; i++)
        {
            Assert.Equal(await late.MembersAsync($"s{i}"), await kept.MembersAsync($"s{i}"));
            Assert.Equal(await ExpectedAsync(kept, history.Rules[i], day), await kept.MembersAsync($"s{i}"));
        }

        SegmentSweep sweep = await kept.Domain.Segments.RecomputeAsync(SegmentShop.Start.AddDays(day));
        Assert.Equal((0, 0), (sweep.Entered, sweep.Left));
        await kept.Domain.Levels.EvaluateDueAsync(SegmentShop.Start.AddDays(day));
        Assert.Equal(0, (await kept.Domain.Levels.RecomputeAsync(SegmentShop.Start.AddDays(day))).Transitions);
        await kept.VerifyAsync(default);
    });

    [Fact]
    public void One_batch_and_one_call_at_a_time_store_the_same() => Laws.HoldAsync(s_history, 40, async history =>
    {
        await using var single = Shop.InMemory(Configure);
        await using var batch = Shop.InMemory(Configure);
        await DefineAsync(single, history.Rules);
        await DefineAsync(batch, history.Rules);
        await PlayAsync(single, history.Steps, isDaily: false);
        await PlayAsync(batch, history.Steps, isDaily: false, atOnce: true);

        Assert.Equal(await DumpAsync(single), await DumpAsync(batch));
    });

    private static void Configure(PrivateDomainBuilder pd)
    {
        pd.Metrics(o => o.WindowDays = [7, 30]).Lifecycle().Levels(o => LevelsOf(o)).Segments().Points(o => o.EarnPerUnit = 1m);
        AttributeTests.Configure(pd);
        ConsentTests.Configure(pd);
    }

    /// <summary>Growth by the minor unit, of ten days; levels are kept for six.</summary>
    private static LevelOptions LevelsOf(LevelOptions o)
    {
        o.Steps = [new("bronze", 200), new("silver", 500), new("gold", 900)];
        o.GrowthPerUnit = 100m;
        o.Window = 10;
        o.KeepFor = 6;
        return o;
    }

    /// <summary>What is stored of segments, without the revisions: a batch writes a record once.</summary>
    private static async Task<string> DumpAsync(Shop shop) => Revisions().Replace(
        await shop.DumpAsync(
            default, type => type == SegmentStanding.Schema || type == SegmentEvent.Schema || type == SegmentTally.Schema || type == MemberTotals.Schema),
        "");

    [GeneratedRegex(@" #\d+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Revisions();

    private static async Task DefineAsync(Shop shop, SegmentRule[] rules)
    {
        for (int i = 0; i < rules.Length; i++)
        {
            await shop.DefineAsync($"s{i}", rules[i]);
        }
    }

    /// <summary>Plays the steps, by the day or all at once, and returns the last day.</summary>
    private static async Task<int> PlayAsync(Shop shop, Step[] steps, bool isDaily, bool atOnce = false)
    {
        var calls = new List<Func<Task>>();
        int day = 0;
        for (int i = 0; i < Members; i++)
        {
            string member = $"m{i}";
            calls.Add(async () => await shop.Domain.Members.RegisterAsync(new(member) { RegisteredAt = SegmentShop.Start }));
        }

        foreach (string template in (string[])["tea", "cup"])
        {
            var terms = new CouponTerms(CouponDiscount.AmountOff(new Money(1, "CNY")));
            await shop.Domain.Coupons.DefineTemplateAsync(new(template, template, terms) { PerMember = 20, OccurredAt = SegmentShop.Start });
        }

        var paid = new List<(string OrderId, int Amount)>();
        for (int i = 0; i < steps.Length; i++)
        {
            for (int skipped = 0; skipped < steps[i].Skip && day < Days; skipped++)
            {
                day++;
                if (isDaily)
                {
                    DateTimeOffset morning = SegmentShop.Start.AddDays(day).AddHours(-8);
                    calls.Add(async () => await shop.Domain.Segments.EvaluateDueAsync(morning));
                }
            }

            calls.Add(CallOf(shop, steps[i], i, SegmentShop.Start.AddDays(day), paid));
        }

        if (atOnce)
        {
            await Task.WhenAll([.. calls.Select(call => call())]);
            return day;
        }

        foreach (Func<Task> call in calls)
        {
            await call();
        }

        return day;
    }

    private static Func<Task> CallOf(Shop shop, Step step, int number, DateTimeOffset at, List<(string OrderId, int Amount)> paid)
    {
        string member = $"m{step.Member}";
        if (step.Kind <= 4 || (step.Kind <= 6 && paid.Count == 0))
        {
            var order = new OrderPaid(
                $"o{number}", member, [new OrderLine("sku", 1, new Money(step.Amount, "CNY")) { Category = step.Kind % 2 == 0 ? "tea" : "cup" }], at);
            paid.Add(($"o{number}", step.Amount));
            return async () => Assert.True((await shop.Domain.Orders.PaidAsync(order)).IsAccepted);
        }

        if (step.Kind == 18)
        {
            // Refused unless one of the steps before gave him the coupon; a refund of it is then refused too.
            var line = new OrderLine("sku", 1, new Money(99, "CNY")) { CouponDiscount = new Money(1, "CNY") };
            var order = new OrderPaid($"o{number}", member, [line], at) { Coupons = [$"k{number - 1 - (step.Amount % 3)}"] };
            paid.Add(($"o{number}", 99));
            return async () => await shop.Domain.Orders.PaidAsync(order);
        }

        if (step.Kind <= 6)
        {
            // In part or in full; what exceeds the rest is refused, and that too must change nothing.
            (string orderId, int amount) = paid[step.Amount % paid.Count];
            var refund = new OrderRefunded($"f{number}", orderId, new Money(step.Kind == 5 ? amount : 1 + (amount / 2), "CNY"), at);
            return async () => await shop.Domain.Orders.RefundedAsync(refund);
        }

        return step.Kind switch
        {
            7 => async () => await shop.Domain.Referrals.BindAsync(new($"b{number}", member, $"m{step.Other}") { OccurredAt = at }),
            8 => async () => await shop.Domain.Points.GrantAsync(new($"g{number}", member, 1 + (step.Amount % 4)) { OccurredAt = at }),
            9 => async () => await shop.Domain.Points.SpendAsync(new($"p{number}", member, 1) { OccurredAt = at }),
            13 => async () => await shop.Domain.Consents.GiveAsync(
                new($"c{number}", member, step.Other < 2 ? "sms" : "ads", step.Amount) { Recipient = step.Amount % 5 == 0 ? "partner" : null, OccurredAt = at }),
            15 or 16 => async () => await shop.Domain.Coupons.IssueAsync(new($"k{number}", step.Other < 2 ? "tea" : "cup", member) { OccurredAt = at }),
            17 => async () => await shop.Domain.Coupons.RevokeAsync(new($"r{number}", member, $"k{number - 1 - (step.Amount % 3)}") { OccurredAt = at }),
            14 => async () => await shop.Domain.Consents.WithdrawAsync(new($"c{number}", member, step.Other < 2 ? "sms" : "ads") { OccurredAt = at }),
            _ => async () => Assert.True((await shop.Domain.Members.SetAttributesAsync(
                new($"a{number}", member, AttributesOf(step, at)) { OccurredAt = at })).IsAccepted),
        };
    }

    /// <summary>Two or three attributes at once; now and then one is cleared.</summary>
    private static Dictionary<string, AttributeValue?> AttributesOf(Step step, DateTimeOffset at)
    {
        bool isCleared = step.Amount % 3 == 0;
        return step.Kind switch
        {
            10 => new() { ["level"] = isCleared ? null : step.Other < 2 ? "silver" : "gold", ["height_cm"] = step.Amount },
            11 => new() { ["newsletter"] = isCleared ? null : (AttributeValue)(step.Other < 2), ["birthday"] = at.AddDays(-step.Other) },
            _ => new() { ["allergies"] = AttributeValue.Of(isCleared ? [] : ["milk", $"{step.Other}"]), ["level"] = "gold", ["height_cm"] = isCleared ? null : (AttributeValue)0 },
        };
    }

    /// <summary>For whom the rule holds, from what the other services say of the members.</summary>
    private static async Task<string> ExpectedAsync(Shop shop, SegmentRule rule, int day)
    {
        var members = new List<string>();
        for (int i = 0; i < Members; i++)
        {
            if (NaiveRule.Holds(rule.ToString(), await NaiveFacts.ReadAsync(shop, $"m{i}", SegmentShop.Start.AddDays(day), s_levels)))
            {
                members.Add($"m{i}");
            }
        }

        return string.Join(' ', members);
    }

    private sealed record Step(int Kind, int Member, int Other, int Amount, int Skip);
}
