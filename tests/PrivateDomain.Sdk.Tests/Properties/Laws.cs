using FsCheck;
using FsCheck.Fluent;

namespace PrivateDomain.Sdk.Tests.Properties;

/// <summary>Checks laws with generated values; a failure prints the shrunk value and the seed.</summary>
internal static class Laws
{
    /// <summary>64-bit integers with a liking for the edges: 0, 1, powers of two and their neighbors, the ends.</summary>
    internal static Gen<long> EdgyInt64 { get; } = Gen.OneOf(
        Gen.Elements(0L, 1L, -1L, 99L, 100L, 101L, long.MaxValue, long.MaxValue - 1, long.MinValue, long.MinValue + 1),
        from power in Gen.Choose(0, 62)
        from beside in Gen.Choose(-1, 1)
        from sign in Gen.Elements(1, -1)
        select ((1L << power) + beside) * sign,
        from high in Gen.Choose(int.MinValue, int.MaxValue)
        from low in Gen.Choose(int.MinValue, int.MaxValue)
        select ((long)high << 32) ^ low);

    /// <summary>Amounts from 1 to a limit with the same liking.</summary>
    internal static Gen<long> AmountUpTo(long max) => EdgyInt64.Select(n => n is long.MinValue ? max : 1 + (Math.Abs(n) % max));

    /// <summary>Mostly well-formed text of all planes: ASCII, CJK, private use, emoji, surrogate boundaries.</summary>
    internal static Gen<string> Text { get; } = Gen.ArrayOf(
            Gen.Elements(0x20, 0x41, 0x61, 0x7E, 0xE9, 0x301, 0x4E2D, 0xD7FF, 0xE000, 0xFFFD, 0xFFFF, 0x10000, 0x1F600, 0x10FFFF))
        .Select(codePoints => string.Concat(codePoints.Select(char.ConvertFromUtf32)));

    internal static void Hold<T>(Gen<T> values, int tests, Action<T> law) =>
        Prop.ForAll(values.ToArbitrary(), law).Check(Config.QuickThrowOnFailure.WithMaxTest(tests));

    internal static void HoldAsync<T>(Gen<T> values, int tests, Func<T, Task> law) =>
        Hold(values, tests, value => Task.Run(() => law(value)).GetAwaiter().GetResult());
}
