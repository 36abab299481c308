using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Segments;

namespace PrivateDomain.Sdk.Tests.Segments;

/// <summary>What tests of segments do to a shop.</summary>
internal static class SegmentShop
{
    internal static readonly DateTimeOffset Start = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

    internal static void Configure(PrivateDomainBuilder pd) => pd.Metrics().Segments().Points(o => o.EarnPerUnit = 1m);

    internal static async Task DefineAsync(this Shop shop, string segmentId, SegmentRule rule, int day = 0)
    {
        Outcome<SegmentReceipt> outcome = await shop.Domain.Segments.DefineAsync(
            new DefineSegment($"define-{segmentId}-{Guid.NewGuid():N}", segmentId, rule) { OccurredAt = Start.AddDays(day) }, TestContext.Current.CancellationToken);
        Assert.True(outcome.IsAccepted, outcome.ToString());
    }

    internal static async Task RegisterAsync(this Shop shop, params string[] memberIds)
    {
        foreach (string memberId in memberIds)
        {
            Assert.True((await shop.Domain.Members.RegisterAsync(new(memberId) { RegisteredAt = Start }, TestContext.Current.CancellationToken)).IsAccepted);
        }
    }

    internal static async Task PayAsync(this Shop shop, string orderId, string memberId, int day, long amount = 1_000, string? category = null)
    {
        var order = new OrderPaid(orderId, memberId, [new OrderLine("sku", 1, new Money(amount, "CNY")) { Category = category }], Start.AddDays(day));
        Assert.True((await shop.Domain.Orders.PaidAsync(order, TestContext.Current.CancellationToken)).IsAccepted);
    }

    internal static async Task RefundAsync(this Shop shop, string refundId, string orderId, int day, long amount = 1_000)
    {
        var refund = new OrderRefunded(refundId, orderId, new Money(amount, "CNY"), Start.AddDays(day));
        Outcome<RefundReceipt> outcome = await shop.Domain.Orders.RefundedAsync(refund, TestContext.Current.CancellationToken);
        Assert.True(outcome.IsAccepted, outcome.ToString());
    }

    /// <summary>The members of a segment, as one text; the count must agree.</summary>
    internal static async Task<string> MembersAsync(this Shop shop, string segmentId)
    {
        var members = new List<string>();
        await foreach (SegmentStanding standing in shop.Domain.Segments.ReadMembersAsync(segmentId, TestContext.Current.CancellationToken))
        {
            Assert.True(standing.IsIn);
            members.Add(standing.MemberId.Value);
        }

        Assert.Equal(members.Count, await shop.Domain.Segments.CountAsync(segmentId, TestContext.Current.CancellationToken));
        return string.Join(' ', members);
    }

    internal static async Task<string> EventsAsync(this Shop shop, string segmentId)
    {
        var events = new List<string>();
        await foreach (SegmentEvent happened in shop.Domain.Segments.ReadEventsAsync(segmentId, TestContext.Current.CancellationToken))
        {
            events.Add($"{(happened.At - Start).Days}:{happened.MemberId.Value} {happened.Kind} v{happened.Version}");
        }

        return string.Join(", ", events);
    }
}
