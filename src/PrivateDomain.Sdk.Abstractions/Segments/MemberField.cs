namespace PrivateDomain.Sdk.Segments;

/// <summary>Something that is known of a member and that a rule can ask for: a metric, a tag group, an attribute, a stage.</summary>
/// <remarks>
/// Immutable and thread-safe. The fields there are stand in <see cref="MemberFields"/>. A field may have no value, as a first order where there is
/// none: then only <c>exists: false</c> and <c>is_not</c> hold, and every other condition does not.
/// </remarks>
public abstract class MemberField
{
    private protected MemberField(string name) => Name = name;

    /// <summary>The name in stored rules: <c>metric.orders</c>.</summary>
    public string Name { get; }

    /// <summary>What it holds.</summary>
    public abstract FieldKind Kind { get; }

    /// <summary>Holds for members for whom the field has a value.</summary>
    /// <returns>The condition.</returns>
    public SegmentRule Exists() => new ConditionRule(this, RuleOperator.Exists, RuleValue.Of(true));

    /// <summary>Holds for members for whom the field has no value.</summary>
    /// <returns>The condition.</returns>
    public SegmentRule IsMissing() => new ConditionRule(this, RuleOperator.Exists, RuleValue.Of(false));

    /// <summary>The name.</summary>
    /// <returns>The same as <see cref="Name"/>.</returns>
    public override string ToString() => Name;

    private protected SegmentRule Condition(RuleOperator op, params IReadOnlyList<RuleValue> values) => new ConditionRule(this, op, values);
}
