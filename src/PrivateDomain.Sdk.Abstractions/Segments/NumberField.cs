namespace PrivateDomain.Sdk.Segments;

/// <summary>A field that holds a whole number; its unit stands with the field.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class NumberField : MemberField
{
    internal NumberField(string name)
        : base(name)
    {
    }

    /// <inheritdoc/>
    public override FieldKind Kind => FieldKind.Number;

    /// <summary>Holds where the field is this number.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The condition.</returns>
    public SegmentRule Is(long value) => Condition(RuleOperator.Is, RuleValue.Of(value));

    /// <summary>Holds where the field is another number, or has no value.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The condition.</returns>
    public SegmentRule IsNot(long value) => Condition(RuleOperator.IsNot, RuleValue.Of(value));

    /// <summary>Holds below a number.</summary>
    /// <param name="value">The first number that is too large.</param>
    /// <returns>The condition.</returns>
    public SegmentRule Below(long value) => Condition(RuleOperator.Below, RuleValue.Of(value));

    /// <summary>Holds up to a number, itself included.</summary>
    /// <param name="value">The largest number that holds.</param>
    /// <returns>The condition.</returns>
    public SegmentRule AtMost(long value) => Condition(RuleOperator.AtMost, RuleValue.Of(value));

    /// <summary>Holds above a number.</summary>
    /// <param name="value">The largest number that is too small.</param>
    /// <returns>The condition.</returns>
    public SegmentRule Above(long value) => Condition(RuleOperator.Above, RuleValue.Of(value));

    /// <summary>Holds from a number, itself included.</summary>
    /// <param name="value">The smallest number that holds.</param>
    /// <returns>The condition.</returns>
    public SegmentRule AtLeast(long value) => Condition(RuleOperator.AtLeast, RuleValue.Of(value));

    /// <summary>Holds from one number to another, both included.</summary>
    /// <param name="from">The smallest number that holds.</param>
    /// <param name="through">The largest number that holds.</param>
    /// <returns>The condition.</returns>
    /// <exception cref="ArgumentException">The range is empty.</exception>
    public SegmentRule Between(long from, long through) => Condition(RuleOperator.Between, RuleValue.Of(from), RuleValue.Of(through));

    /// <summary>Holds where the field is one of these numbers.</summary>
    /// <param name="values">1 to <see cref="SegmentRule.MaxValues"/> numbers.</param>
    /// <returns>The condition.</returns>
    /// <exception cref="ArgumentException">There are none or too many.</exception>
    public SegmentRule IsOneOf(params IReadOnlyList<long> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Condition(RuleOperator.In, [.. values.Select(RuleValue.Of)]);
    }
}
