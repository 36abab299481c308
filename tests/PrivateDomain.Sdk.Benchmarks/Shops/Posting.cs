using System.Globalization;

namespace PrivateDomain.Sdk.Benchmarks.Shops;

/// <summary>The n-th posting of a measurement: the same key, points and member for everybody who is measured.</summary>
internal static class Posting
{
    private const int PointsCycle = 10;
    private const ulong Spread = 0x9E3779B97F4A7C15;

    public static string KeyOf(int number) => string.Create(CultureInfo.InvariantCulture, $"posting-{number:D9}");

    public static string MemberOf(int number) => string.Create(CultureInfo.InvariantCulture, $"member-{number:D8}");

    /// <summary>1 to 10 points, so that a lost posting and a doubled one hardly ever make up for each other.</summary>
    public static long PointsOf(int number) => (number % PointsCycle) + 1;

    /// <summary>The points of postings 1 to n.</summary>
    public static long SumOfFirst(int count)
    {
        long sum = 0;
        for (int number = 1; number <= count; number++)
        {
            sum += PointsOf(number);
        }

        return sum;
    }

    /// <summary>Which of some members a posting goes to: any, without order, and always the same one.</summary>
    public static int AnyOf(int number, int members) => (int)(((ulong)number * Spread >> 32) % (ulong)members);
}
