using PrivateDomain.Sdk.Storage.PostgreSql;
using PrivateDomain.Sdk.Tests.PostgreSql;

namespace PrivateDomain.Sdk.Tests.Merges;

/// <summary>Merges on a real PostgreSQL server, with writers on two hosts.</summary>
public sealed class PostgreSqlMergeTests : IAsyncLifetime
{
    private readonly string _schema = $"merges_{Guid.NewGuid():N}";
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
    public async Task Writers_on_two_hosts_lose_and_double_nothing_while_members_are_merged_and_parted()
    {
        await using Shop one = Open();
        await one.Domain.Members.GetAsync("nobody", Ct);
        await using Shop two = Open();
        await MergeConcurrencyTests.ContestAsync(one, two, each: 18, merges: 20);
    }

    /// <summary>A host with connections of its own.</summary>
    private Shop Open()
    {
        var store = new PostgreSqlRecordStore(new PostgreSqlStoreOptions { ConnectionString = _server!.ConnectionString, Schema = _schema });
        _stores.Add(store);
        return Shop.On(new SharedStore(store), MergeShop.Configure);
    }
}
