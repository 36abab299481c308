using FsCheck;
using FsCheck.Fluent;
using PrivateDomain.Sdk.Levels;
using PrivateDomain.Sdk.Merges;
using PrivateDomain.Sdk.Tests.Properties;
using static PrivateDomain.Sdk.Tests.Levels.LevelShop;

namespace PrivateDomain.Sdk.Tests.Levels;

/// <summary>Random orders, refunds in part and in full, and sweeps: what is kept is what the definition says, and how often anybody looked makes no difference.</summary>
public sealed class KeptLevelProperties
{
    // A purchase is some days after the one before it; some of it may be refunded some days later, in up to three parts.
    private static readonly Gen<Buy[]> s_buys = Gen.ArrayOf(
        from gap in Gen.Frequency((3, Gen.Choose(0, 8)), (2, Gen.Choose(5, 40)), (1, Gen.Choose(40, 90)))
        from units in Gen.Frequency((4, Gen.Choose(1, 1_500)), (1, Gen.Choose(3_000, 6_000)))
        from parts in Gen.Choose(0, 3)
        from refunds in Gen.ArrayOf(
            from after in Gen.Choose(0, 60)
            from percent in Gen.Elements(1, 10, 50, 100)
            select new Refund(after, percent),
            3)
        select new Buy(gap, units, [.. refunds.Take(parts == 1 ? 0 : parts)])).Select(buys => buys.Take(10).ToArray());

    private static readonly Gen<(Buy[] Buys, int[] Sweeps)> s_history =
        from buys in s_buys
        from sweeps in Gen.ArrayOf(Gen.Choose(0, 300))
        select (buys, sweeps);

    [Fact]
    public void Levels_that_are_kept_with_sweeps_on_any_days_are_those_of_the_definition() => Laws.HoldAsync(s_history, 60, async history =>
    {
        await using var kept = Shop.InMemory(Configure);
        await using var daily = Shop.InMemory(Configure);
        (int last, GrowthGain[] gains, bool isRefunded) = await PlayAsync(kept, history.Buys, history.Sweeps.Contains);
        await PlayAsync(daily, history.Buys, static _ => true);

        await SweepAsync(kept, last);
        var terms = new LevelTerms(OptionsOf(), "CNY");
        LevelStanding told = LevelRules.LevelOf(gains, Start.AddDays(last), terms);
        Assert.Equal(told, await kept.Domain.Levels.GetAsync("a", At(last)));
        Assert.Equal((NaiveLevels.RankOn(gains, Start.AddDays(last), terms), NaiveLevels.GrowthOn(gains, Start.AddDays(last), terms)), (told.Level.Rank, told.Growth));
        LevelState state = await StateAsync(kept, "a");
        Assert.Equal(
            (told.Level, told.Growth, told.Since, told.KeptThrough, told.NextChangeOn),
            (state.Level, state.Growth, state.Since, state.KeptThrough, state.NextChangeOn));
        Assert.Equal(await HistoryAsync(daily, "a"), await HistoryAsync(kept, "a"));
        Assert.Equal(await LeftAsync(daily, "a"), await LeftAsync(kept, "a"));
        if (!isRefunded)
        {
            IEnumerable<string> changes = NaiveLevels.ChangesBetween(gains, Start, Start.AddDays(last), terms)
                .Select(change => $"{change.On.DayNumber - Start.DayNumber} {terms.LevelOf(change.From).Name}-{terms.LevelOf(change.To).Name}");
            Assert.Equal(changes, WithinDays(await HistoryAsync(kept, "a")));
        }

        Assert.Equal(new LevelSweep(1, 0), await kept.Domain.Levels.RecomputeAsync(At(last)));
        await kept.VerifyAsync(default);
        await daily.VerifyAsync(default);
    });

