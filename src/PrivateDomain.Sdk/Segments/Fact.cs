using System.Globalization;

namespace PrivateDomain.Sdk.Segments;

/// <summary>What a member's field has: a text, a number, yes or no, a moment, several texts, or no value.</summary>
internal readonly record struct Fact
{
    private readonly RuleValue _value;
    private readonly IReadOnlyCollection<string>? _texts;
    private readonly bool _hasValue;

    private Fact(RuleValue value)
    {
        _value = value;
        _hasValue = true;
    }

    private Fact(IReadOnlyCollection<string> texts)
    {
        _texts = texts;
        _hasValue = texts.Count > 0;
    }

    internal static Fact None => default;

    internal bool HasValue => _hasValue;

    internal DateTimeOffset Instant => _value.Instant;

    internal static Fact Of(string? value) => value is null ? None : new Fact(RuleValue.Of(value));

    internal static Fact Of(long? value) => value is { } number ? new Fact(RuleValue.Of(number)) : None;

    internal static Fact Of(bool? value) => value is { } boolean ? new Fact(RuleValue.Of(boolean)) : None;

    internal static Fact Of(DateTimeOffset? value) => value is { } instant ? new Fact(RuleValue.Of(instant)) : None;

    internal static Fact Of(IReadOnlyCollection<string> values) => new(values);

    /// <summary>Whether it is this value, or has it among its texts.</summary>
    internal bool Is(RuleValue value) => _hasValue && (_texts is null ? _value == value : _texts.Contains(value.Text));

    /// <summary>How it compares with a value; it must have one.</summary>
    internal int CompareTo(RuleValue value) => RuleValue.Compare(_value, value);

    public override string? ToString() => !_hasValue ? null
        : _texts is null ? _value.ToString()
        : string.Create(CultureInfo.InvariantCulture, $"[{string.Join(", ", _texts.Order(StringComparer.Ordinal))}]");
}
