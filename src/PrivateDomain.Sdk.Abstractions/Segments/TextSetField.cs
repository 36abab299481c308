namespace PrivateDomain.Sdk.Segments;

/// <summary>A field that holds several texts at once, such as the tags of a group.</summary>
/// <remarks>Immutable and thread-safe. Texts compare by code point. An empty set counts as no value.</remarks>
public sealed class TextSetField : MemberField
{
    internal TextSetField(string name)
        : base(name)
    {
    }

    /// <inheritdoc/>
    public override FieldKind Kind => FieldKind.TextSet;

    /// <summary>Holds where this text is among them.</summary>
    /// <param name="value">The text: an id text of 1 to 128 characters.</param>
    /// <returns>The condition.</returns>
    /// <exception cref="ArgumentException">The text is no id text.</exception>
    public SegmentRule Contains(string value) => Condition(RuleOperator.Is, RuleValue.Of(value));

    /// <summary>Holds where this text is not among them, also where there are none.</summary>
    /// <param name="value">The text.</param>
    /// <returns>The condition.</returns>
    /// <exception cref="ArgumentException">The text is no id text.</exception>
    public SegmentRule Lacks(string value) => Condition(RuleOperator.IsNot, RuleValue.Of(value));

    /// <summary>Holds where at least one of these texts is among them.</summary>
    /// <param name="values">1 to <see cref="SegmentRule.MaxValues"/> texts.</param>
    /// <returns>The condition.</returns>
    /// <exception cref="ArgumentException">A text is no id text, or there are none or too many.</exception>
    public SegmentRule ContainsAnyOf(params IReadOnlyList<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Condition(RuleOperator.In, [.. values.Select(RuleValue.Of)]);
    }
}
