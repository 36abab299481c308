using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace PrivateDomain.Sdk.Tests.Properties;

public sealed class MoneyProperties
{
    private static readonly string[] s_currencies = ["JPY", "CNY", "KWD", "CLF"];

    private static Gen<Money> AnyMoney { get; } =
        from minor in Laws.EdgyInt64
        from currency in Gen.Elements(s_currencies)
        select new Money(minor, currency);

    [Fact]
    public void Parsing_a_plain_string_gives_back_the_amount() => Laws.Hold(AnyMoney, 2_000, money =>
    {
        Assert.True(Money.TryParse(money.ToPlainString(), money.Currency, out Money back), money.ToPlainString());
        Assert.Equal(money, back);
    });

    [Fact]
    public void A_plain_string_has_exactly_the_decimals_of_the_currency() => Laws.Hold(AnyMoney, 500, money =>
    {
        string text = money.ToPlainString();
        int point = text.IndexOf('.', StringComparison.Ordinal);
        Assert.Equal(money.Currency.Exponent, point < 0 ? 0 : text.Length - point - 1);
        Assert.Equal(money.MinorUnits, (long)BigInteger.Parse(text.Replace(".", "", StringComparison.Ordinal)));
    });

    [Fact]
    public void Making_an_amount_of_its_decimal_gives_back_the_amount() => Laws.Hold(AnyMoney, 1_000, money =>
        Assert.Equal(money, Money.Of(decimal.Parse(money.ToPlainString()), money.Currency)));

    [Fact]
    public void One_decimal_more_than_the_currency_has_is_refused() => Laws.Hold(
        from money in AnyMoney
        where Math.Abs((decimal)money.MinorUnits) < 1_000_000_000_000_000_000m
        from digit in Gen.Choose(1, 9)
        select (money, digit),
        500,
        pair =>
        {
            string plain = pair.money.ToPlainString();
            string finer = (pair.money.Currency.Exponent == 0 ? plain + "." : plain) + pair.digit;

            Assert.False(Money.TryParse(finer, pair.money.Currency, out Money parsed));
            Assert.Equal(default, parsed);
            ArgumentException refused = Assert.Throws<ArgumentException>(() => Money.Of(decimal.Parse(finer), pair.money.Currency));
            Assert.Contains(pair.money.Currency.Code, refused.Message, StringComparison.Ordinal);
            Assert.Contains("round", refused.Message, StringComparison.Ordinal);
        });

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("--1")]
    [InlineData("+1")]
    [InlineData(".")]
    [InlineData(".5")]
    [InlineData("1.")]
    [InlineData("1.2.3")]
    [InlineData("1,5")]
    [InlineData("1,000")]
    [InlineData("1 000")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1\n")]
    [InlineData("1\0")]
    [InlineData("1e3")]
    [InlineData("0x10")]
    [InlineData("NaN")]
    [InlineData("∞")]
    [InlineData("１")]
    [InlineData("١")]
    [InlineData("¥1")]
    [InlineData("12.345")]
    [InlineData("12.340")]
    [InlineData("92233720368547758.08")]
    [InlineData("-92233720368547758.09")]
    [InlineData("99999999999999999999999999999999999999999999999999")]
    public void Text_that_is_no_plain_decimal_of_the_currency_is_refused(string text)
    {
        Assert.False(Money.TryParse(text, "CNY", out Money money));
        Assert.Equal(default, money);
    }

    [Theory]
    [InlineData("92233720368547758.07", long.MaxValue)]
    [InlineData("-92233720368547758.08", long.MinValue)]
    [InlineData("-0", 0)]
    [InlineData("-0.01", -1)]
    [InlineData("007.5", 750)]
    public void Text_at_the_edge_is_read_exactly(string text, long minorUnits)
    {
        Assert.True(Money.TryParse(text, "CNY", out Money money));
        Assert.Equal(new Money(minorUnits, "CNY"), money);
    }

    [Fact]
    public void Sums_and_differences_are_exact_or_an_overflow() => Laws.Hold(
        from left in Laws.EdgyInt64
        from right in Laws.EdgyInt64
        select (left, right),
        1_000,
        pair =>
        {
            var left = new Money(pair.left, "CNY");
            var right = new Money(pair.right, "CNY");
            AssertExact((BigInteger)pair.left + pair.right, () => left + right);
            AssertExact((BigInteger)pair.left - pair.right, () => left - right);
            AssertExact((BigInteger)pair.left + pair.right, () => left.Add(right));
            AssertExact((BigInteger)pair.left - pair.right, () => left.Subtract(right));
        });

    [Fact]
    public void Amounts_of_two_currencies_are_never_mixed()
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => new Money(1, "CNY") + new Money(1, "USD"));
        Assert.Contains("CNY", refused.Message, StringComparison.Ordinal);
        Assert.Contains("USD", refused.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Money(1, "CNY") - new Money(1, "USD"));
        Assert.Throws<ArgumentException>(() => new Money(1, "CNY") + default(Money));
    }

    [Fact]
    public void An_amount_beyond_64_bits_of_minor_units_is_an_overflow()
    {
        Assert.Throws<OverflowException>(() => Money.Of(92_233_720_368_547_758.08m, "CNY"));
        Assert.Throws<OverflowException>(() => Money.Of(decimal.MaxValue, "CNY"));
        Assert.Throws<OverflowException>(() => Money.Of(decimal.MinValue, "CLF"));
    }

    [Theory]
    [InlineData("cny")]
    [InlineData("CNY ")]
    [InlineData("RMB")]
    [InlineData("")]
    [InlineData("ＣＮＹ")]
    public void A_code_that_is_no_currency_is_refused(string code)
    {
        Assert.False(Currency.TryParse(code, out _));
        Assert.Throws<ArgumentException>(() => new Currency(code));
    }

    private static void AssertExact(BigInteger exact, Func<Money> compute)
    {
        if (exact < long.MinValue || exact > long.MaxValue)
        {
            Assert.Throws<OverflowException>(() => compute());
        }
        else
        {
            Assert.Equal(new Money((long)exact, "CNY"), compute());
        }
    }
}
