using System.Globalization;
using PrivateDomain.Sdk.Storage.Relational;

namespace PrivateDomain.Sdk.Storage.PostgreSql;

/// <summary>PostgreSQL: tables in a schema; text compares by bytes of UTF-8, which is by code point, whatever the database's language is.</summary>
internal sealed class PostgreSqlDialect(string schema) : SqlDialect
{
    public override string BeginMigration => "begin";

    public override string CountTables =>
        $"select count(*) from pg_catalog.pg_tables where schemaname = {Literal(schema)} and tablename = $1";

    public override string NullsFirst => " nulls first";

    public override string NullsLast => " nulls last";

    /// <summary>Makes the schema that the tables live in.</summary>
    public string CreateSchema => $"create schema if not exists {Quote(schema)}";

    /// <summary>A text in a statement.</summary>
    public static string Literal(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    // Instants are 100 ns ticks: a timestamp of PostgreSQL would round them to microseconds.
    public override string ColumnType(ColumnKind kind) => kind switch
    {
        ColumnKind.Text or ColumnKind.Json => "text collate \"C\"",
        ColumnKind.Boolean => "boolean",
        _ => "bigint",
    };

    public override string Parameter(int position) => string.Create(CultureInfo.InvariantCulture, $"${position}");

    public override string Table(string name) => $"{Quote(schema)}.{Quote(name)}";

    public override string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
