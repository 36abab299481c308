using PrivateDomain.Sdk.Storage.Conformance;
using PrivateDomain.Sdk.Storage.PostgreSql;
using PrivateDomain.Sdk.Tests.PostgreSql;
using Xunit;

namespace PrivateDomain.Sdk.Storage.Tests.PostgreSql;

/// <summary>Opens <see cref="PostgreSqlRecordStore"/>s on a schema of its own in this run's private server.</summary>
public sealed class PostgreSqlHarness : IStoreHarness
{
    private readonly string _schema = $"kit_{Guid.NewGuid():N}";

    public bool IsPersistent => true;

    public async ValueTask<IRecordStore> OpenAsync()
    {
        Assert.SkipWhen(PostgreSqlBinaries.Absence is not null && Environment.GetEnvironmentVariable("CI") != "true", PostgreSqlBinaries.Absence ?? "");
        PostgreSqlServer server = await PostgreSqlServer.Shared;
        return new PostgreSqlRecordStore(new PostgreSqlStoreOptions { ConnectionString = server.ConnectionString, Schema = _schema });
    }

    public ValueTask CloseAsync(IRecordStore store) => ((PostgreSqlRecordStore)store).DisposeAsync();

    public IStoreHarness CreateEmpty() => new PostgreSqlHarness();

    public async ValueTask DisposeAsync()
    {
        if (PostgreSqlBinaries.Absence is null)
        {
            await (await PostgreSqlServer.Shared).ExecuteAsync($"drop schema if exists \"{_schema}\" cascade");
        }
    }
}
