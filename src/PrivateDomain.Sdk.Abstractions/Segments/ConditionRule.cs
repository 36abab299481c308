namespace PrivateDomain.Sdk.Segments;

/// <summary>A condition on one field.</summary>
/// <remarks>Immutable and thread-safe. Made by the methods of the fields, or read from JSON.</remarks>
public sealed class ConditionRule : SegmentRule
{
    internal ConditionRule(MemberField field, RuleOperator op, params IReadOnlyList<RuleValue> values)
        : base([])
    {
        Field = field;
        Operator = op;
        Values = [.. values];
        if (RuleOperators.Problem(field, op, Values) is { } problem)
        {
            throw new ArgumentException($"{field.Name}: {problem}.", nameof(values));
        }
    }

    /// <summary>What is looked at.</summary>
    public MemberField Field { get; }

    /// <summary>How it is compared.</summary>
    public RuleOperator Operator { get; }

    /// <summary>With what: two for a range, any number for a list, otherwise one.</summary>
    public IReadOnlyList<RuleValue> Values { get; }

    internal override void CollectFields(ISet<string> names) => names.Add(Field.Name);
}
