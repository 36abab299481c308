using System.Diagnostics.CodeAnalysis;

namespace PrivateDomain.Sdk.Segments;

/// <summary>
/// Which members belong to something: conditions on fields, joined by all, any and not. A closed set of nodes; rules are plain values, built in C# from
/// <see cref="MemberFields"/> or read from JSON, and never text that something else executes.
/// </summary>
/// <remarks>
/// Immutable and thread-safe. The JSON is described by docs/segment-rule.schema.json; <see cref="ToString"/> gives it in its one canonical form.
/// </remarks>
public abstract class SegmentRule
{
    /// <summary>How deep rules may lie in each other.</summary>
    public const int MaxDepth = 32;

    /// <summary>How many nodes a rule may have.</summary>
    public const int MaxSize = 1_000;

    /// <summary>How many values a list may have.</summary>
    public const int MaxValues = 1_000;

    /// <summary>The largest number of days: about a hundred years.</summary>
    public const int MaxDays = 36_500;

    /// <summary>How many bytes of UTF-8 the JSON of a rule may have.</summary>
    public const int MaxJsonLength = 256 * 1024;

    // The rule is immutable: who asks first works it out for all, and whoever asks at the same time comes to the same.
    private string? _json;
    private IReadOnlyList<string>? _fieldNames;

    private protected SegmentRule(IReadOnlyList<SegmentRule> parts)
    {
        Depth = 1;
        Size = 1;
        foreach (SegmentRule part in parts)
        {
            ArgumentNullException.ThrowIfNull(part, nameof(parts));
            Depth = Math.Max(Depth, part.Depth + 1);
            Size = checked(Size + part.Size);
        }

        if (Depth > MaxDepth || Size > MaxSize)
        {
            throw new ArgumentException(
                $"The rule is {Depth} levels deep and has {Size} nodes; at most {MaxDepth} levels and {MaxSize} nodes are allowed.", nameof(parts));
        }
    }

    /// <summary>How many levels of rules there are, this one included.</summary>
    public int Depth { get; }

    /// <summary>How many nodes there are, this one included.</summary>
    public int Size { get; }

    /// <summary>Holds where all parts hold.</summary>
    /// <param name="parts">1 or more rules.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentException">There are no parts, or the rule becomes too deep or too large.</exception>
    public static SegmentRule All(params IReadOnlyList<SegmentRule> parts) => new AllRule(parts);

    /// <summary>Holds where at least one part holds.</summary>
    /// <param name="parts">1 or more rules.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentException">There are no parts, or the rule becomes too deep or too large.</exception>
    public static SegmentRule Any(params IReadOnlyList<SegmentRule> parts) => new AnyRule(parts);

    /// <summary>Holds where the part does not.</summary>
    /// <param name="part">A rule.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentException">The rule becomes too deep or too large.</exception>
    public static SegmentRule Not(SegmentRule part) => new NotRule(part);

    /// <summary>Reads a rule from JSON.</summary>
    /// <param name="utf8Json">The JSON, in UTF-8.</param>
    /// <param name="rule">The rule, if it could be read.</param>
    /// <param name="problem">What is wrong and where, otherwise.</param>
    /// <returns>Whether the rule could be read.</returns>
    /// <remarks>
    /// Made for JSON of unknown origin: nothing but what the schema names is accepted, a key stands once, and the work is bounded by the limits above.
    /// </remarks>
    public static bool TryParse(
        ReadOnlySpan<byte> utf8Json, [NotNullWhen(true)] out SegmentRule? rule, [NotNullWhen(false)] out RuleProblem? problem) =>
        RuleReader.TryRead(utf8Json, out rule, out problem);

    /// <summary>Reads a rule from JSON that is known to be one, such as what <see cref="ToString"/> gave.</summary>
    /// <param name="json">The JSON.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="FormatException">The text is no rule; the message says where and why.</exception>
    public static SegmentRule Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return TryParse(System.Text.Encoding.UTF8.GetBytes(json), out SegmentRule? rule, out RuleProblem? problem)
            ? rule
            : throw new FormatException(problem.ToString());
    }

    /// <summary>The names of the fields that the rule asks for, each once, in code-point order.</summary>
    /// <returns>The names.</returns>
    public IReadOnlyList<string> FieldNames()
    {
        if (_fieldNames is null)
        {
            var names = new SortedSet<string>(StringComparer.Ordinal);
            CollectFields(names);
            _fieldNames = [.. names];
        }

        return _fieldNames;
    }

    /// <summary>Whether another rule is the same, node by node.</summary>
    /// <param name="obj">Another rule.</param>
    /// <returns>Whether both have the same canonical JSON.</returns>
    public sealed override bool Equals(object? obj) => obj is SegmentRule other && (ReferenceEquals(this, other) || ToString() == other.ToString());

    /// <inheritdoc/>
    public sealed override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>The rule as JSON, in canonical form: equal rules give equal texts.</summary>
    /// <returns>The JSON.</returns>
    public sealed override string ToString() => _json ??= RuleWriter.Write(this);

    internal abstract void CollectFields(ISet<string> names);
}
