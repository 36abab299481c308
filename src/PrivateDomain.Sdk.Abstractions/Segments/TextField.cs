namespace PrivateDomain.Sdk.Segments;

/// <summary>A field that holds a text.</summary>
/// <remarks>Immutable and thread-safe. Texts compare by code point: no case folding, no trimming.</remarks>
public sealed class TextField : MemberField
{
    internal TextField(string name)
        : base(name)
    {
    }

    /// <inheritdoc/>
    public override FieldKind Kind => FieldKind.Text;

    /// <summary>Holds where the field is this text.</summary>
    /// <param name="value">The text: an id text of 1 to 128 characters.</param>
    /// <returns>The condition.</returns>
    /// <exception cref="ArgumentException">The text is no id text.</exception>
    public SegmentRule Is(string value) => Condition(RuleOperator.Is, RuleValue.Of(value));

    /// <summary>Holds where the field is another text, or has no value.</summary>
    /// <param name="value">The text.</param>
    /// <returns>The condition.</returns>
    /// <exception cref="ArgumentException">The text is no id text.</exception>
    public SegmentRule IsNot(string value) => Condition(RuleOperator.IsNot, RuleValue.Of(value));

    /// <summary>Holds where the field is one of these texts.</summary>
    /// <param name="values">1 to <see cref="SegmentRule.MaxValues"/> texts.</param>
    /// <returns>The condition.</returns>
    /// <exception cref="ArgumentException">A text is no id text, or there are none or too many.</exception>
    public SegmentRule IsOneOf(params IReadOnlyList<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Condition(RuleOperator.In, [.. values.Select(RuleValue.Of)]);
    }
}
