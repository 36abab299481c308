using FsCheck;
using FsCheck.Fluent;
using PrivateDomain.Sdk.Segments;
using PrivateDomain.Sdk.Tests.Properties;

namespace PrivateDomain.Sdk.Tests.Segments;

/// <summary>Random rules over random members: number 1, number 2, a text, a set of texts and a moment, each of which may be missing.</summary>
public sealed class SegmentRuleProperties
{
    private static readonly string[] s_texts = ["a", "b", "c"];

    private static readonly Gen<SegmentRule> s_conditions = Gen.OneOf(
        from field in Gen.Elements(MemberFields.Orders, MemberFields.Spend)
        from n in Gen.Choose(-2, 3)
        from m in Gen.Choose(0, 2)
        from rule in Gen.Elements(
            field.Is(n), field.IsNot(n), field.Below(n), field.AtMost(n), field.Above(n), field.AtLeast(n), field.Between(n, n + m), field.IsOneOf(n, m))
        select rule,
        from text in Gen.Elements(s_texts)
        from other in Gen.Elements(s_texts)
        from rule in Gen.Elements(
            MemberFields.LifecycleStage.Is(text), MemberFields.LifecycleStage.IsNot(text), MemberFields.LifecycleStage.IsOneOf(text, other),
            MemberFields.Tag("g").Contains(text), MemberFields.Tag("g").Lacks(text), MemberFields.Tag("g").ContainsAnyOf(text, other))
        select rule,
        from days in Gen.Choose(1, 5)
        from rule in Gen.Elements(
            MemberFields.LastOrderAt.WithinDays(days), MemberFields.LastOrderAt.OlderThanDays(days), MemberFields.LastOrderAt.Before(Facts.DaysAgo(days)),
            MemberFields.LastOrderAt.Since(Facts.DaysAgo(days)), MemberFields.LastOrderAt.Between(Facts.DaysAgo(days), Facts.DaysAgo(0)))
        select rule,
        from field in Gen.Elements<MemberField>(MemberFields.Orders, MemberFields.LifecycleStage, MemberFields.Tag("g"), MemberFields.LastOrderAt)
        from rule in Gen.Elements(field.Exists(), field.IsMissing())
        select rule);

    private static readonly Gen<Facts> s_members =
        from orders in Gen.OrNull(Gen.Choose(-2, 3).Select(n => (object)(long)n))
        from spend in Gen.OrNull(Gen.Choose(-2, 3).Select(n => (object)(long)n))
        from text in Gen.OrNull(Gen.Elements(s_texts))
        from set in Gen.SubListOf(s_texts)
        from age in Gen.OrNull(Gen.Choose(-2, 7).Select(n => (object)n))
        select new Facts
        {
            ["metric.orders"] = Fact.Of((long?)orders),
            ["metric.spend"] = Fact.Of((long?)spend),
            ["lifecycle.stage"] = Fact.Of(text),
            ["tag.g"] = Fact.Of([.. set]),
            ["metric.last_order_at"] = Fact.Of(age is int days ? Facts.DaysAgo(days) : null),
        };

    [Fact]
    public void A_rule_holds_exactly_where_reading_its_json_says_so() => Laws.Hold(
        from rule in RuleOf(4)
        from member in s_members
        select (rule, member),
        5_000,
        pair => Assert.Equal(NaiveRule.Holds(pair.rule.ToString(), pair.member), pair.member.Satisfy(pair.rule)));

    [Fact]
    public void Json_and_back_is_the_same_rule() => Laws.Hold(
        RuleOf(5), 1_000, rule => Assert.Equal(rule.ToString(), SegmentRule.Parse(rule.ToString()).ToString()));

    [Fact]
    public void An_explanation_agrees_with_the_rule_in_every_part() => Laws.Hold(
        from rule in RuleOf(4)
        from member in s_members
        select (rule, member),
        2_000,
        pair => AssertAgrees(SegmentRules.Explain(pair.rule, pair.member, Facts.Day), pair.member));

    [Fact]
    public void Nothing_changes_by_itself_before_the_day_that_is_named() => Laws.Hold(
        from rule in RuleOf(4)
        from member in s_members
        select (rule, member),
        3_000,
        pair =>
        {
            bool now = pair.member.Satisfy(pair.rule);
            DateOnly? next = SegmentRules.NextChangeOn(pair.rule, pair.member, Facts.Day);
            Assert.True(next is null || next > Facts.Day.Today);
            for (int days = 1; days < 20 && (next is null || Facts.Day.Today.AddDays(days) < next); days++)
            {
                Assert.Equal(now, SegmentRules.Holds(pair.rule, pair.member, Facts.Day with { Today = Facts.Day.Today.AddDays(days) }));
            }
        });

    [Fact]
    public void For_one_condition_the_day_that_is_named_is_the_day_of_the_change() => Laws.Hold(
        from rule in s_conditions
        from member in s_members
        select (rule, member),
        3_000,
        pair =>
        {
            if (SegmentRules.NextChangeOn(pair.rule, pair.member, Facts.Day) is { } next)
            {
                Assert.NotEqual(pair.member.Satisfy(pair.rule), SegmentRules.Holds(pair.rule, pair.member, Facts.Day with { Today = next }));
            }
        });

    private static Gen<SegmentRule> RuleOf(int depth) => depth == 1
        ? s_conditions
        : Gen.OneOf(
            s_conditions,
            from parts in Gen.ListOf(RuleOf(depth - 1), 3)
            from isAll in Gen.Elements(true, false)
            select isAll ? SegmentRule.All([.. parts]) : SegmentRule.Any([.. parts]),
            RuleOf(depth - 1).Select(SegmentRule.Not));

    private static void AssertAgrees(RuleExplanation explanation, Facts member)
    {
        Assert.Equal(member.Satisfy(explanation.Rule), explanation.Holds);
        Assert.All(explanation.Parts, part => AssertAgrees(part, member));
    }
}
