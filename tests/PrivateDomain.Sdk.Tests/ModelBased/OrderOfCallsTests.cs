using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Storage.InMemory;
using PrivateDomain.Sdk.Tests.Failures;

namespace PrivateDomain.Sdk.Tests.ModelBased;

/// <summary>Calls for one member made one after the other, without waiting for answers, are decided in that order.</summary>
public sealed class OrderOfCallsTests
{
    [Theory]
    [InlineData(1, 1_000)]
    [InlineData(4, 1_000)]
    [InlineData(1, 3)]
    public async Task Orders_that_spend_what_the_order_before_them_earned_are_all_accepted(int lanes, int maxOutstanding)
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using Shop shop = Shop.InMemory(pd => pd
            .Points(o => o.EarnPerUnit = 1m)
            .Pipeline(o =>
            {
                o.Lanes = lanes;
                o.MaxOutstanding = maxOutstanding;
                o.MaxBatch = 7;
            }));
        await shop.Domain.Members.RegisterAsync(new("m"), ct);

        await AssertInOrderAsync(shop, 300);
    }

    [Fact]
    public async Task The_order_holds_from_the_very_first_call_while_the_store_is_being_made_ready()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        var store = new FaultingStore(new InMemoryRecordStore()) { InitializationDelay = TimeSpan.FromMilliseconds(30) };
        await using Shop shop = Shop.On(store, pd => pd.Points(o => o.EarnPerUnit = 1m));
        Task<Outcome<MemberReceipt>> registered = shop.Domain.Members.RegisterAsync(new("m"), ct).AsTask();

        await AssertInOrderAsync(shop, 100);
        Assert.True((await registered).IsAccepted);
    }

    [Fact]
    public async Task A_spend_called_right_after_its_grant_finds_the_points()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using Shop shop = Shop.OnSqlite();
        await shop.Domain.Members.RegisterAsync(new("m"), ct);
        var spends = new List<Task<Outcome<SpendReceipt>>>();
        var grants = new List<Task<Outcome<GrantReceipt>>>();
        for (int i = 0; i < 200; i++)
        {
            grants.Add(shop.Domain.Points.GrantAsync(new($"g{i}", "m", 5), ct).AsTask());
            spends.Add(shop.Domain.Points.SpendAsync(new($"s{i}", "m", 5), ct).AsTask());
        }

        Assert.All(await Task.WhenAll(spends), outcome => Assert.Equal(0, outcome.Value.Balance));
        Assert.All(await Task.WhenAll(grants), outcome => Assert.Equal(5, outcome.Value.Balance));
    }

    private static async Task AssertInOrderAsync(Shop shop, int orders)
    {
        Task<Outcome<OrderReceipt>>[] calls =
        [
            .. Enumerable.Range(0, orders).Select(i => shop.Domain.Orders.PaidAsync(
                new($"o{i}", "m", [new OrderLine("sku", 1, new Money(1_000, "CNY"))], SdkCalls.Utc(ManualTime.Start))
                {
                    Redeem = PointRedemption.Exactly(i == 0 ? 0 : 10),
                }).AsTask()),
        ];
        Assert.All(await Task.WhenAll(calls), outcome => Assert.Equal(10, outcome.Value.Balance));
        await shop.VerifyAsync(TestContext.Current.CancellationToken);
    }
}
