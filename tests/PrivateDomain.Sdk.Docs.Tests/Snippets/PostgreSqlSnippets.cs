using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PrivateDomain.Sdk.Storage;
using PrivateDomain.Sdk.Storage.PostgreSql;
using Xunit;

namespace PrivateDomain.Sdk.Docs.Snippets;

/// <summary>The code of docs/postgresql.md, as it stands.</summary>
public sealed class PostgreSqlSnippets
{
    [Fact]
    public void A_connection_string_chooses_the_store()
    {
        var services = new ServiceCollection();

        services.AddPrivateDomain(pd => pd
            .UsePostgreSqlStore("Host=db;Database=shop;Username=shop;Password=...", o => o.Schema = "loyalty"));

        using ServiceProvider provider = services.BuildServiceProvider();
        Assert.IsType<PostgreSqlRecordStore>(provider.GetRequiredService<IRecordStore>());
    }

    [Fact]
    public void The_hosts_own_connections_are_taken()
    {
        var services = new ServiceCollection();
        services.AddSingleton(_ => NpgsqlDataSource.Create("Host=db;Database=shop;Username=shop"));

        services.AddPrivateDomain(pd => pd
            .UsePostgreSqlStore(provider => provider.GetRequiredService<NpgsqlDataSource>()));

        using ServiceProvider provider = services.BuildServiceProvider();
        Assert.IsType<PostgreSqlRecordStore>(provider.GetRequiredService<IRecordStore>());
    }
}
