using FsCheck;
using FsCheck.Fluent;
using PrivateDomain.Sdk.Lifecycle;
using PrivateDomain.Sdk.Tests.Properties;
using static PrivateDomain.Sdk.Tests.Lifecycle.StageShop;

namespace PrivateDomain.Sdk.Tests.Lifecycle;

/// <summary>Random orders, refunds and sweeps: what is kept is what the pure rules tell, and how often anybody looked makes no difference.</summary>
public sealed class KeptStageProperties
{
    // A purchase is some days after the one before it; it may be refunded some days later.
    private static readonly Gen<Buy[]> s_buys = Gen.ArrayOf(
        from gap in Gen.Frequency((3, Gen.Choose(0, 6)), (3, Gen.Choose(5, 40)), (1, Gen.Choose(60, 200)))
        from after in Gen.Frequency((3, Gen.Constant(-1)), (1, Gen.Choose(0, 60)))
        select new Buy(gap, after));

    private static readonly Gen<(Buy[] Buys, int[] Sweeps)> s_history =
        from buys in s_buys
        from sweeps in Gen.ArrayOf(Gen.Choose(0, 400))
        select (buys.Take(12).ToArray(), sweeps);

    [Fact]
    public void Stages_that_are_kept_with_sweeps_on_any_days_are_those_that_the_rules_tell() => Laws.HoldAsync(s_history, 60, async history =>
    {
        await using var kept = Shop.InMemory(Configure);
        await using var daily = Shop.InMemory(Configure);
        int last = await PlayAsync(kept, history.Buys, history.Sweeps.Contains);
        await PlayAsync(daily, history.Buys, static _ => true);

        await SweepAsync(kept, last);
        DateOnly[] days = Days(history.Buys);
        LifecycleStanding told = LifecycleRules.StageOf(days, Start.AddDays(last), LifecycleTerms.Default);
        Assert.Equal(told, await kept.Domain.Lifecycle.GetAsync("a", At(last)));
        LifecycleState state = await StateAsync(kept);
        Assert.Equal(
            (told.Stage, told.Since, told.Reason, told.NextTransitionOn, told.Facts.Purchases, told.Facts.RhythmDays),
            (state.Stage, state.Since, state.Reason, state.NextTransitionOn, (int)state.Purchases, (int)state.RhythmDays));
        Assert.Equal(await HistoryAsync(daily, "a"), await HistoryAsync(kept, "a"));
        Assert.Equal(await StateAsync(daily) with { AsOf = default, Revision = 0 }, state with { AsOf = default, Revision = 0 });
        if (history.Buys.All(buy => buy.RefundAfter < 0))
        {
            Assert.Equal(
                LifecycleRules.Timeline(days, Start.AddDays(last), LifecycleTerms.Default).Select(t => $"{t.On.DayNumber - Start.DayNumber} {t.From}-{t.To} {t.Reason["lifecycle.".Length..]}"),
                (await HistoryAsync(kept, "a")).Split(", ", StringSplitOptions.RemoveEmptyEntries));
        }

        Assert.Equal(new LifecycleSweep(1, 0), await kept.Domain.Lifecycle.RecomputeAsync(At(last)));
        await kept.VerifyAsync(default);
        await daily.VerifyAsync(default);
    });

    [Fact]
    public void Orders_in_any_order_and_all_at_once_end_in_the_same_stage() => Laws.HoldAsync(
        from history in s_history
        from seed in Gen.Choose(0, 1_000)
        select (history.Buys, Seed: seed),
        60,
        async history =>
        {
            await using var shop = Shop.InMemory(Configure);
            await RegisterAsync(shop, "a");
            int[] days = [.. Days(history.Buys, all: true).Select(day => day.DayNumber - Start.DayNumber).Distinct()];
            new Random(history.Seed).Shuffle(days);
            await Task.WhenAll(days.Select(day => BuyAsync(shop, "a", day)));
            await SweepAsync(shop, 4_000);

            Assert.Equal(await shop.Domain.Lifecycle.GetAsync("a", At(4_000)), LifecycleRules.StageOf(
                [.. days.Order().Select(day => Start.AddDays(day))], Start.AddDays(4_000), LifecycleTerms.Default));
            Assert.Equal(new LifecycleSweep(1, 0), await shop.Domain.Lifecycle.RecomputeAsync(At(4_000)));
            await shop.VerifyAsync(default);
        });

    /// <summary>Plays orders and refunds by the day, a sweep at the end of some days, and returns the last day.</summary>
    private static async Task<int> PlayAsync(Shop shop, Buy[] buys, Func<int, bool> isSwept)
    {
        await RegisterAsync(shop, "a");
        int day = 0;
        var orders = new List<(int Day, int Refund)>();
        foreach (Buy buy in buys)
        {
            day += buy.Gap;
            orders.Add((day, buy.RefundAfter < 0 ? -1 : day + buy.RefundAfter));
        }

        int last = 30 + orders.Select(order => Math.Max(order.Day, order.Refund)).DefaultIfEmpty(0).Max();
        for (int today = 0; today <= last; today++)
        {
            for (int i = 0; i < orders.Count; i++)
            {
                if (orders[i].Day == today)
                {
                    Assert.True((await shop.Domain.Orders.PaidAsync(new($"o{i}", "a", [new("sku", 1, new Money(5, "CNY"))], At(today)))).IsAccepted);
                }
            }

            for (int i = 0; i < orders.Count; i++)
            {
                if (orders[i].Refund == today)
                {
                    Assert.True((await shop.Domain.Orders.RefundedAsync(new($"r{i}", $"o{i}", new Money(5, "CNY"), At(today, 12)))).IsAccepted);
                }
            }

            if (isSwept(today))
            {
                await SweepAsync(shop, today);
            }
        }

        return last;
    }

    private static DateOnly[] Days(Buy[] buys, bool all = false)
    {
        int day = 0;
        var days = new List<DateOnly>();
        foreach (Buy buy in buys)
        {
            day += buy.Gap;
            if (all || buy.RefundAfter < 0)
            {
                days.Add(Start.AddDays(day));
            }
        }

        return [.. days];
    }

    private static async Task<LifecycleState> StateAsync(Shop shop)
    {
        foreach (LifecycleStage stage in Enum.GetValues<LifecycleStage>())
        {
            await foreach (LifecycleState state in shop.Domain.Lifecycle.ReadMembersAsync(stage))
            {
                return state;
            }
        }

        throw new InvalidOperationException("The member has no stage.");
    }

    private sealed record Buy(int Gap, int RefundAfter);
}
