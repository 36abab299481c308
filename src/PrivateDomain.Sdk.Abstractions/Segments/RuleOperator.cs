namespace PrivateDomain.Sdk.Segments;

/// <summary>How a condition compares a field with its values.</summary>
public enum RuleOperator
{
    /// <summary>Is this value; for sets: this value is among them.</summary>
    Is,

    /// <summary>The opposite of <see cref="Is"/>; holds without a value too.</summary>
    IsNot,

    /// <summary>Less than, or before.</summary>
    Below,

    /// <summary>Up to and including.</summary>
    AtMost,

    /// <summary>More than, or after.</summary>
    Above,

    /// <summary>From, itself included.</summary>
    AtLeast,

    /// <summary>From the first value to the second, both included.</summary>
    Between,

    /// <summary>Is one of these values; for sets: one of these values is among them.</summary>
    In,

    /// <summary>Has a value, or has none.</summary>
    Exists,

    /// <summary>Lies in the last days: today and those before it.</summary>
    WithinDays,

    /// <summary>Lies before the last days.</summary>
    OlderThanDays,
}
