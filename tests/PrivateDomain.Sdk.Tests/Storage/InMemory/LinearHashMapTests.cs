using System.Runtime.CompilerServices;
using PrivateDomain.Sdk.Storage.InMemory;

namespace PrivateDomain.Sdk.Tests.Storage.InMemory;

/// <summary>The map of the in-memory store, against the framework's dictionary.</summary>
public sealed class LinearHashMapTests
{
    [Theory]
    [InlineData(1, 50)]
    [InlineData(2, 5_000)]
    [InlineData(3, 40_000)]
    public void Holds_what_a_dictionary_holds_after_any_changes(int seed, int keys)
    {
        var random = new Random(seed);
        var expected = new Dictionary<string, int>(StringComparer.Ordinal);
        var map = new LinearHashMap<int>();
        for (int i = 0; i < 4 * keys; i++)
        {
            string key = $"m{random.Next(keys)}";
            if (random.Next(4) == 0)
            {
                expected.Remove(key);
                map.Remove(key);
            }
            else
            {
                expected[key] = i;
                map.FindOrAdd(key) = i;
            }
        }

        for (int i = 0; i < keys; i++)
        {
            Assert.Equal(expected.TryGetValue($"m{i}", out int value), map.TryGetValue($"m{i}", out int found));
            Assert.Equal(value, found);
        }

        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), map.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(expected.Values.Order(), map.Values.Order());
    }

    [Fact]
    public void Finds_nothing_in_an_empty_map()
    {
        var map = new LinearHashMap<int>();

        map.Remove("m1");

        Assert.True(Unsafe.IsNullRef(ref map.Find("m1")));
        Assert.False(map.TryGetValue("m1", out _));
        Assert.Empty(map.Keys);
        Assert.Empty(map.Values);
    }

    [Fact]
    public void Tells_keys_apart_by_every_unit()
    {
        var map = new LinearHashMap<int>();
        string[] keys = ["", " ", "a", "A", "a ", "a\0", "\uD83D\uDE00", "\uFFFD"];
        for (int i = 0; i < keys.Length; i++)
        {
            map.FindOrAdd(keys[i]) = i;
        }

        Assert.Equal(Enumerable.Range(0, keys.Length), keys.Select(key => map.Find(key)));
    }

    [Fact]
    public void Puts_new_keys_where_old_ones_were_removed()
    {
        var map = new LinearHashMap<int>();
        for (int i = 0; i < 10_000; i++)
        {
            map.FindOrAdd($"m{i}") = i;
            map.Remove($"m{i - 3}");
        }

        Assert.Equal([9_997, 9_998, 9_999], map.Values.Order());
    }
}
