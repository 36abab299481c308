namespace PrivateDomain.Sdk.Storage;

/// <summary>
/// A text that a record makes of its properties when it is first asked for: ids are compared far more often than they are made.
/// It is no part of the record's value, so two of them are always equal; a property that it is made of forgets it when it is set.
/// </summary>
internal struct DerivedText : IEquatable<DerivedText>
{
    /// <summary>The text; <see langword="null"/> until it is made. Two threads may make it at once, and make the same.</summary>
    public string? Value;

    public readonly bool Equals(DerivedText other) => true;

    public override readonly bool Equals(object? obj) => obj is DerivedText;

    public override readonly int GetHashCode() => 0;
}
