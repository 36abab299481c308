namespace PrivateDomain.Sdk.Storage.PostgreSql;

/// <summary>What an initialized store works with.</summary>
internal sealed class PostgreSqlCore
{
    public PostgreSqlCore(PostgreSqlTables tables, StoreIdentity identity, bool isSharded)
    {
        Tables = tables;
        Identity = identity;
        Reader = new PostgreSqlReader(tables, isSharded);
        Writer = new PostgreSqlWriter(Reader);
    }

    public PostgreSqlTables Tables { get; }

    public StoreIdentity Identity { get; }

    public PostgreSqlReader Reader { get; }

    public PostgreSqlWriter Writer { get; }
}