    [Fact]
    public void Refunds_in_any_order_and_in_any_parts_end_where_the_order_of_what_is_left_would() => Laws.HoldAsync(
        from history in s_history
        from seed in Gen.Choose(0, 1_000)
        select (history.Buys, seed),
        60,
        async x =>
        {
            await using var parts = Shop.InMemory(Configure);
            await using var less = Shop.InMemory(Configure);
            await RegisterAsync(parts, "a");
            await RegisterAsync(less, "a");
            var refunds = new List<(string Order, long Units)>();
            int day = 0;
            for (int i = 0; i < x.Buys.Length; i++)
            {
                day += x.Buys[i].Gap;
                await BuyAsync(parts, "a", day, x.Buys[i].Units, $"o{i}");
                long left = x.Buys[i].Units;
                foreach (Refund refund in x.Buys[i].Refunds)
                {
                    long units = left * refund.Percent / 100;
                    left -= units;
                    if (units > 0)
                    {
                        refunds.Add(($"o{i}", units));
                    }
                }

                if (left > 0)
                {
                    await BuyAsync(less, "a", day, left, $"o{i}");
                }
            }

            (string Order, long Units)[] shuffled = [.. refunds];
            new Random(x.seed).Shuffle(shuffled);
            await Task.WhenAll(shuffled.Select((refund, i) => RefundAsync(parts, refund.Order, day + (i % 2), refund.Units, $"/{i}")));
            await SweepAsync(parts, day + 50);
            await SweepAsync(less, day + 50);

            Assert.Equal(await less.Domain.Levels.GetAsync("a", At(day + 50)), await parts.Domain.Levels.GetAsync("a", At(day + 50)));
            Assert.Equal(await LeftAsync(less, "a"), await LeftAsync(parts, "a"));
            Assert.Equal(new LevelSweep(1, 0), await parts.Domain.Levels.RecomputeAsync(At(day + 50)));
            await parts.VerifyAsync(default);
        });

    [Fact]
    public void Orders_in_any_order_and_all_at_once_end_in_the_same_level() => Laws.HoldAsync(
        from history in s_history
        from seed in Gen.Choose(0, 1_000)
        select (history.Buys, seed),
        60,
        async x =>
        {
            await using var shop = Shop.InMemory(Configure);
            await RegisterAsync(shop, "a");
            int day = 0;
            (int Day, long Units, int Number)[] orders = [.. x.Buys.Select((buy, i) => (day += buy.Gap, (long)buy.Units, i))];
            new Random(x.seed).Shuffle(orders);
            await Task.WhenAll(orders.Select(order => BuyAsync(shop, "a", order.Day, order.Units, $"o{order.Number}")));
            await SweepAsync(shop, 1_000);

            GrowthGain[] gains = [.. orders.OrderBy(order => order.Day).Select(order => new GrowthGain(Start.AddDays(order.Day), order.Units))];
            Assert.Equal(LevelRules.LevelOf(gains, Start.AddDays(1_000), new LevelTerms(OptionsOf(), "CNY")), await shop.Domain.Levels.GetAsync("a", At(1_000)));
            Assert.Equal(new LevelSweep(1, 0), await shop.Domain.Levels.RecomputeAsync(At(1_000)));
            await shop.VerifyAsync(default);
        });

