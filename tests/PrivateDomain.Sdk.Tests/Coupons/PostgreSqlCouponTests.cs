namespace PrivateDomain.Sdk.Tests.Coupons;

/// <summary>Coupons on a real PostgreSQL server, from two hosts.</summary>
public sealed class PostgreSqlCouponTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stock_of_a_hundred_gives_a_hundred()
    {
        await using PostgreSqlShops shops = await PostgreSqlShops.NewAsync();
        await using Shop one = shops.Open();
        await one.Domain.Members.GetAsync("nobody", Ct);
        await using Shop two = shops.Open();
        await CouponConcurrencyTests.RushAsync(one, two, attempts: 1_500);
    }

    [Fact]
    public async Task A_coupon_is_used_by_one_of_many_orders_and_given_back_by_its_refund()
    {
        await using PostgreSqlShops shops = await PostgreSqlShops.NewAsync();
        await using Shop one = shops.Open();
        await one.Domain.Members.GetAsync("nobody", Ct);
        await using Shop two = shops.Open();
        await CouponConcurrencyTests.ContestAsync(one, two, rounds: 8);
    }
}
