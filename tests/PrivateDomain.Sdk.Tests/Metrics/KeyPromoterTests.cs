using FsCheck.Fluent;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Tests.Properties;

namespace PrivateDomain.Sdk.Tests.Metrics;

/// <summary>Who brought the most, by the stated formula.</summary>
public sealed class KeyPromoterTests
{
    private static readonly DateTimeOffset s_start = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    public async Task Promoters_are_ranked_by_what_those_bought_whom_they_brought(StoreKind store)
    {
        await using var shop = Shop.On(store, pd => pd.Metrics());
        foreach (string member in (string[])["b", "a", "c", "d", "x1", "x2", "x3", "x4", "x5"])
        {
            await shop.Domain.Members.RegisterAsync(new(member) { RegisteredAt = s_start }, Cancellation);
        }

        await BringAsync(shop, "a", "x1");
        await BringAsync(shop, "b", "x2");
        await BringAsync(shop, "c", "x3", "x4");
        await BringAsync(shop, "d", "x5");
        await PayAsync(shop, "o1", "x1", 500);
        await PayAsync(shop, "o2", "x2", 300);
        await PayAsync(shop, "o3", "x2", 200);
        await PayAsync(shop, "o4", "x3", 900);
        await shop.Domain.Orders.RefundedAsync(new OrderRefunded("f1", "o4", new Money(500, "CNY"), s_start), Cancellation);
        await PayAsync(shop, "o5", "a", 9_999);

        IReadOnlyList<KeyPromoter> bySpend = await shop.Domain.Metrics.RankPromotersAsync(cancellationToken: Cancellation);
        IReadOnlyList<KeyPromoter> byMembers = await shop.Domain.Metrics.RankPromotersAsync(2, new PromoterFormula(1, 10, 1_000), Cancellation);

        Assert.Equal([(1, "a", 500), (2, "b", 500), (3, "c", 400)], bySpend.Select(p => (p.Rank, p.MemberId.Value, (long)p.Score)));
        Assert.Equal(new ReferralMetrics(1, 2, new Money(500, "CNY")), bySpend[1].Brought);
        Assert.Equal([(1, "c", 2_410), (2, "b", 1_520)], byMembers.Select(p => (p.Rank, p.MemberId.Value, (long)p.Score)));
    }

    [Fact]
    public void The_ranking_is_the_beginning_of_all_in_order_whatever_the_order_of_adding() => Laws.Hold(
        from spends in Gen.ListOf(Gen.Choose(0, 5), 12)
        from count in Gen.Choose(1, 12)
        from seed in Gen.Choose(0, 1_000)
        select (Spends: spends.ToArray(), Count: count, Seed: seed),
        500,
        given =>
        {
            var ranking = new PromoterRanking(new PromoterFormula(), given.Count);
            int[] order = [.. Enumerable.Range(0, given.Spends.Length)];
            new Random(given.Seed).Shuffle(order);
            foreach (int i in order)
            {
                ranking.Add($"m{i:D2}", new ReferralMetrics(1, 1, new Money(given.Spends[i], "CNY")));
            }

            string[] expected =
            [
                .. Enumerable.Range(0, given.Spends.Length).Where(i => given.Spends[i] > 0)
                    .OrderByDescending(i => given.Spends[i]).ThenBy(i => i).Take(given.Count).Select((i, rank) => $"{rank + 1} m{i:D2} {given.Spends[i]}"),
            ];
            Assert.Equal(expected, ranking.ToList().Select(p => $"{p.Rank} {p.MemberId} {p.Score}"));
        });

    [Fact]
    public async Task What_cannot_be_asked_is_refused()
    {
        await using var shop = Shop.InMemory(pd => pd.Metrics());

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await shop.Domain.Metrics.RankPromotersAsync(0, cancellationToken: Cancellation));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await shop.Domain.Metrics.RankPromotersAsync(10_001, cancellationToken: Cancellation));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await shop.Domain.Metrics.RankPromotersAsync(1, new PromoterFormula(-1), Cancellation));
        Assert.Empty(await shop.Domain.Metrics.RankPromotersAsync(cancellationToken: Cancellation));
        Assert.Equal((Int128)long.MaxValue * long.MaxValue, new PromoterFormula(long.MaxValue).ScoreOf(new ReferralMetrics(0, 0, new Money(long.MaxValue, "CNY"))));
    }

    private static async Task BringAsync(Shop shop, string referrer, params string[] members)
    {
        foreach (string member in members)
        {
            Assert.True((await shop.Domain.Referrals.BindAsync(new($"b-{member}", member, referrer) { OccurredAt = s_start }, Cancellation)).IsAccepted);
        }
    }

    private static async Task PayAsync(Shop shop, string orderId, string memberId, long amount) => Assert.True((await shop.Domain.Orders.PaidAsync(
        new OrderPaid(orderId, memberId, [new OrderLine("sku", 1, new Money(amount, "CNY"))], s_start), Cancellation)).IsAccepted);
}
