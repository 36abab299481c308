using System.Globalization;

namespace PrivateDomain.Sdk;

/// <summary>An amount of money in whole minor units (分, cents) of one currency.</summary>
/// <param name="MinorUnits">The amount in minor units; may be negative as a result of subtraction.</param>
/// <param name="Currency">The currency.</param>
/// <remarks>An immutable value. Arithmetic is exact and checked; mixing currencies is an error, never a conversion.</remarks>
public readonly record struct Money(long MinorUnits, Currency Currency)
{
    /// <summary>Makes an amount from a decimal number of units.</summary>
    /// <param name="amount">The amount in units: <c>12.34m</c> is 1,234 minor units of CNY.</param>
    /// <param name="currency">The currency.</param>
    /// <returns>The amount.</returns>
    /// <exception cref="ArgumentException">The amount has more decimals than the currency.</exception>
    /// <exception cref="OverflowException">The amount does not fit in 64 bits of minor units.</exception>
    public static Money Of(decimal amount, Currency currency)
    {
        decimal minor = amount * currency.MinorUnitsPerUnit;
        if (minor != decimal.Truncate(minor))
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"{amount} has more than the {currency.Exponent} decimals of {currency.Code}; round it first."),
                nameof(amount));
        }

        return new Money(decimal.ToInt64(minor), currency);
    }

    /// <summary>Nothing, in a currency.</summary>
    /// <param name="currency">The currency.</param>
    /// <returns>Zero.</returns>
    public static Money Zero(Currency currency) => new(0, currency);

    /// <summary>Reads a plain decimal such as <c>12.34</c>: an optional minus, digits, and at most the currency's decimals after a point.</summary>
    /// <param name="text">The text; no blanks, signs other than a leading minus, separators or exponents.</param>
    /// <param name="currency">The currency.</param>
    /// <param name="money">The amount, or <c>default</c>.</param>
    /// <returns><see langword="true"/> when the text is an exact amount of the currency that fits in 64 bits.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, Currency currency, out Money money)
    {
        money = default;
        bool negative = text is ['-', ..];
        ReadOnlySpan<char> digits = negative ? text[1..] : text;
        int point = digits.IndexOf('.');
        ReadOnlySpan<char> units = point < 0 ? digits : digits[..point];
        ReadOnlySpan<char> decimals = point < 0 ? [] : digits[(point + 1)..];
        if (units.IsEmpty || (point >= 0 && decimals.IsEmpty) || decimals.Length > currency.Exponent || units.Length > 19)
        {
            return false;
        }

        Int128 minor = 0;
        if (!Accumulate(units, ref minor) || !Accumulate(decimals, ref minor))
        {
            return false;
        }

        for (int i = decimals.Length; i < currency.Exponent; i++)
        {
            minor *= 10;
        }

        minor = negative ? -minor : minor;
        if (minor < long.MinValue || minor > long.MaxValue)
        {
            return false;
        }

        money = new Money((long)minor, currency);
        return true;
    }

    /// <summary>Adds two amounts of one currency.</summary>
    /// <param name="left">The first amount.</param>
    /// <param name="right">The second amount.</param>
    /// <returns>The sum.</returns>
    /// <exception cref="ArgumentException">The currencies differ.</exception>
    /// <exception cref="OverflowException">The sum does not fit in 64 bits.</exception>
    public static Money operator +(Money left, Money right) => new(checked(left.MinorUnits + right.SameCurrencyAs(left)), left.Currency);

    /// <summary>Subtracts an amount of the same currency.</summary>
    /// <param name="left">The amount to subtract from.</param>
    /// <param name="right">The amount to subtract.</param>
    /// <returns>The difference.</returns>
    /// <exception cref="ArgumentException">The currencies differ.</exception>
    /// <exception cref="OverflowException">The difference does not fit in 64 bits.</exception>
    public static Money operator -(Money left, Money right) => new(checked(left.MinorUnits - right.SameCurrencyAs(left)), left.Currency);

    /// <summary>Adds an amount of the same currency.</summary>
    /// <param name="other">The amount to add.</param>
    /// <returns>The sum.</returns>
    /// <exception cref="ArgumentException">The currencies differ.</exception>
    /// <exception cref="OverflowException">The sum does not fit in 64 bits.</exception>
    public Money Add(Money other) => this + other;

    /// <summary>Subtracts an amount of the same currency.</summary>
    /// <param name="other">The amount to subtract.</param>
    /// <returns>The difference.</returns>
    /// <exception cref="ArgumentException">The currencies differ.</exception>
    /// <exception cref="OverflowException">The difference does not fit in 64 bits.</exception>
    public Money Subtract(Money other) => this - other;

    /// <summary>The amount in units with exactly the currency's decimals, without the currency: <c>12.34</c>.</summary>
    /// <returns>The plain decimal; <see cref="TryParse"/> reads it back.</returns>
    public string ToPlainString()
    {
        decimal units = new decimal(MinorUnits) / Currency.MinorUnitsPerUnit;
        return units.ToString("F" + Currency.Exponent.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>The amount with its currency: <c>12.34 CNY</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Currency.HasValue ? $"{ToPlainString()} {Currency.Code}" : "";

    private static bool Accumulate(ReadOnlySpan<char> digits, ref Int128 value)
    {
        foreach (char c in digits)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }

            value = (value * 10) + (c - '0');
        }

        return true;
    }

    private long SameCurrencyAs(Money other) => Currency == other.Currency
        ? MinorUnits
        : throw new ArgumentException($"Amounts of {other.Currency} and {Currency} cannot be added; convert one of them first.");
}
