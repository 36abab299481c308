using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PrivateDomain.Sdk.Pipeline;

/// <summary>
/// The canonical encoding of a command's content, version 1: a line <c>name=value</c> for each field that has a value, in a fixed order.
/// Control characters are refused in all texts, so a line break cannot be forged. Long texts stand as their digest; so do free texts.
/// </summary>
internal sealed class FingerprintBuilder : IDisposable
{
    private const int LongestPlain = 64;
    private const int LongestNumber = 20;
    private const int Usual = 256;

    private char[] _text = ArrayPool<char>.Shared.Rent(Usual);
    private int _length;

    internal FingerprintBuilder() => Append("v1");

    internal FingerprintBuilder Add(string name, string? value)
    {
        if (value is not null)
        {
            // A short text that begins like a digest stands as its digest too, so that no text passes for another's.
            Field(name).Append(value.Length <= LongestPlain && !value.StartsWith('#') ? value : Digest(value));
        }

        return this;
    }

    /// <summary>A free text, which may hold personal data: only its digest is kept.</summary>
    internal FingerprintBuilder AddText(string name, string? value)
    {
        if (value is not null)
        {
            Field(name).Append(Digest(value));
        }

        return this;
    }

    internal FingerprintBuilder Add(string name, long value)
    {
        Field(name).Append(value);
        return this;
    }

    internal FingerprintBuilder Add(string name, DateTimeOffset? value) => value is { } instant ? Add(name, instant.UtcTicks) : this;

    internal FingerprintBuilder Add(string name, Money? value)
    {
        if (value is { } money)
        {
            Field(name).Append(money.MinorUnits).Append(" ").Append(money.Currency.Code);
        }

        return this;
    }

    public override string ToString() => new(_text, 0, _length);

    public void Dispose()
    {
        ArrayPool<char>.Shared.Return(_text);
        _text = [];
        _length = 0;
    }

    /// <summary>The name of the first field in which two fingerprints differ; <see langword="null"/> when they are equal.</summary>
    internal static string? FirstDifference(string stored, string given)
    {
        if (stored == given)
        {
            return null;
        }

        string[] left = stored.Split('\n');
        string[] right = given.Split('\n');
        if (left[0] != right[0])
        {
            return "version";
        }

        int i = 1;
        while (i < left.Length && i < right.Length && left[i] == right[i])
        {
            i++;
        }

        string[] rest = i < left.Length ? left[(i + 1)..] : [];
        string mine = i < right.Length ? NameOf(right[i]) : "";
        string theirs = i < left.Length ? NameOf(left[i]) : "";

        // A field that only one side has: the side whose field the other has later is the one that lacks it.
        return mine.Length == 0 || rest.Any(line => NameOf(line) == mine) ? theirs : mine;
    }

    private static string NameOf(string line) => line[..line.IndexOf('=', StringComparison.Ordinal)];

    private static string Digest(string value) => "#" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(value)).AsSpan(0, 16));

    private FingerprintBuilder Field(string name) => Append("\n").Append(name).Append("=");

    private FingerprintBuilder Append(string text)
    {
        text.CopyTo(Room(text.Length));
        _length += text.Length;
        return this;
    }

    private FingerprintBuilder Append(long number)
    {
        number.TryFormat(Room(LongestNumber), out int written, provider: CultureInfo.InvariantCulture);
        _length += written;
        return this;
    }

    private Span<char> Room(int length)
    {
        if (_text.Length - _length < length)
        {
            char[] longer = ArrayPool<char>.Shared.Rent(int.Max(2 * _text.Length, _length + length));
            _text.AsSpan(0, _length).CopyTo(longer);
            ArrayPool<char>.Shared.Return(_text);
            _text = longer;
        }

        return _text.AsSpan(_length);
    }
}
