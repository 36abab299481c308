using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Lifecycle;
using PrivateDomain.Sdk.Orders;

namespace PrivateDomain.Sdk.Tests.Lifecycle;

/// <summary>A shop that keeps stages, and what tests ask it.</summary>
internal static class StageShop
{
    internal static readonly DateOnly Start = new(2026, 3, 1);

    internal static void Configure(PrivateDomainBuilder pd) => pd.Metrics().Lifecycle();

    internal static DateTimeOffset At(int day, int hour = 10) => new(Start.AddDays(day), new TimeOnly(hour, 0), TimeSpan.Zero);

    internal static async Task RegisterAsync(Shop shop, params string[] memberIds)
    {
        foreach (string memberId in memberIds)
        {
            Assert.True((await shop.Domain.Members.RegisterAsync(new(memberId) { RegisteredAt = At(0) })).IsAccepted);
        }
    }

    internal static async Task BuyAsync(Shop shop, string memberId, params int[] days)
    {
        foreach (int day in days)
        {
            Assert.True((await shop.Domain.Orders.PaidAsync(
                new OrderPaid($"{memberId}-{day}", memberId, [new OrderLine("sku", 1, new Money(1_000, "CNY"))], At(day)))).IsAccepted);
        }
    }

    internal static async Task RefundAsync(Shop shop, string memberId, int boughtOn, int day, long amount = 1_000)
    {
        Outcome<RefundReceipt> outcome = await shop.Domain.Orders.RefundedAsync(
            new OrderRefunded($"{memberId}-{boughtOn}-{day}-{amount}", $"{memberId}-{boughtOn}", new Money(amount, "CNY"), At(day)));
        Assert.True(outcome.IsAccepted, outcome.ToString());
    }

    internal static async Task<LifecycleSweep> SweepAsync(Shop shop, int day, int hour = 23) => await shop.Domain.Lifecycle.EvaluateDueAsync(At(day, hour));

    /// <summary>A member's history, oldest event first: <c>0 Prospect-New first_purchase</c>.</summary>
    internal static async Task<string> HistoryAsync(Shop shop, string memberId)
    {
        Page<LifecycleEvent> page = await shop.Domain.Lifecycle.GetHistoryAsync(memberId, new PageRequest { Size = 500 });
        Assert.Null(page.NextCursor);
        return string.Join(", ", page.Items.Reverse().Select(e => $"{e.On.DayNumber - Start.DayNumber} {e.From}-{e.To} {e.Reason["lifecycle.".Length..]}"));
    }

    /// <summary>Who stands in a stage, as one text; the count must agree.</summary>
    internal static async Task<string> MembersAsync(Shop shop, LifecycleStage stage)
    {
        List<LifecycleState> states = await shop.Domain.Lifecycle.ReadMembersAsync(stage).ToListAsync();
        Assert.All(states, state => Assert.Equal(stage, state.Stage));
        Assert.Equal(states.Count, await shop.Domain.Lifecycle.CountAsync(stage));
        return string.Join(' ', states.Select(state => state.MemberId.Value));
    }
}
