using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Tests.Storage;

/// <summary>Numbers as keys hold them.</summary>
public sealed class NumberTextTests
{
    [Theory]
    [InlineData(0, "0000000000000000000")]
    [InlineData(1, "0000000000000000001")]
    [InlineData(10, "0000000000000000010")]
    [InlineData(long.MaxValue, "9223372036854775807")]
    public void A_number_has_nineteen_digits(long number, string text) => Assert.Equal(text, NumberText.Of(number));

    [Fact]
    public void A_number_is_written_as_it_always_was_and_read_back() =>
        Prop.ForAll(Numbers().ToArbitrary(), number =>
            NumberText.Of(number) == number.ToString("D19", CultureInfo.InvariantCulture) && NumberText.Parse(NumberText.Of(number)) == number)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Fact]
    public void Texts_order_by_code_point_as_the_numbers_do() =>
        Prop.ForAll(Numbers().Where(static n => n >= 0).ToArbitrary(), Numbers().Where(static n => n >= 0).ToArbitrary(), (left, right) =>
            Math.Sign(CodePointComparer.Instance.Compare(NumberText.Of(left), NumberText.Of(right))) == left.CompareTo(right))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    private static Gen<long> Numbers() => Gen.OneOf(
        Gen.Choose(-10, 10_000).Select(static i => (long)i),
        Gen.Choose(0, 62).Select(static bits => 1L << bits),
        Gen.Choose(0, 18).Select(static digits => (long)Math.Pow(10, digits) - 1),
        Gen.Choose(0, 10).Select(static i => long.MaxValue - i));
}
