using System.Globalization;
using PrivateDomain.Sdk.Storage.Relational;

namespace PrivateDomain.Sdk.Storage.Sqlite;

/// <summary>SQLite: strict tables that are their own primary key; text compares by bytes of UTF-8, which is by code point.</summary>
internal sealed class SqliteDialect : SqlDialect
{
    private SqliteDialect()
    {
    }

    public static SqliteDialect Instance { get; } = new();

    public override string BeginMigration => "begin immediate";

    public override string CountTables => "select count(*) from sqlite_master where type = 'table' and name = ?1";

    public override string TableOptions => " strict, without rowid";

    public override string ColumnType(ColumnKind kind) => kind switch
    {
        ColumnKind.Text or ColumnKind.Json => "text",
        _ => "integer",
    };

    public override string Unsought(string name) => $"+{name}";

    public override string Parameter(int position) => string.Create(CultureInfo.InvariantCulture, $"?{position}");
}
