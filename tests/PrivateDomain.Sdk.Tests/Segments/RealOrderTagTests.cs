using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Segments;
using PrivateDomain.Sdk.Tags;
using PrivateDomain.Sdk.Tests.Metrics;

namespace PrivateDomain.Sdk.Tests.Segments;

/// <summary>The real orders of <see cref="RealOrderTests"/>: tags and segments kept day by day, in one batch, and looked at once are equal.</summary>
public sealed class RealOrderTagTests
{
    private static readonly (string Id, SegmentRule Rule, SegmentTag? Tag)[] s_segments =
    [
        ("a-big", MemberFields.Spend.AtLeast(20_000), new("level", "gold")),
        ("b-regular", MemberFields.OrdersWithin(180).AtLeast(3), new("level", "silver")),
        ("c-lost", MemberFields.LastOrderAt.OlderThanDays(365), new("level", "bronze")),
        ("fresh", MemberFields.SpendWithin(90).Above(0), new("likes", "cds")),
        ("silent", SegmentRule.Any(MemberFields.LifecycleStage.Is("silent"), MemberFields.LifecycleStage.Is("at_risk")), new("likes", "quiet")),
        ("promoters", MemberFields.ReferredOrders.AtLeast(10), new("likes", "friends")),
        ("quiet-gold", SegmentRule.All(MemberFields.Tag("level").Contains("gold"), MemberFields.Tag("likes").Contains("quiet")), null),
    ];

    [Fact]
    public async Task A_replay_day_by_day_one_in_one_batch_and_one_look_in_the_end_give_equal_tags_and_segments()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        OrderPaid[] orders = await RealOrderTests.ReadAsync(ct);
        DateTimeOffset end = new(1998, 7, 1, 0, 0, 0, TimeSpan.Zero);
        await using Shop daily = await OpenAsync(orders, ct);
        await using Shop batch = await OpenAsync(orders, ct);
        await using Shop late = await OpenAsync(orders, ct);
        await DefineAsync(daily);
        await DefineAsync(batch);
        foreach (IGrouping<DateTimeOffset, OrderPaid> day in orders.GroupBy(order => order.PaidAt))
        {
            await daily.Domain.Segments.EvaluateDueAsync(day.Key, null, ct);
            await RealOrderTests.PayAsync(daily, day, ct);
        }

        await daily.RestartAsync();
        await daily.Domain.Segments.EvaluateDueAsync(end, null, ct);
        await RealOrderTests.PayAsync(batch, orders, ct);
        await batch.Domain.Segments.EvaluateDueAsync(end, null, ct);
        await RealOrderTests.PayAsync(late, orders, ct);
        await DefineAsync(late);
        SegmentSweep look = await late.Domain.Segments.RecomputeAsync(end, null, ct);

        string expected = await DescribeAsync(late, ct);
        Assert.Equal(expected, await DescribeAsync(daily, ct));
        Assert.Equal(expected, await DescribeAsync(batch, ct));
        foreach ((string id, _, SegmentTag? tag) in s_segments)
        {
            Assert.True(await daily.Domain.Segments.CountAsync(id, ct) > 0, $"Nobody belongs to {id}.");
            Assert.True(tag is null || await daily.Domain.Tags.CountAsync(tag.Group, tag.Value, ct) > 0, $"Nobody has the tag of {id}.");
        }

        Assert.Equal(look.TagsSet, expected.Split('\n').Count(line => line.Contains(" Rule ", StringComparison.Ordinal)));
        await daily.VerifyAsync(ct);
        await batch.VerifyAsync(ct);
    }

    /// <summary>Members who brought each other, some of whom have tags by hand.</summary>
    private static async Task<Shop> OpenAsync(OrderPaid[] orders, CancellationToken ct)
    {
        Shop shop = await RealOrderTests.OpenAsync(orders, ct, pd => pd.Segments());
        await shop.DefineGroupsAsync();
        string[] members = [.. orders.Select(order => order.MemberId.Value).Distinct()];
        await Task.WhenAll(members.Where((_, i) => i % 11 == 0).Select((member, i) => shop.Domain.Tags.SetAsync(
            new($"t{member}", member, i % 2 == 0 ? "level" : "likes", i % 2 == 0 ? "bronze" : "cds") { Source = TagSource.Import, OccurredAt = SegmentShop.Start }, ct).AsTask()));
        return shop;
    }

    private static async Task DefineAsync(Shop shop)
    {
        foreach ((string id, SegmentRule rule, SegmentTag? tag) in s_segments)
        {
            await shop.DefineAsync(id, rule, tag: tag);
        }
    }

    /// <summary>Who has which tag from whom, and who belongs where.</summary>
    private static async Task<string> DescribeAsync(Shop shop, CancellationToken ct)
    {
        List<string> lines =
        [
            .. (await StoreDump.ReadAsync(shop.Store, MemberTag.Schema, Shop.Program, ct)).Cast<MemberTag>()
                .Select(tag => $"{tag.MemberId} {tag.Group}={tag.Value} {tag.Source} {tag.Actor}"),
        ];
        foreach ((string id, _, _) in s_segments)
        {
            lines.Add($"{id}: {await shop.MembersAsync(id)}");
        }

        return string.Join('\n', lines);
    }
}
