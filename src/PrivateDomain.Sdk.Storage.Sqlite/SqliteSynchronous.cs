namespace PrivateDomain.Sdk.Storage.Sqlite;

/// <summary>When SQLite waits for the disk.</summary>
public enum SqliteSynchronous
{
    /// <summary>
    /// Each commit waits until it is on disk: what was committed survives a crash of the host, of the machine, and a power cut. The default.
    /// Batches share one wait, so under load it costs little.
    /// </summary>
    Full,

    /// <summary>As <see cref="Full"/>: what it adds concerns rollback journals, which this store does not use. For hosts whose policy asks for it.</summary>
    Extra,

    /// <summary>
    /// Commits wait for the operating system only: they survive a crash of the host, but a power cut may take back the last ones, whole.
    /// Then a caller may have been told of a commit that is gone. For data that can be derived again.
    /// </summary>
    Normal,
}
