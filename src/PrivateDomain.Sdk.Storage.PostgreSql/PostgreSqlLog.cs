using Microsoft.Extensions.Logging;

namespace PrivateDomain.Sdk.Storage.PostgreSql;

/// <summary>What the PostgreSQL store logs. No keys, statements or connection settings.</summary>
internal static partial class PostgreSqlLog
{
    [LoggerMessage(2001, LogLevel.Warning, "PostgreSQL runs with fsync = off: a crash of the machine may lose or damage everything that was committed. Set fsync = on")]
    internal static partial void FsyncOff(ILogger logger);

    [LoggerMessage(2002, LogLevel.Warning, "PostgreSQL runs with synchronous_commit = off: a crash may take back the last commits, although callers were told of them. Set it to on or local for this database")]
    internal static partial void SynchronousCommitOff(ILogger logger);
}
