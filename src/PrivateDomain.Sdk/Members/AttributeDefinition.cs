namespace PrivateDomain.Sdk.Members;

/// <summary>Declares an attribute that members of this host's programs may have: its name, what it holds, and which values it takes.</summary>
/// <remarks>
/// Immutable and thread-safe. Checked with all other settings when the host starts. To declare is to allow: taking a declaration away, or changing it, changes
/// nothing that is stored.
/// </remarks>
public sealed class AttributeDefinition
{
    /// <summary>The longest name.</summary>
    public const int MaxNameLength = AttributeName.MaxLength;

    /// <summary>The longest text, alone or in a set: that of an id text, so that rules can ask for every value.</summary>
    public const int MaxTextLength = Identifier.MaxLength;

    /// <summary>The most texts of a set.</summary>
    public const int MaxTexts = 100;

    /// <summary>The most values that <see cref="AllowedValues"/> may name.</summary>
    public const int MaxAllowedValues = 1_000;

    private AttributeDefinition(string name, AttributeKind kind, IReadOnlyList<string>? allowedValues, long minimum, long maximum)
    {
        Name = name;
        Kind = kind;
        AllowedValues = allowedValues is null ? null : [.. allowedValues];
        Minimum = minimum;
        Maximum = maximum;
    }

    /// <summary>The name: <c>[a-z][a-z0-9_]*</c>, at most 32 characters.</summary>
    public string Name { get; }

    /// <summary>What it holds.</summary>
    public AttributeKind Kind { get; }

    /// <summary>The only texts that it takes, alone or in a set; <see langword="null"/> for any.</summary>
    public IReadOnlyList<string>? AllowedValues { get; }

    /// <summary>The smallest number that it takes.</summary>
    public long Minimum { get; }

    /// <summary>The largest number that it takes.</summary>
    public long Maximum { get; }

    /// <summary>Declares a text of 1 to 128 characters.</summary>
    /// <param name="name">The name: <c>[a-z][a-z0-9_]*</c>, at most 32 characters.</param>
    /// <param name="allowedValues">The only texts that it takes, 1 to 1,000 id texts; any when left out.</param>
    /// <returns>The declaration.</returns>
    public static AttributeDefinition Text(string name, IReadOnlyList<string>? allowedValues = null) =>
        new(name, AttributeKind.Text, allowedValues, long.MinValue, long.MaxValue);

    /// <summary>Declares a whole number.</summary>
    /// <param name="name">The name: <c>[a-z][a-z0-9_]*</c>, at most 32 characters.</param>
    /// <param name="minimum">The smallest number that it takes.</param>
    /// <param name="maximum">The largest number that it takes.</param>
    /// <returns>The declaration.</returns>
    public static AttributeDefinition Number(string name, long minimum = long.MinValue, long maximum = long.MaxValue) =>
        new(name, AttributeKind.Number, null, minimum, maximum);

    /// <summary>Declares a yes or no.</summary>
    /// <param name="name">The name: <c>[a-z][a-z0-9_]*</c>, at most 32 characters.</param>
    /// <returns>The declaration.</returns>
    public static AttributeDefinition Boolean(string name) => new(name, AttributeKind.Boolean, null, long.MinValue, long.MaxValue);

    /// <summary>Declares a moment; a date is the moment at which it begins in the program's time zone.</summary>
    /// <param name="name">The name: <c>[a-z][a-z0-9_]*</c>, at most 32 characters.</param>
    /// <returns>The declaration.</returns>
    public static AttributeDefinition Instant(string name) => new(name, AttributeKind.Instant, null, long.MinValue, long.MaxValue);

    /// <summary>Declares a set of up to 100 texts, each of 1 to 128 characters.</summary>
    /// <param name="name">The name: <c>[a-z][a-z0-9_]*</c>, at most 32 characters.</param>
    /// <param name="allowedValues">The only texts that may be in it, 1 to 1,000 id texts; any when left out.</param>
    /// <returns>The declaration.</returns>
    public static AttributeDefinition TextSet(string name, IReadOnlyList<string>? allowedValues = null) =>
        new(name, AttributeKind.TextSet, allowedValues, long.MinValue, long.MaxValue);

    /// <summary>The name and kind.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Name} ({MemberAttribute.NameOf(Kind)})";
}