    [Fact]
    public void Merging_two_and_parting_them_at_once_leaves_both_and_together_they_are_one_who_bought_it_all() => Laws.HoldAsync(
        from history in s_history
        from whose in Gen.ArrayOf(Gen.Choose(0, 1), 10)
        select (history.Buys, whose),
        50,
        async x =>
        {
            await using var two = Shop.InMemory(Configure);
            await using var one = Shop.InMemory(Configure);
            await RegisterAsync(two, "a", "b");
            await RegisterAsync(one, "b");
            int day = 0;
            for (int i = 0; i < x.Buys.Length; i++)
            {
                day += x.Buys[i].Gap;
                await BuyAsync(two, x.whose[i] == 0 ? "a" : "b", day, x.Buys[i].Units, $"o{i}");
                await BuyAsync(one, "b", day, x.Buys[i].Units, $"o{i}");
            }

            await SweepAsync(two, day);
            (LevelState A, LevelState B) before = (await LeftAsync(two, "a"), await LeftAsync(two, "b"));
            Assert.True((await two.Domain.Merges.MergeAsync(new MergeMembers("m", "a", "b") { OccurredAt = At(day, 23) })).IsAccepted);
            await SweepAsync(one, day);
            Assert.Equal(await LeftAsync(one, "b"), await LeftAsync(two, "b"));
            Assert.Equal(default, (await StateAsync(two, "a")).Level);
            await two.VerifyAsync(default);

            Assert.True((await two.Domain.Merges.UndoAsync(new UndoMerge("u", "a") { OccurredAt = At(day, 23) })).IsAccepted);
            Assert.Equal(before, (await LeftAsync(two, "a"), await LeftAsync(two, "b")));
            Assert.Equal(new LevelSweep(2, 0), await two.Domain.Levels.RecomputeAsync(At(day, 23)));
            await two.VerifyAsync(default);
        });

    private static LevelOptions OptionsOf()
    {
        var options = new LevelOptions();
        Options(options);
        return options;
    }

    /// <summary>What came to stay of each day: several orders of a day may reach one level after the other.</summary>
    private static List<string> WithinDays(string history)
    {
        var changes = new List<string>();
        foreach (string change in history.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(change => change[..change.IndexOf(' ', change.IndexOf(' ', StringComparison.Ordinal) + 1)]))
        {
            string on = change[..(change.IndexOf(' ', StringComparison.Ordinal) + 1)];
            if (changes.Count > 0 && changes[^1].StartsWith(on, StringComparison.Ordinal))
            {
                string joined = changes[^1][..changes[^1].IndexOf('-', StringComparison.Ordinal)] + change[change.IndexOf('-', StringComparison.Ordinal)..];
                changes[^1] = joined;
            }
            else
            {
                changes.Add(change);
            }
        }

        return changes;
    }

    /// <summary>Plays orders and refunds by the day, a sweep at the end of some days, and returns the last day and what is left.</summary>
    private static async Task<(int Last, GrowthGain[] Gains, bool IsRefunded)> PlayAsync(Shop shop, Buy[] buys, Func<int, bool> isSwept)
    {
        await RegisterAsync(shop, "a");
        var calls = new List<(int Day, int Hour, Func<Task> Call)>();
        var gains = new List<GrowthGain>();
        int day = 0;
        bool isRefunded = false;
        for (int i = 0; i < buys.Length; i++)
        {
            day += buys[i].Gap;
            (int on, Buy buy, string order) = (day, buys[i], $"o{i}");
            calls.Add((on, 0, () => BuyAsync(shop, "a", on, buy.Units, order)));
            long left = buy.Units;
            for (int part = 0; part < buy.Refunds.Length; part++)
            {
                (int at, long units, string name) = (on + buy.Refunds[part].After, left * buy.Refunds[part].Percent / 100, $"/{part}");
                left -= units;
                if (units > 0)
                {
                    isRefunded = true;
                    calls.Add((at, 1, () => RefundAsync(shop, order, at, units, name)));
                }
            }

            gains.Add(new GrowthGain(Start.AddDays(on), left));
        }

        int last = 60 + calls.Select(call => call.Day).DefaultIfEmpty(0).Max();
        for (int today = 0; today <= last; today++)
        {
            foreach ((int _, int _, Func<Task> call) in calls.Where(call => call.Day == today).OrderBy(call => call.Hour))
            {
                await call();
            }

            if (isSwept(today))
            {
                await SweepAsync(shop, today);
            }
        }

        return (last, [.. gains], isRefunded);
    }

    private sealed record Refund(int After, int Percent);

    private sealed record Buy(int Gap, int Units, Refund[] Refunds)
    {
        public override string ToString() => $"+{Gap}:{Units}[{string.Join(' ', Refunds.Select(r => $"{r.After}/{r.Percent}%"))}]";
    }
}
