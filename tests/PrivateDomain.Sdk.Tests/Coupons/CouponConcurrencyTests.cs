using System.Collections.Concurrent;
using PrivateDomain.Sdk.Coupons;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Orders;

namespace PrivateDomain.Sdk.Tests.Coupons;

/// <summary>Callers at once on two hosts of one store: no stock is oversold, no coupon is used twice, no key counts twice.</summary>
public sealed class CouponConcurrencyTests
{
    private const int Callers = 32;
    private static readonly DateTimeOffset s_start = new(2024, 3, 1, 10, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Memory, 5_000)]
    [InlineData(StoreKind.Sqlite, 800)]
    public async Task A_stock_of_a_hundred_gives_a_hundred(StoreKind store, int attempts)
    {
        using var directory = new TempDirectory();
        await using Shop one = store == StoreKind.Memory ? Shop.InMemory() : Shop.OnSqlite(directory);
        await one.Domain.Members.GetAsync("nobody", Ct);
        await using Shop two = store == StoreKind.Memory ? Shop.On(one.Store) : Shop.OnSqlite(directory);
        await RushAsync(one, two, attempts);
    }

    [Theory]
    [InlineData(StoreKind.Memory, 40)]
    [InlineData(StoreKind.Sqlite, 8)]
    public async Task A_coupon_is_used_by_one_of_many_orders_and_given_back_by_its_refund(StoreKind store, int rounds)
    {
        using var directory = new TempDirectory();
        await using Shop one = store == StoreKind.Memory ? Shop.InMemory() : Shop.OnSqlite(directory);
        await one.Domain.Members.GetAsync("nobody", Ct);
        await using Shop two = store == StoreKind.Memory ? Shop.On(one.Store) : Shop.OnSqlite(directory);
        await ContestAsync(one, two, rounds);
    }

    /// <summary>Many callers on two hosts ask for more than there is; a tenth ask twice under one key, on both hosts.</summary>
    internal static async Task RushAsync(Shop one, Shop two, int attempts)
    {
        const int Stock = 100;
        await DefineAsync(one, "rush", Stock, perMember: 3);
        await Parallel.ForAsync(0, 50, Ct, async (i, ct) => await one.Domain.Members.RegisterAsync(new RegisterMember($"m{i}"), ct));
        var got = new ConcurrentBag<string>();
        var refused = new ConcurrentBag<string>();
        await Parallel.ForAsync(0, attempts, new ParallelOptions { MaxDegreeOfParallelism = Callers, CancellationToken = Ct }, async (i, ct) =>
        {
            var command = new IssueCoupon($"c{i}", "rush", $"m{i % 50}");
            Task<Outcome<CouponReceipt>> first = (i % 2 == 0 ? one : two).Domain.Coupons.IssueAsync(command, ct).AsTask();
            Outcome<CouponReceipt> outcome = await first;
            if (i % 10 == 0)
            {
                Outcome<CouponReceipt> again = await (i % 2 == 0 ? two : one).Domain.Coupons.IssueAsync(command, ct);
                Assert.True(again.IsReplayed);
                Assert.Equal((outcome.IsAccepted, outcome.Refusal?.Code), (again.IsAccepted, again.Refusal?.Code));
            }

            (outcome.IsAccepted ? got : refused).Add(outcome.IsAccepted ? outcome.Value.CouponId.Value : outcome.Refusal!.Code);
        });

        Assert.Equal(Stock, got.Count);
        Assert.Equal(attempts - Stock, refused.Count(code => code is CouponRefusals.SoldOut or CouponRefusals.LimitReached));
        CouponStock stock = (await two.Domain.Coupons.GetStockAsync("rush", Ct))!;
        Assert.Equal((0L, 100L), (stock.Remaining, stock.Issued));
        var stored = new HashSet<string>(StringComparer.Ordinal);
        await foreach (Coupon coupon in one.Domain.Coupons.ReadCouponsAsync("rush", Ct))
        {
            Assert.True(stored.Add(coupon.CouponId.Value));
        }

        Assert.Equal(got.Order(StringComparer.Ordinal), stored.Order(StringComparer.Ordinal));
        await one.VerifyAsync(Ct);
    }

    /// <summary>Each round, orders on two hosts want one coupon, some of them holding it first; the one that gets it is refunded, so that the next round has it again.</summary>
    internal static async Task ContestAsync(Shop one, Shop two, int rounds)
    {
        await DefineAsync(one, "ten", null, perMember: 1);
        await one.Domain.Members.RegisterAsync(new RegisterMember("m"), Ct);
        Assert.True((await one.Domain.Coupons.IssueAsync(new("c", "ten", "m"), Ct)).IsAccepted);
        OrderLine line = OrderCouponTests.Line("tea", 50) with { CouponDiscount = OrderCouponTests.Yuan(10) };
        for (int round = 0; round < rounds; round++)
        {
            string?[] answers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(async caller =>
            {
                IPrivateDomain pd = (caller % 2 == 0 ? one : two).Domain;
                string order = $"o{round}-{caller}";
                if (caller % 4 == 0)
                {
                    await pd.Coupons.ReserveAsync(new($"h{round}-{caller}", order, "m", ["c"], s_start.AddMinutes(5)) { OccurredAt = s_start }, Ct);
                }

                return (await pd.Orders.PaidAsync(new OrderPaid(order, "m", [line], s_start) { Coupons = ["c"] }, Ct)).Refusal?.Code;
            }));

            int winner = Assert.Single(Enumerable.Range(0, Callers), caller => answers[caller] is null);
            Assert.All(answers.Where(answer => answer is not null), answer => Assert.Contains(answer, (string[])[CouponRefusals.Redeemed, CouponRefusals.Reserved]));

            // The last of four parts gives the coupon back, whichever that is.
            RefundReceipt[] parts = await Task.WhenAll(Enumerable.Range(0, 4).Select(async part => (await (part % 2 == 0 ? one : two).Domain.Orders.RefundedAsync(
                new($"r{round}-{part}", $"o{round}-{winner}", OrderCouponTests.Yuan(part < 2 ? 20 : 5), s_start), Ct)).Value));
            Assert.Equal("c", Assert.Single(parts.SelectMany(part => part.CouponsReturned)).Value);
        }

        Assert.Equal(0, (await two.Domain.Coupons.GetStockAsync("ten", Ct))!.Redeemed);
        await two.VerifyAsync(Ct);
    }

    private static async Task DefineAsync(Shop shop, string template, long? stock, long perMember) => Assert.True((await shop.Domain.Coupons.DefineTemplateAsync(
        new(template, template, CouponTests.Off(10)) { Stock = stock, PerMember = perMember, OccurredAt = s_start }, Ct)).IsAccepted);
}
