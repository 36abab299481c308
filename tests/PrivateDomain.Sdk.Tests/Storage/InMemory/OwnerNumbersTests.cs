using PrivateDomain.Sdk.Storage.InMemory;

namespace PrivateDomain.Sdk.Tests.Storage.InMemory;

/// <summary>The numbers that the in-memory store gives to owners, against a dictionary.</summary>
public sealed class OwnerNumbersTests
{
    [Theory]
    [InlineData(1, 50)]
    [InlineData(2, 5_000)]
    [InlineData(3, 40_000)]
    public void An_owner_keeps_his_number_as_long_as_he_has_records_and_shares_it_with_nobody(int seed, int owners)
    {
        var random = new Random(seed);
        var expected = new Dictionary<string, (int Number, int Holds)>(StringComparer.Ordinal);
        var numbers = new OwnerNumbers();
        for (int i = 0; i < 4 * owners; i++)
        {
            string owner = $"m{random.Next(owners)}";
            bool isKnown = expected.TryGetValue(owner, out (int Number, int Holds) known);
            Assert.Equal(known.Number, numbers.Of(owner));
            if (isKnown && random.Next(2) == 0)
            {
                numbers.Release(known.Number);
                expected[owner] = known with { Holds = known.Holds - 1 };
                if (known.Holds == 1)
                {
                    expected.Remove(owner);
                }
            }
            else
            {
                int number = isKnown ? known.Number : numbers.Add(owner);
                numbers.Hold(number);
                expected[owner] = (number, known.Holds + 1);
            }
        }

        for (int i = 0; i < owners; i++)
        {
            Assert.Equal(expected.GetValueOrDefault($"m{i}").Number, numbers.Of($"m{i}"));
        }

        Assert.Equal(expected.Count, expected.Values.Select(static known => known.Number).Distinct().Count());
    }

    [Fact]
    public void Nobody_has_a_number_before_it_was_given() => Assert.Equal(0, new OwnerNumbers().Of("m1"));

    [Fact]
    public void Owners_are_told_apart_by_every_unit()
    {
        var numbers = new OwnerNumbers();
        string[] owners = ["", " ", "a", "A", "a ", "a\0", "\uD83D\uDE00", "\uFFFD"];

        int[] given = [.. owners.Select(numbers.Add)];

        Assert.Equal(Enumerable.Range(1, owners.Length), given);
        Assert.Equal(given, owners.Select(numbers.Of));
    }

    [Fact]
    public void Numbers_that_are_free_are_given_again()
    {
        var numbers = new OwnerNumbers();
        int greatest = 0;
        for (int i = 0; i < 10_000; i++)
        {
            int number = numbers.Add($"m{i}");
            numbers.Hold(number);
            greatest = int.Max(greatest, number);
            if (i >= 3)
            {
                numbers.Release(numbers.Of($"m{i - 3}"));
            }
        }

        Assert.Equal(4, greatest);
    }

    [Fact]
    public void Several_may_ask_at_once_for_owners_whose_ids_end_alike()
    {
        var numbers = new OwnerNumbers();
        string[] owners = [.. Enumerable.Range('a', 26).Select(static letter => $"{(char)letter}-0001")];
        int[] given = [.. owners.Select(numbers.Add)];

        Parallel.For(0, 200_000, i => Assert.Equal(given[i % owners.Length], numbers.Of(owners[i % owners.Length])));
    }
}
