using System.Numerics;

namespace PrivateDomain.Sdk.Tests.NaiveModel;

/// <summary>The settings of a program in plain values.</summary>
internal sealed record NaiveTerms
{
    internal decimal EarnPerUnit { get; init; }

    internal TimeSpan? ExpiresAfter { get; init; }

    internal TimeSpan PendingFor { get; init; }

    internal BigInteger MaxPoints { get; init; } = 1_000_000_000_000;

    internal IReadOnlyList<decimal> Rates { get; init; } = [];

    internal BigInteger MaxCommission { get; init; } = 1_000_000_000_000;

    internal BigInteger MaxOrder { get; init; } = 1_000_000_000_000;

    internal bool Rebinds { get; init; }

    internal int MaxChain { get; init; } = 1_000;

    internal string Currency { get; init; } = "CNY";

    /// <summary>Minor units of one unit of the currency.</summary>
    internal BigInteger MinorUnits { get; init; } = 100;

    /// <summary>The points that goods of so many minor units earn: rounded down.</summary>
    internal BigInteger PointsFor(BigInteger goods)
    {
        (BigInteger numerator, BigInteger denominator) = Fraction(EarnPerUnit);
        return goods * numerator / (denominator * MinorUnits);
    }

    /// <summary>What each of so many levels gets of a base: half up, and never more together than the base.</summary>
    internal IReadOnlyList<BigInteger> CommissionFor(BigInteger @base, int levels)
    {
        var amounts = new List<BigInteger>();
        BigInteger left = @base;
        for (int level = 0; level < levels; level++)
        {
            (BigInteger numerator, BigInteger denominator) = Fraction(Rates[level]);
            BigInteger amount = BigInteger.Min(((2 * @base * numerator) + denominator) / (2 * denominator), left);
            amounts.Add(amount);
            left -= amount;
        }

        return amounts;
    }

    internal static (BigInteger Numerator, BigInteger Denominator) Fraction(decimal value)
    {
        BigInteger denominator = 1;
        while (value != decimal.Truncate(value))
        {
            value *= 10;
            denominator *= 10;
        }

        return (new BigInteger(value), denominator);
    }
}
