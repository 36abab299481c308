namespace PrivateDomain.Sdk.Storage.Sqlite;

/// <summary>The use of a session for one call: what is still open at the end is rolled back, and a session that failed is thrown away.</summary>
internal sealed class SqliteLease(SqliteSession session, Action<SqliteSession?> giveBack) : IDisposable
{
    private bool _isBroken;

    public SqliteSession Session => session;

    /// <summary>Something failed in the database: nobody shall use this session again.</summary>
    public void Discard() => _isBroken = true;

    public void Dispose()
    {
        if (!_isBroken && session.TryRollback())
        {
            giveBack(session);
            return;
        }

        session.Dispose();
        giveBack(null);
    }
}
