using FsCheck;
using FsCheck.Fluent;
using PrivateDomain.Sdk.Storage;
using PrivateDomain.Sdk.Storage.InMemory;

namespace PrivateDomain.Sdk.Tests.Storage.InMemory;

/// <summary>Prefixes never contradict the order that they are the beginning of.</summary>
public sealed class SortPrefixTests
{
    // Both sides of the surrogates, which are ordered as the code points that they stand for.
    private static readonly string[] s_parts = ["", "\0", " ", "a", "b", "\uD7FF", "\uE000", "\uFFFF", "\U00010000", "\U0010FFFF", "\uD800", "\uDFFF"];

    [Fact]
    public void Texts_with_different_prefixes_are_ordered_as_those() =>
        Prop.ForAll(Texts().ToArbitrary(), Texts().ToArbitrary(), static (left, right) =>
            SortPrefix.Of(left) == SortPrefix.Of(right)
            || SortPrefix.Of(left) < SortPrefix.Of(right) == CodePointComparer.Instance.Compare(left, right) < 0)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Fact]
    public void The_end_of_a_text_stands_before_every_character() => Assert.True(SortPrefix.Of("ab") < SortPrefix.Of("ab\u0001"));

    [Fact]
    public void A_number_is_its_own_prefix() =>
        Assert.All(new[] { long.MinValue, -1, 0, 1, long.MaxValue }, static n => Assert.Equal(n, SortPrefix.Of(ColumnValue.Of(n))));

    private static Gen<string> Texts() => Gen.Elements(s_parts).ListOf().Select(static parts => string.Concat(parts));
}
