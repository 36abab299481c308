namespace PrivateDomain.Sdk.Tests.Support;

/// <summary>Which of the shipped stores a test runs on.</summary>
public enum StoreKind
{
    /// <summary>The in-memory reference store.</summary>
    Memory,

    /// <summary>SQLite on a real file.</summary>
    Sqlite,
}
