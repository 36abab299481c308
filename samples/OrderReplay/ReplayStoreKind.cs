namespace OrderReplay;

/// <summary>The kinds of stores that a replay may use.</summary>
internal enum ReplayStoreKind
{
    Memory,
    Sqlite,
    PostgreSql,
}
