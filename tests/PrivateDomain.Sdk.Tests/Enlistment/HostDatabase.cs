using System.Data.Common;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Tests.Enlistment;

/// <summary>A shop's own database, in which the SDK keeps its records too: one table of the shop's, and connections as the shop opens them.</summary>
internal abstract class HostDatabase : IAsyncDisposable
{
    /// <summary>A shop whose store is on this database.</summary>
    internal abstract Shop Shop { get; }

    /// <summary>A connection of the shop's to the same database.</summary>
    internal abstract Task<DbConnection> OpenAsync(CancellationToken ct);

    /// <summary>A connection to another database of the same kind, open.</summary>
    internal abstract Task<DbConnection> OpenAnotherDatabaseAsync(CancellationToken ct);

    /// <summary>Begins a transaction in which a write fails once another writer has changed what was read in it.</summary>
    internal abstract DbTransaction BeginWithOneSnapshot(DbConnection connection);

    /// <summary>A store on this database that is not initialized.</summary>
    internal abstract IRecordStore NewStore();

    public abstract ValueTask DisposeAsync();

    /// <summary>Makes the shop's table, and the members <c>buyer</c>, brought by <c>guide</c>.</summary>
    internal virtual async Task PrepareAsync(CancellationToken ct)
    {
        await using DbConnection connection = await OpenAsync(ct);
        await ExecuteAsync(connection, null, "create table shop_orders (id text primary key)", ct);
        await Shop.Domain.Members.RegisterAsync(new("guide"), ct);
        await Shop.Domain.Members.RegisterAsync(new("buyer"), ct);
        await Shop.Domain.Referrals.BindAsync(new("bind", "buyer", "guide"), ct);
    }

    internal static async Task InsertOrderAsync(DbConnection connection, DbTransaction transaction, string id, CancellationToken ct) =>
        await ExecuteAsync(connection, transaction, $"insert into shop_orders (id) values ('{id}')", ct);

    internal async Task<long> CountOrdersAsync(CancellationToken ct)
    {
        await using DbConnection connection = await OpenAsync(ct);
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = "select count(*) from shop_orders";
        return Convert.ToInt64(await command.ExecuteScalarAsync(ct), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task ExecuteAsync(DbConnection connection, DbTransaction? transaction, string sql, CancellationToken ct)
    {
        await using DbCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(ct);
    }
}
