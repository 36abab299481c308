using PrivateDomain.Sdk.Storage.PostgreSql;
using PrivateDomain.Sdk.Tests.PostgreSql;

namespace PrivateDomain.Sdk.Tests.Coupons;

/// <summary>Coupons on a real PostgreSQL server, from two hosts.</summary>
public sealed class PostgreSqlCouponTests : IAsyncLifetime
{
    private readonly string _schema = $"coupons_{Guid.NewGuid():N}";
    private readonly List<PostgreSqlRecordStore> _stores = [];
    private PostgreSqlServer? _server;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(PostgreSqlBinaries.Absence is not null && Environment.GetEnvironmentVariable("CI") != "true", PostgreSqlBinaries.Absence ?? "");
        _server = await PostgreSqlServer.Shared;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (PostgreSqlRecordStore store in _stores)
        {
            await store.DisposeAsync();
        }

        if (_server is not null)
        {
            await _server.ExecuteAsync($"drop schema if exists {_schema} cascade");
        }
    }

    [Fact]
    public async Task A_stock_of_a_hundred_gives_a_hundred()
    {
        await using Shop one = Open();
        await one.Domain.Members.GetAsync("nobody", Ct);
        await using Shop two = Open();
        await CouponConcurrencyTests.RushAsync(one, two, attempts: 1_500);
    }

    [Fact]
    public async Task A_coupon_is_used_by_one_of_many_orders_and_given_back_by_its_refund()
    {
        await using Shop one = Open();
        await one.Domain.Members.GetAsync("nobody", Ct);
        await using Shop two = Open();
        await CouponConcurrencyTests.ContestAsync(one, two, rounds: 8);
    }

    /// <summary>A host with connections of its own.</summary>
    private Shop Open()
    {
        var store = new PostgreSqlRecordStore(new PostgreSqlStoreOptions { ConnectionString = _server!.ConnectionString, Schema = _schema });
        _stores.Add(store);
        return Shop.On(new SharedStore(store));
    }
}
