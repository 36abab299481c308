using System.Globalization;

namespace PrivateDomain.Sdk.Segments;

/// <summary>The pure rules of segments: whether a rule holds for a member, why, and until when.</summary>
internal static class SegmentRules
{
    /// <summary>Refuses a rule for the first of its fields that is not kept, in the order in which the rule is read.</summary>
    internal static Refusal? RefuseFields(SegmentRule rule, Func<string, bool> isKept, string path = "$") => rule switch
    {
        ConditionRule condition => isKept(condition.Field.Name) ? null : FieldNotKept(condition.Field.Name, path),
        NotRule not => RefuseFields(not.Part, isKept, $"{path}.not"),
        AllRule all => RefuseFields(all.Parts, isKept, $"{path}.all"),
        _ => RefuseFields(((AnyRule)rule).Parts, isKept, $"{path}.any"),
    };

    /// <summary>Whether a rule holds. Stops as soon as that is certain.</summary>
    internal static bool Holds(SegmentRule rule, IMemberFacts facts, BusinessDay day)
    {
        switch (rule)
        {
            case ConditionRule condition:
                return Holds(condition, facts.Find(condition.Field), day);
            case NotRule not:
                return !Holds(not.Part, facts, day);
            case AllRule all:
                foreach (SegmentRule part in all.Parts)
                {
                    if (!Holds(part, facts, day))
                    {
                        return false;
                    }
                }

                return true;
            default:
                foreach (SegmentRule part in ((AnyRule)rule).Parts)
                {
                    if (Holds(part, facts, day))
                    {
                        return true;
                    }
                }

                return false;
        }
    }

    /// <summary>Looks at every part, also where the whole is certain before.</summary>
    internal static RuleExplanation Explain(SegmentRule rule, IMemberFacts facts, BusinessDay day)
    {
        if (rule is ConditionRule condition)
        {
            Fact fact = facts.Find(condition.Field);
            return new RuleExplanation(rule, Holds(condition, fact, day), fact.ToString(), []);
        }

        RuleExplanation[] parts = [.. PartsOf(rule).Select(part => Explain(part, facts, day))];
        bool holds = rule switch
        {
            NotRule => !parts[0].Holds,
            AllRule => Array.TrueForAll(parts, static part => part.Holds),
            _ => Array.Exists(parts, static part => part.Holds),
        };
        return new RuleExplanation(rule, holds, Found: null, parts);
    }

    /// <summary>
    /// The first day after today on which the rule may hold where it does not now, or not hold where it does, with nothing happening but days going by;
    /// <see langword="null"/> when none. Never too late; it may be too early.
    /// </summary>
    internal static DateOnly? NextChangeOn(SegmentRule rule, IMemberFacts facts, BusinessDay day)
    {
        if (rule is ConditionRule condition)
        {
            return Earlier(facts.NextChangeOn(condition.Field), NextChangeOn(condition, facts.Find(condition.Field), day));
        }

        DateOnly? next = null;
        foreach (SegmentRule part in PartsOf(rule))
        {
            next = Earlier(next, NextChangeOn(part, facts, day));
        }

        return next;
    }

    private static Refusal? RefuseFields(IReadOnlyList<SegmentRule> parts, Func<string, bool> isKept, string path)
    {
        for (int i = 0; i < parts.Count; i++)
        {
            if (RefuseFields(parts[i], isKept, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]")) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private static Refusal FieldNotKept(string field, string path) => new(
        SegmentRefusals.FieldNotKept,
        MemberFields.AttributeOf(field) is { } attribute
            ? $"The rule asks at {path} for '{field}', and no attribute '{attribute.Name}' of this kind is declared; declare it in Members.Attributes."
            : $"The rule asks at {path} for '{field}', which this host does not keep; switch the feature on that keeps it.");

    private static bool Holds(ConditionRule condition, Fact fact, BusinessDay day)
    {
        IReadOnlyList<RuleValue> values = condition.Values;
        if (condition.Operator == RuleOperator.Exists)
        {
            return fact.HasValue == values[0].Boolean;
        }

        if (condition.Operator == RuleOperator.IsNot)
        {
            return !fact.Is(values[0]);
        }

        return fact.HasValue && condition.Operator switch
        {
            RuleOperator.Is => fact.Is(values[0]),
            RuleOperator.In => IsOneOf(fact, values),
            RuleOperator.Below => fact.CompareTo(values[0]) < 0,
            RuleOperator.AtMost => fact.CompareTo(values[0]) <= 0,
            RuleOperator.Above => fact.CompareTo(values[0]) > 0,
            RuleOperator.AtLeast => fact.CompareTo(values[0]) >= 0,
            RuleOperator.Between => fact.CompareTo(values[0]) >= 0 && fact.CompareTo(values[1]) <= 0,
            RuleOperator.WithinDays => AgeInDays(fact, day) is var age && age >= 0 && age < values[0].Number,
            RuleOperator.OlderThanDays => AgeInDays(fact, day) >= values[0].Number,
            _ => throw new InvalidOperationException($"The operator {condition.Operator} is not known here."),
        };
    }

    private static bool IsOneOf(Fact fact, IReadOnlyList<RuleValue> values)
    {
        foreach (RuleValue value in values)
        {
            if (fact.Is(value))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How many business days ago: 0 is today, and below 0 is to come.</summary>
    private static long AgeInDays(Fact fact, BusinessDay day) => day.Today.DayNumber - day.DayOf(fact.Instant).DayNumber;

    private static DateOnly? NextChangeOn(ConditionRule condition, Fact fact, BusinessDay day)
    {
        if (condition.Operator is not (RuleOperator.WithinDays or RuleOperator.OlderThanDays) || !fact.HasValue)
        {
            return null;
        }

        // A moment to come begins to count on its day; one that counts stops a number of days later.
        long age = AgeInDays(fact, day);
        long days = condition.Values[0].Number;
        long number = age < 0 && condition.Operator == RuleOperator.WithinDays ? day.Today.DayNumber - age : day.Today.DayNumber - age + days;
        return number > day.Today.DayNumber && number <= DateOnly.MaxValue.DayNumber ? DateOnly.FromDayNumber((int)number) : null;
    }

    private static IReadOnlyList<SegmentRule> PartsOf(SegmentRule rule) => rule switch
    {
        AllRule all => all.Parts,
        AnyRule any => any.Parts,
        NotRule not => [not.Part],
        _ => [],
    };

    private static DateOnly? Earlier(DateOnly? left, DateOnly? right) => left is null ? right : right is null || left < right ? left : right;
}
