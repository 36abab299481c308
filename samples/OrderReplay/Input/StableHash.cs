using System.Runtime.CompilerServices;

namespace OrderReplay.Input;

/// <summary>A 64-bit hash (FNV-1a) that is the same on every machine and in every run; two texts share one about once in 2^64 pairs.</summary>
internal static class StableHash
{
    public const ulong Seed = 14695981039346656037;

    private const ulong Prime = 1099511628211;

    public static ulong Of(ReadOnlySpan<char> text, ulong seed = Seed)
    {
        ulong hash = seed;
        foreach (char c in text)
        {
            hash = (hash ^ c) * Prime;
        }

        // The length keeps the parts of a chain apart: "ab" then "c" is not "a" then "bc".
        return Of(text.Length, hash);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(long value, ulong seed)
    {
        ulong hash = (seed ^ (ulong)value) * Prime;
        hash = (hash ^ (hash >> 32)) * 0x9E3779B97F4A7C15;
        return hash ^ (hash >> 29);
    }
}
