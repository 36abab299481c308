using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Segments;
using PrivateDomain.Sdk.Tags;

namespace PrivateDomain.Sdk.Tests.Segments;

/// <summary>What tests of segments do to a shop.</summary>
internal static class SegmentShop
{
    internal static readonly DateTimeOffset Start = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

    internal static void Configure(PrivateDomainBuilder pd) => pd.Metrics().Segments().Points(o => o.EarnPerUnit = 1m);

    internal static async Task DefineAsync(this Shop shop, string segmentId, SegmentRule rule, int day = 0, SegmentTag? tag = null)
    {
        Outcome<SegmentReceipt> outcome = await shop.Domain.Segments.DefineAsync(
            new DefineSegment($"define-{segmentId}-{Guid.NewGuid():N}", segmentId, rule) { Tag = tag, OccurredAt = Start.AddDays(day) },
            TestContext.Current.CancellationToken);
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

    /// <summary>Defines the groups <c>level</c> and <c>city</c>, which are exclusive, and <c>likes</c>, which is not.</summary>
    internal static async Task DefineGroupsAsync(this Shop shop)
    {
        foreach (string group in (string[])["level", "city", "likes"])
        {
            Assert.True((await shop.Domain.Tags.DefineGroupAsync(
                new($"group-{group}", group) { IsExclusive = group != "likes", OccurredAt = Start }, TestContext.Current.CancellationToken)).IsAccepted);
        }
    }

    internal static async Task<TagReceipt> SetTagAsync(
        this Shop shop, string key, string memberId, string group, string value, int day, TagSource source = TagSource.Manual) =>
        (await shop.Domain.Tags.SetAsync(
            new(key, memberId, group, value) { Source = source, OccurredAt = Start.AddDays(day) }, TestContext.Current.CancellationToken)).Value;

    internal static async Task<TagReceipt> RemoveTagAsync(this Shop shop, string key, string memberId, string group, string value, int day) =>
        (await shop.Domain.Tags.RemoveAsync(new(key, memberId, group, value) { OccurredAt = Start.AddDays(day) }, TestContext.Current.CancellationToken)).Value;

    /// <summary>The tags of a member, as one text: <c>level=gold Rule s1</c>.</summary>
    internal static async Task<string> TagsAsync(this Shop shop, string memberId) => string.Join(
        ", ",
        (await shop.Domain.Tags.GetAsync(memberId, Start.AddDays(10_000), TestContext.Current.CancellationToken))
            .Select(tag => $"{tag.Group}={tag.Value} {tag.Source} {tag.Actor}".TrimEnd()));

    /// <summary>The history of a member's tags, as one text.</summary>
    internal static async Task<string> TagHistoryAsync(this Shop shop, string memberId) => string.Join(
        ", ",
        (await shop.Domain.Tags.GetHistoryAsync(memberId, new PageRequest { Size = 500 }, TestContext.Current.CancellationToken)).Items.Reverse()
            .Select(entry => $"{(entry.At - Start).Days}:{entry.Kind} {entry.Group}={entry.Value} {entry.Source} {entry.Actor}".TrimEnd()));

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
