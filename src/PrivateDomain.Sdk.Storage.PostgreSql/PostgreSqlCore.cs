namespace PrivateDomain.Sdk.Storage.PostgreSql;

/// <summary>What an initialized store works with.</summary>
internal sealed class PostgreSqlCore
{
    public PostgreSqlCore(PostgreSqlTables tables, bool isSharded)
    {
        Tables = tables;
        Reader = new PostgreSqlReader(tables, isSharded);
        Writer = new PostgreSqlWriter(Reader);
    }

    public PostgreSqlTables Tables { get; }

    public PostgreSqlReader Reader { get; }

    public PostgreSqlWriter Writer { get; }
}
