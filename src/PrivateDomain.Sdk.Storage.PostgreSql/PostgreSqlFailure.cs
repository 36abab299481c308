using System.Net.Sockets;
using Npgsql;

namespace PrivateDomain.Sdk.Storage.PostgreSql;

/// <summary>Turns trouble with PostgreSQL into the one exception of the storage contract.</summary>
/// <remarks>Messages name the SQLSTATE and say what to do. They hold no statement, value, address or connection string.</remarks>
internal static class PostgreSqlFailure
{
    /// <summary>Whether an exception is the database's, and not the caller's or a programming error.</summary>
    public static bool IsTrouble(Exception e) => e is NpgsqlException or IOException or SocketException or TimeoutException;

    public static StoreException Translate(string operation, Exception e)
    {
        (bool isTransient, string message) = Describe(e);
        return new StoreException(PostgreSqlRecordStore.Name, operation, isTransient, message, e);
    }

    private static (bool IsTransient, string Message) Describe(Exception e) => e switch
    {
        PostgresException answer => OfServer(answer.SqlState),
        NoPrimaryException => (true, "none of the hosts is the primary now, as during a failover. Try again; if it stays so, promote a standby."),
        NpgsqlException { InnerException: AggregateException ofHosts } => OfHosts(ofHosts.InnerExceptions),
        _ => OfClient(e),
    };

    /// <summary>Each host failed in its own way: there is hope as long as there is some for one of them.</summary>
    private static (bool IsTransient, string Message) OfHosts(IReadOnlyCollection<Exception> ofHosts)
    {
        (bool IsTransient, string Message)[] all = [.. ofHosts.Select(Describe)];
        return all.FirstOrDefault(one => one.IsTransient, all[0]);
    }

    private static (bool IsTransient, string Message) OfClient(Exception e) => e.InnerException is TimeoutException || e is TimeoutException
        ? (true, "the server did not answer in time, or no connection became free. Try again; if it stays so, look for long transactions or allow more connections.")
        : e is NpgsqlException { IsTransient: true } || e.InnerException is IOException or SocketException || e is IOException or SocketException
            ? (true, "the connection to the server broke or could not be made. Try again; if it stays so, check that the server runs and can be reached.")
            : (false, "the connection to the server failed for a reason that trying again does not mend. Check the connection settings; the cause is the inner exception.");

    private static (bool IsTransient, string Message) OfServer(string state) => state switch
    {
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or "40003" =>
            (true, $"other transactions were in the way ({state}). Try again."),
        PostgresErrorCodes.LockNotAvailable =>
            (true, $"another transaction held the same rows for longer than the lock timeout ({state}). Try again; if it stays so, look for long transactions."),
        PostgresErrorCodes.QueryCanceled =>
            (true, $"a statement ran for longer than the statement timeout, or was cancelled on the server ({state}). Try again; if it stays so, look for missing statistics or locks."),
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow or "57P05" =>
            (true, $"the server is stopping, starting or ended the connection ({state}). Try again."),
        PostgresErrorCodes.ReadOnlySqlTransaction =>
            (true, $"the server takes no writes now, as a standby does ({state}). Try again after the failover, and connect to the primary."),
        PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.OutOfMemory =>
            (true, $"the server has no room for more work ({state}). Try again; if it stays so, use fewer connections."),
        PostgresErrorCodes.DiskFull =>
            (false, $"the server's disk is full ({state}). Free space before trying again."),
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.DatatypeMismatch or PostgresErrorCodes.InvalidSchemaName =>
            (false, $"the tables are missing or are not this package's ({state}). Initialize the store, or choose another schema or table prefix."),
        PostgresErrorCodes.InsufficientPrivilege =>
            (false, $"the role of the connection may not do this ({state}). Grant it the rights that docs/postgresql.md lists."),
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification or PostgresErrorCodes.InvalidCatalogName =>
            (false, $"the server refused the connection ({state}). Check database, user and password."),
        PostgresErrorCodes.ProgramLimitExceeded =>
            (false, $"a text is too long for an index ({state})."),
        _ when state.StartsWith("08", StringComparison.Ordinal) =>
            (true, $"the connection to the server broke or could not be made ({state}). Try again."),
        _ when state.StartsWith("23", StringComparison.Ordinal) =>
            (false, $"a constraint or unique index that is not this package's refused a record ({state})."),
        _ => (false, $"the server reported an error ({state}). The cause is the inner exception."),
    };
}
