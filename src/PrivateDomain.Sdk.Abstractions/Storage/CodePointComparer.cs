namespace PrivateDomain.Sdk.Storage;

/// <summary>Orders text by Unicode code point, as UTF-8 bytes do in a database.</summary>
/// <remarks>
/// Ordinal order of .NET strings compares UTF-16 code units, which puts U+10000 and above before U+E000: two stores would page differently.
/// Stateless and thread-safe.
/// </remarks>
public sealed class CodePointComparer : IComparer<string>
{
    private CodePointComparer()
    {
    }

    /// <summary>The comparer.</summary>
    public static CodePointComparer Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        if (x is null || y is null)
        {
            return x is null ? (y is null ? 0 : -1) : 1;
        }

        int common = x.AsSpan().CommonPrefixLength(y);
        if (common == x.Length || common == y.Length)
        {
            return x.Length - y.Length;
        }

        char left = x[common];
        char right = y[common];
        bool leftIsSurrogate = char.IsSurrogate(left);
        return leftIsSurrogate == char.IsSurrogate(right) ? left - right : leftIsSurrogate ? 1 : -1;
    }
}
