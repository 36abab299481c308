namespace PrivateDomain.Sdk.Storage;

/// <summary>What a column of a record holds.</summary>
public enum ColumnKind
{
    /// <summary>Well-formed Unicode text without U+0000, kept and compared by code point.</summary>
    Text,

    /// <summary>A signed 64-bit integer.</summary>
    Int64,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A UTC instant with a resolution of 100 ns, as a count of 100 ns ticks since 1970-01-01T00:00:00Z.</summary>
    Instant,

    /// <summary>A JSON document as text, kept as it was written.</summary>
    Json,
}
