namespace PrivateDomain.Sdk.Segments;

/// <summary>What a field of a member holds, and so which conditions can be put on it.</summary>
public enum FieldKind
{
    /// <summary>A text, compared by code point.</summary>
    Text,

    /// <summary>A whole number: a count, points, money in minor units, or billionths of a share.</summary>
    Number,

    /// <summary>Yes or no.</summary>
    Boolean,

    /// <summary>A moment, compared exactly, or by the program's business days.</summary>
    Instant,

    /// <summary>Several texts at once, such as the tags of a group; empty counts as no value.</summary>
    TextSet,
}
