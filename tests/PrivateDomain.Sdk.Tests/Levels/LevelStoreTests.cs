using System.Text.RegularExpressions;
using PrivateDomain.Sdk.Levels;
using PrivateDomain.Sdk.Merges;
using static PrivateDomain.Sdk.Tests.Levels.LevelShop;

namespace PrivateDomain.Sdk.Tests.Levels;

/// <summary>Histories of orders, refunds, late orders, sweeps, merges and partings on a real file and a real server: what is stored is what the store in memory holds.</summary>
public sealed partial class LevelStoreTests
{
    private static readonly string[] s_members = ["m0", "m1", "m2", "m3", "m4"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_file_holds_what_memory_holds(int seed)
    {
        await using var here = Shop.InMemory(Configure);
        await using var there = Shop.OnSqlite(Configure);
        await CompareAsync(here, there, seed);
    }

    [Fact]
    public async Task A_server_holds_what_memory_holds()
    {
        await using PostgreSqlShops shops = await PostgreSqlShops.NewAsync();
        await using var here = Shop.InMemory(Configure);
        await using Shop there = shops.Open(Configure);
        await CompareAsync(here, there, 4);
    }

    private static async Task CompareAsync(Shop here, Shop there, int seed)
    {
        int last = await PlayAsync(here, new Random(seed));
        Assert.Equal(last, await PlayAsync(there, new Random(seed)));

        string expected = await DumpAsync(here);
        Assert.Contains(LevelReasons.Refunded, expected, StringComparison.Ordinal);
        Assert.Contains(LevelReasons.Merged, expected, StringComparison.Ordinal);
        Assert.Contains(LevelReasons.Lost, expected, StringComparison.Ordinal);
        Assert.Equal(expected, await DumpAsync(there));
        foreach (string? level in (string?[])[null, "silver", "gold"])
        {
            Assert.Equal(await MembersAsync(here, level), await MembersAsync(there, level));
            Assert.Equal(
                (await here.Domain.Levels.ReadEventsAsync(level, Cancellation).ToListAsync(Cancellation)).Select(e => (e.MemberId, e.Number, e.On, e.Growth)),
                (await there.Domain.Levels.ReadEventsAsync(level, Cancellation).ToListAsync(Cancellation)).Select(e => (e.MemberId, e.Number, e.On, e.Growth)));
        }

        foreach (Shop shop in (Shop[])[here, there])
        {
            await SweepAsync(shop, last);
            Assert.Equal(new LevelSweep(s_members.Length, 0), await shop.Domain.Levels.RecomputeAsync(At(last), null, Cancellation));
            await shop.VerifyAsync(Cancellation);
        }
    }

    /// <summary>Plays some hundred steps, most of them in the order of days, and returns the last day.</summary>
    private static async Task<int> PlayAsync(Shop shop, Random random)
    {
        await RegisterAsync(shop, s_members);
        var orders = new List<string>();
        int day = 0;
        for (int step = 0; step < 160; step++)
        {
            day += random.Next(4);
            string member = s_members[random.Next(s_members.Length)];
            switch (random.Next(12))
            {
                case < 6:
                    await BuyAsync(shop, member, random.Next(5) == 0 ? Math.Max(0, day - random.Next(25)) : day, random.Next(1, random.Next(4) == 0 ? 4_000 : 700), $"o{step}");
                    orders.Add($"o{step}");
                    break;
                case < 9 when orders.Count > 0:
                    // What exceeds the rest is refused, on all stores alike.
                    await shop.Domain.Orders.RefundedAsync(
                        new($"f{step}", orders[^random.Next(1, Math.Min(orders.Count, 6) + 1)], new Money(random.Next(1, 4_000) * 10L, "CNY"), At(day)), Cancellation);
                    break;
                case 9:
                    await shop.Domain.Merges.MergeAsync(new MergeMembers($"m{step}", member, s_members[random.Next(s_members.Length)]) { OccurredAt = At(day) }, Cancellation);
                    break;
                case 10:
                    foreach (string one in s_members)
                    {
                        await shop.Domain.Merges.UndoAsync(new UndoMerge($"u{step}-{one}", one) { OccurredAt = At(day) }, Cancellation);
                    }

                    break;
                default:
                    await SweepAsync(shop, day);
                    break;
            }
        }

        return day;
    }

    /// <summary>What is stored of levels, without the revisions: how many changes of a record one batch writes is a matter of time.</summary>
    private static async Task<string> DumpAsync(Shop shop) => Revisions().Replace(
        await shop.DumpAsync(Cancellation, static type => type == LevelState.Schema || type == LevelEvent.Schema || type == LevelTally.Schema), "");

    [GeneratedRegex(@" #\d+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Revisions();
}
