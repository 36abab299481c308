namespace PrivateDomain.Sdk.Segments;

/// <summary>A field that is yes or no.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class BooleanField : MemberField
{
    internal BooleanField(string name)
        : base(name)
    {
    }

    /// <inheritdoc/>
    public override FieldKind Kind => FieldKind.Boolean;

    /// <summary>Holds where the field has this value.</summary>
    /// <param name="value">Yes or no.</param>
    /// <returns>The condition.</returns>
    public SegmentRule Is(bool value) => Condition(RuleOperator.Is, RuleValue.Of(value));

    /// <summary>Holds where the field has the other value, or none.</summary>
    /// <param name="value">Yes or no.</param>
    /// <returns>The condition.</returns>
    public SegmentRule IsNot(bool value) => Condition(RuleOperator.IsNot, RuleValue.Of(value));
}
