using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Levels;
using PrivateDomain.Sdk.Orders;

namespace PrivateDomain.Sdk.Tests.Levels;

/// <summary>A shop that keeps levels, and what tests ask it: silver from 1,000, gold from 5,000, growth of 30 days, levels kept for 25.</summary>
internal static class LevelShop
{
    internal static readonly DateOnly Start = new(2026, 3, 1);

    internal static void Configure(PrivateDomainBuilder pd) => pd.Metrics().Levels(Options);

    internal static void Options(LevelOptions o)
    {
        o.Steps = [new("silver", 1_000), new("gold", 5_000)];
        o.Window = 30;
        o.KeepFor = 25;
    }

    internal static DateTimeOffset At(int day, int hour = 10) => new(Start.AddDays(day), new TimeOnly(hour, 0), TimeSpan.Zero);

    internal static async Task RegisterAsync(Shop shop, params string[] memberIds)
    {
        foreach (string memberId in memberIds)
        {
            Assert.True((await shop.Domain.Members.RegisterAsync(new(memberId) { RegisteredAt = At(0) })).IsAccepted);
        }
    }

    /// <summary>Pays an order, named by member and day, of so many units.</summary>
    internal static async Task BuyAsync(Shop shop, string memberId, int day, long units, string? orderId = null)
    {
        Outcome<OrderReceipt> outcome = await shop.Domain.Orders.PaidAsync(
            new OrderPaid(orderId ?? $"{memberId}-{day}", memberId, [new OrderLine("sku", 1, new Money(units * 100, "CNY"))], At(day)));
        Assert.True(outcome.IsAccepted, outcome.ToString());
    }

    internal static async Task RefundAsync(Shop shop, string orderId, int day, long units, string part = "")
    {
        Outcome<RefundReceipt> outcome = await shop.Domain.Orders.RefundedAsync(
            new OrderRefunded($"{orderId}-{day}-{units}{part}", orderId, new Money(units * 100, "CNY"), At(day)));
        Assert.True(outcome.IsAccepted, outcome.ToString());
    }

    internal static async Task<LevelSweep> SweepAsync(Shop shop, int day, int hour = 23) => await shop.Domain.Levels.EvaluateDueAsync(At(day, hour));

    /// <summary>A member's history, oldest event first: <c>0 -silver reached 1000</c>.</summary>
    internal static async Task<string> HistoryAsync(Shop shop, string memberId)
    {
        Page<LevelEvent> page = await shop.Domain.Levels.GetHistoryAsync(memberId, new PageRequest { Size = 500 });
        Assert.Null(page.NextCursor);
        return string.Join(
            ", ", page.Items.Reverse().Select(e => $"{e.On.DayNumber - Start.DayNumber} {e.From.Name}-{e.To.Name} {e.Reason["level.".Length..]} {e.Growth}"));
    }

    /// <summary>Who has a level, as one text with the growth as booked; the count must agree.</summary>
    internal static async Task<string> MembersAsync(Shop shop, string? level)
    {
        List<LevelState> states = await shop.Domain.Levels.ReadMembersAsync(level).ToListAsync();
        Assert.All(states, state => Assert.Equal(level, state.Level.Name));
        Assert.Equal(states.Count, await shop.Domain.Levels.CountAsync(level));
        return string.Join(' ', states.Select(state => $"{state.MemberId.Value}:{state.Growth}"));
    }

    internal static async Task<LevelState> StateAsync(Shop shop, string memberId)
    {
        foreach (string? level in (string?[])[null, "silver", "gold"])
        {
            await foreach (LevelState state in shop.Domain.Levels.ReadMembersAsync(level))
            {
                if (state.MemberId == memberId)
                {
                    return state;
                }
            }
        }

        throw new InvalidOperationException("The member has no state.");
    }

    /// <summary>What is kept of a member, but not how and when it came about.</summary>
    internal static async Task<LevelState> LeftAsync(Shop shop, string memberId) =>
        await StateAsync(shop, memberId) with { AsOf = default, Events = 0, Revision = 0 };
}
