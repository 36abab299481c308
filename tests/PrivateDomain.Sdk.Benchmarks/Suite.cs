namespace PrivateDomain.Sdk.Benchmarks;

/// <summary>What can be measured by itself.</summary>
internal enum Suite
{
    /// <summary>The in-memory store.</summary>
    Memory,

    /// <summary>The SQLite store.</summary>
    Sqlite,

    /// <summary>The PostgreSQL store.</summary>
    Postgres,

    /// <summary>The pure rules, without a store.</summary>
    Rules,
}
