using System.Globalization;

namespace PrivateDomain.Sdk.Segments;

/// <summary>Which operators there are, for which kinds of fields, and with which values.</summary>
internal static class RuleOperators
{
    private static readonly DateTimeOffset Earliest = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(9001, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The operators by their names in JSON.</summary>
    internal static IReadOnlyList<(string Name, RuleOperator Operator)> Names { get; } =
    [
        ("is", RuleOperator.Is),
        ("is_not", RuleOperator.IsNot),
        ("below", RuleOperator.Below),
        ("at_most", RuleOperator.AtMost),
        ("above", RuleOperator.Above),
        ("at_least", RuleOperator.AtLeast),
        ("between", RuleOperator.Between),
        ("in", RuleOperator.In),
        ("exists", RuleOperator.Exists),
        ("within_days", RuleOperator.WithinDays),
        ("older_than_days", RuleOperator.OlderThanDays),
    ];

    internal static string NameOf(RuleOperator op) => Names.First(n => n.Operator == op).Name;

    internal static RuleOperator? Find(string name)
    {
        foreach ((string known, RuleOperator op) in Names)
        {
            if (known == name)
            {
                return op;
            }
        }

        return null;
    }

    /// <summary>Whether a kind of field can be compared so.</summary>
    internal static bool Suits(FieldKind kind, RuleOperator op) => op switch
    {
        RuleOperator.Exists => true,
        RuleOperator.Is or RuleOperator.IsNot => kind != FieldKind.Instant,
        RuleOperator.In => kind is FieldKind.Text or FieldKind.Number or FieldKind.TextSet,
        RuleOperator.Below or RuleOperator.AtMost or RuleOperator.Above or RuleOperator.AtLeast or RuleOperator.Between =>
            kind is FieldKind.Number or FieldKind.Instant,
        _ => kind == FieldKind.Instant,
    };

    /// <summary>What values an operator on a kind of field takes.</summary>
    internal static FieldKind KindOfValues(FieldKind field, RuleOperator op) => op switch
    {
        RuleOperator.Exists => FieldKind.Boolean,
        RuleOperator.WithinDays or RuleOperator.OlderThanDays => FieldKind.Number,
        _ => field == FieldKind.TextSet ? FieldKind.Text : field,
    };

    internal static bool TakesList(RuleOperator op) => op is RuleOperator.In or RuleOperator.Between;

    /// <summary>What is wrong with a condition; <see langword="null"/> when nothing is.</summary>
    internal static string? Problem(MemberField field, RuleOperator op, IReadOnlyList<RuleValue> values)
    {
        if (!Suits(field.Kind, op))
        {
            return $"'{NameOf(op)}' does not suit a field of the kind {field.Kind}";
        }

        if (values.Count == 0 || values.Count > SegmentRule.MaxValues)
        {
            return string.Create(CultureInfo.InvariantCulture, $"it has {values.Count} values; use 1 to {SegmentRule.MaxValues}");
        }

        if (op == RuleOperator.Between && values.Count != 2)
        {
            return "a range has two values, from and through";
        }

        FieldKind wanted = KindOfValues(field.Kind, op);
        foreach (RuleValue value in values)
        {
            if (ValueProblem(op, value, wanted) is { } problem)
            {
                return problem;
            }
        }

        return op == RuleOperator.Between && RuleValue.Compare(values[0], values[1]) > 0
            ? $"the range from {values[0]} through {values[1]} is empty"
            : null;
    }

    private static string? ValueProblem(RuleOperator op, RuleValue value, FieldKind wanted)
    {
        if (value.Kind != wanted)
        {
            return $"a value is of the kind {value.Kind} and {wanted} is expected";
        }

        if (wanted == FieldKind.Text)
        {
            return Identifier.IsValid(value.Text, out string? problem) ? null : $"a text is not usable: {problem}";
        }

        if (wanted == FieldKind.Instant)
        {
            return value.Instant >= Earliest && value.Instant < Latest ? null : "a time is not between the years 1900 and 9000";
        }

        return op is RuleOperator.WithinDays or RuleOperator.OlderThanDays && value.Number is < 1 or > SegmentRule.MaxDays
            ? string.Create(CultureInfo.InvariantCulture, $"{value.Number} days are out of range; use 1 to {SegmentRule.MaxDays}")
            : null;
    }
}
