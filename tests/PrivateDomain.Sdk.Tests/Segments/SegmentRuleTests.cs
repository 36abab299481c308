using PrivateDomain.Sdk.Segments;

namespace PrivateDomain.Sdk.Tests.Segments;

public sealed class SegmentRuleTests
{
    private readonly Facts _facts = new()
    {
        ["metric.orders"] = Fact.Of(3),
        ["lifecycle.stage"] = Fact.Of("loyal"),
        ["metric.last_order_at"] = Fact.Of(Facts.DaysAgo(7)),
        ["tag.city"] = Fact.Of(["shanghai", "suzhou"]),
        ["tag.empty"] = Fact.Of([]),
    };

    [Fact]
    public void Numbers_compare()
    {
        Holds(MemberFields.Orders.Is(3), MemberFields.Orders.IsNot(4), MemberFields.Orders.Below(4), MemberFields.Orders.AtMost(3));
        Holds(MemberFields.Orders.Above(2), MemberFields.Orders.AtLeast(3), MemberFields.Orders.Between(3, 3), MemberFields.Orders.IsOneOf(1, 3));
        Fails(MemberFields.Orders.Is(4), MemberFields.Orders.IsNot(3), MemberFields.Orders.Below(3), MemberFields.Orders.AtMost(2));
        Fails(MemberFields.Orders.Above(3), MemberFields.Orders.AtLeast(4), MemberFields.Orders.Between(4, 9), MemberFields.Orders.IsOneOf(1, 2));
    }

    [Fact]
    public void Texts_compare_by_code_point()
    {
        Holds(MemberFields.LifecycleStage.Is("loyal"), MemberFields.LifecycleStage.IsOneOf("new", "loyal"), MemberFields.LifecycleStage.IsNot("Loyal"));
        Fails(MemberFields.LifecycleStage.Is("LOYAL"), MemberFields.LifecycleStage.Is("loyal "), MemberFields.LifecycleStage.IsNot("loyal"));
    }

    [Fact]
    public void Sets_contain()
    {
        Holds(MemberFields.Tag("city").Contains("suzhou"), MemberFields.Tag("city").ContainsAnyOf("x", "shanghai"), MemberFields.Tag("city").Lacks("x"));
        Fails(MemberFields.Tag("city").Contains("su"), MemberFields.Tag("city").ContainsAnyOf("x", "y"), MemberFields.Tag("city").Lacks("suzhou"));
    }

    [Fact]
    public void What_has_no_value_is_not_anything()
    {
        Holds(MemberFields.Spend.IsMissing(), MemberFields.Spend.IsNot(1), MemberFields.Tag("empty").IsMissing(), MemberFields.Tag("empty").Lacks("x"));
        Holds(MemberFields.Orders.Exists());
        Fails(MemberFields.Spend.Exists(), MemberFields.Spend.Is(0), MemberFields.Spend.Below(1), MemberFields.Spend.AtLeast(long.MinValue));
        Fails(MemberFields.FirstOrderAt.WithinDays(36_500), MemberFields.FirstOrderAt.OlderThanDays(1), MemberFields.Tag("empty").ContainsAnyOf("x"));
    }

    [Fact]
    public void The_last_seven_days_are_today_and_the_six_before_it()
    {
        Holds(MemberFields.LastOrderAt.WithinDays(8), MemberFields.LastOrderAt.OlderThanDays(7));
        Fails(MemberFields.LastOrderAt.WithinDays(7), MemberFields.LastOrderAt.OlderThanDays(8));
        _facts["metric.last_order_at"] = Fact.Of(Facts.At(Facts.Day.Today, hour: 23));
        Holds(MemberFields.LastOrderAt.WithinDays(1));
        _facts["metric.last_order_at"] = Fact.Of(Facts.DaysAgo(-1));
        Fails(MemberFields.LastOrderAt.WithinDays(1), MemberFields.LastOrderAt.OlderThanDays(1));
    }

    [Fact]
    public void Days_are_those_of_the_programs_time_zone()
    {
        // 2026-03-14 17:00 UTC is the 15th in Shanghai already.
        _facts["metric.last_order_at"] = Fact.Of(new DateTimeOffset(2026, 3, 14, 17, 0, 0, TimeSpan.Zero));
        TimeZoneInfo shanghai = TimeZoneInfo.CreateCustomTimeZone("east", TimeSpan.FromHours(8), "east", "east");
        SegmentRule today = MemberFields.LastOrderAt.WithinDays(1);

        Assert.True(SegmentRules.Holds(today, _facts, BusinessDay.Of(new DateTimeOffset(2026, 3, 14, 18, 0, 0, TimeSpan.Zero), shanghai)));
        Assert.False(SegmentRules.Holds(today, _facts, BusinessDay.Of(new DateTimeOffset(2026, 3, 15, 18, 0, 0, TimeSpan.Zero), shanghai)));
        Assert.False(SegmentRules.Holds(today, _facts, Facts.Day));
    }

    [Fact]
    public void An_explanation_shows_every_part_with_what_was_found()
    {
        SegmentRule rule = SegmentRule.All(
            MemberFields.Orders.AtLeast(4),
            SegmentRule.Not(SegmentRule.Any(MemberFields.Tag("city").Contains("suzhou"), MemberFields.Spend.Is(0))),
            MemberFields.LifecycleStage.Is("loyal"));

        RuleExplanation explanation = SegmentRules.Explain(rule, _facts, Facts.Day);

        Assert.False(explanation.Holds);
        Assert.Equal([(false, "3"), (false, null), (true, "loyal")], explanation.Parts.Select(part => (part.Holds, part.Found)));
        Assert.Equal([(true, "[shanghai, suzhou]"), (false, null)], explanation.Parts[1].Parts[0].Parts.Select(part => (part.Holds, part.Found)));
        Assert.Same(rule, explanation.Rule);
    }

    [Fact]
    public void Conditions_that_make_no_sense_are_refused_with_the_field()
    {
        Assert.Contains("metric.orders", Assert.Throws<ArgumentException>(() => MemberFields.Orders.Between(2, 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => MemberFields.Orders.IsOneOf());
        Assert.Throws<ArgumentException>(() => MemberFields.LifecycleStage.Is("a\nb"));
        Assert.Throws<ArgumentException>(() => MemberFields.LastOrderAt.WithinDays(SegmentRule.MaxDays + 1));
        Assert.Throws<ArgumentException>(() => MemberFields.LastOrderAt.Before(DateTimeOffset.MinValue));
        Assert.Throws<ArgumentException>(() => SegmentRule.All());
        Assert.Throws<ArgumentOutOfRangeException>(() => MemberFields.OrdersWithin(0));
        Assert.Throws<ArgumentException>(() => MemberFields.Tag(""));
    }

    private void Holds(params SegmentRule[] rules) => Assert.All(rules, rule => Assert.True(_facts.Satisfy(rule), rule.ToString()));

    private void Fails(params SegmentRule[] rules) => Assert.All(rules, rule => Assert.False(_facts.Satisfy(rule), rule.ToString()));
}
