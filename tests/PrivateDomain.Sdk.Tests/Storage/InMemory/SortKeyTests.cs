using FsCheck;
using FsCheck.Fluent;
using PrivateDomain.Sdk.Storage;
using PrivateDomain.Sdk.Storage.InMemory;

namespace PrivateDomain.Sdk.Tests.Storage.InMemory;

/// <summary>Keys never contradict the order that they are the beginning of.</summary>
public sealed class SortKeyTests
{
    // Zeros are counted, and surrogates are ordered as the code points that they stand for: what stands on both sides of either, and what is longer than a key.
    private static readonly string[] s_parts =
    [
        "", "\0", " ", "/", "0", "00000", "1", "9", "a", "b", "\u0080", "\u07FF", "\u0800", "\uD7FF", "\uE000", "\uFFFF", "\U00010000", "\U0010FFFF", "\uD800", "\uDFFF",
        new('0', 30), new('a', 15),
    ];

    [Fact]
    public void Texts_with_different_keys_are_ordered_as_those() =>
        Prop.ForAll(Texts().ToArbitrary(), Texts().ToArbitrary(), static (left, right) =>
            SortKey.Of(left) == SortKey.Of(right)
            || SortKey.Of(left).CompareTo(SortKey.Of(right)) < 0 == CodePointComparer.Instance.Compare(left, right) < 0)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));

    [Fact]
    public void The_end_of_a_text_stands_before_every_character() => Assert.True(SortKey.Of("ab").CompareTo(SortKey.Of("ab\u0001")) < 0);

    [Theory]
    [InlineData("0000000000000000001", "0000000000000000002")]
    [InlineData("0000000000000000999", "0000000000000001000")]
    [InlineData("0629880192000000000/1", "0629880192000001000/1")]
    [InlineData("order/row-4228/1", "order/row-4229/1")]
    public void Keys_tell_the_ids_apart_that_the_library_makes(string left, string right) => Assert.True(SortKey.Of(left).CompareTo(SortKey.Of(right)) < 0);

    [Fact]
    public void A_number_comes_first_and_what_follows_it_next()
    {
        long[] numbers = [long.MinValue, -1, 0, 1, long.MaxValue];
        SortKey[] keys = [.. numbers.SelectMany(static n => new[] { "", "a", "b" }, static (n, text) => SortKey.Of(ColumnValue.Of(n), ColumnValue.Of(text)))];

        Assert.Equal(keys, keys.Order(Comparer<SortKey>.Create(static (left, right) => left.CompareTo(right))));
        Assert.Distinct(keys);
    }

    [Fact]
    public void No_value_stands_before_every_value() =>
        Assert.True(SortKey.Of(ColumnValue.Of(1), ColumnValue.Null).CompareTo(SortKey.Of(ColumnValue.Of(1), ColumnValue.Of(""))) < 0);

    private static Gen<string> Texts() => Gen.Elements(s_parts).ListOf().Select(static parts => string.Concat(parts));
}
