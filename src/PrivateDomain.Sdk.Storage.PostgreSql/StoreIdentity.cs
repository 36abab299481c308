using Npgsql;
using PrivateDomain.Sdk.Storage.Relational;

namespace PrivateDomain.Sdk.Storage.PostgreSql;

/// <summary>Which store this is: the id that was made with its tables, and where they were found.</summary>
/// <param name="Id">The id; <see langword="null"/> when somebody took it out of its table.</param>
/// <param name="Server">How the client calls the server.</param>
/// <param name="Database">The database's name.</param>
internal sealed record StoreIdentity(string? Id, string Server, string Database)
{
    /// <summary>The migration that makes the table of the id, with the id in it: hosts that do so at once agree on one, because one of them makes the table.</summary>
    public static SchemaMigration Migration(RelationalSchema schema, PostgreSqlDialect dialect, Guid id)
    {
        string table = dialect.Table(schema.IdTable);
        string column = dialect.Quote("id");
        return new SchemaMigration(
            0,
            "store_id",
            [
                $"create table {table} (\n  {column} {dialect.KeyType} not null,\n  primary key ({column})\n)",
                $"insert into {table} ({column}) values ({PostgreSqlDialect.Literal(id.ToString("D"))})",
            ]);
    }

    /// <summary>The statement that answers the id.</summary>
    public static string Text(RelationalSchema schema, PostgreSqlDialect dialect) => $"select {dialect.Quote("id")} from {dialect.Table(schema.IdTable)}";

    /// <summary>The identity of the store that a connection leads to.</summary>
    public static async Task<StoreIdentity> ReadAsync(NpgsqlConnection connection, string text, CancellationToken cancellationToken)
    {
        NpgsqlCommand command = connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
#pragma warning disable CA2100 // Only the names of schema and table vary, and they are quoted.
            command.CommandText = text;
#pragma warning restore CA2100
            object? id = await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
            return new StoreIdentity((string?)id, connection.DataSource, connection.Database);
        }
    }

    /// <summary>Whether a connection leads to the same place by the same name, so that there is nothing to ask.</summary>
    public bool IsAt(NpgsqlConnection connection) => connection.DataSource == Server && connection.Database == Database;

    /// <summary>Checks that a database which is called like the store's own is that one.</summary>
    /// <param name="found">The id that it holds; <see langword="null"/> when it has none.</param>
    /// <exception cref="ArgumentException">It is another.</exception>
    public void Require(string? found)
    {
        if (found is null || found != Id)
        {
            string there = found is null ? "no store under this schema and table prefix" : $"the store {found}";
            throw new ArgumentException(
                $"The host's connection is to another database: the '{Database}' that it leads to holds {there}, and this store is {Id ?? "one without an id"} in"
                + $" the '{Database}' of another server. Give {nameof(IRecordStore.Enlist)} a connection to the store's own.");
        }
    }
}
