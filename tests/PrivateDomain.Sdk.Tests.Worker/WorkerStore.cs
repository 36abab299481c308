using Microsoft.Extensions.DependencyInjection;
using PrivateDomain.Sdk.Storage;
using PrivateDomain.Sdk.Storage.PostgreSql;
using PrivateDomain.Sdk.Storage.Sqlite;

namespace PrivateDomain.Sdk.Tests.Worker;

/// <summary>The store that processes share: <c>sqlite:PATH</c>, or <c>postgres:SCHEMA:CONNECTION_STRING</c>.</summary>
public static class WorkerStore
{
    /// <summary>Opens it.</summary>
    /// <param name="store">The store.</param>
    /// <returns>The store, not initialized.</returns>
    public static IRecordStore Open(string store)
    {
        ArgumentNullException.ThrowIfNull(store);
        string[] parts = store.Split(':', 3);
        return parts[0] == "sqlite"
            ? new SqliteRecordStore(new SqliteStoreOptions { ConnectionString = $"Data Source={store[7..]}" })
            : new PostgreSqlRecordStore(new PostgreSqlStoreOptions { Schema = parts[1], ConnectionString = parts[2] });
    }

    /// <summary>The features on it, with the terms of <see cref="WorkerPlan"/>.</summary>
    /// <param name="store">The store.</param>
    /// <returns>The services.</returns>
    public static ServiceProvider Serve(string store)
    {
        var services = new ServiceCollection();
        services.AddPrivateDomain(pd => pd
            .UseStore(_ => Open(store))
            .Points(o => o.EarnPerUnit = 1m)
            .Commissions(o => o.Rates = [0.1m]));
        return services.BuildServiceProvider();
    }
}
