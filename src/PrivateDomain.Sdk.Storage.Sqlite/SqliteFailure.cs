using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PrivateDomain.Sdk.Storage.Sqlite;

/// <summary>Turns trouble with SQLite and its file into the one exception of the storage contract.</summary>
/// <remarks>Messages name the file without its directory, and say what to do. They hold no statement, value or connection string.</remarks>
internal static class SqliteFailure
{
    /// <summary>What the connection says of a call that failed.</summary>
    public static SqliteException Of(sqlite3 database, int code) =>
        new(raw.sqlite3_errmsg(database).utf8_to_string(), code & 0xff, raw.sqlite3_extended_errcode(database));

    public static StoreException Translate(string operation, SqliteFile file, TimeSpan busyTimeout, SqliteException e)
    {
        string waited = busyTimeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        (bool isTransient, string message) = e.SqliteErrorCode switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_PROTOCOL =>
                (true, $"another connection held '{file.Name}' for longer than {waited} s. Try again; if it stays so, look for a long transaction or a backup."),
            raw.SQLITE_NOMEM or raw.SQLITE_SCHEMA or raw.SQLITE_INTERRUPT =>
                (true, $"SQLite had to give up on '{file.Name}' ({e.SqliteExtendedErrorCode}). Try again."),
            raw.SQLITE_FULL =>
                (false, $"there is no room for '{file.Name}' to grow. Free disk space, or raise the file's size limit."),
            raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH =>
                (false, $"'{file.Name}' cannot be written. Give this process write permission for the file and its directory, and do not move it while it is open."),
            raw.SQLITE_CANTOPEN =>
                (false, $"'{file.Name}' cannot be opened. Check that it is there, and that this process may read and write it and its directory."),
            raw.SQLITE_NOTADB =>
                (false, $"'{file.Name}' is not a SQLite database. Point Data Source at another file; this one was left as it is."),
            raw.SQLITE_CORRUPT =>
                (false, $"'{file.Name}' is damaged. Stop writing, keep a copy, and restore a backup or run 'sqlite3 {file.Name} .recover'."),
            raw.SQLITE_IOERR =>
                (false, $"the disk failed on '{file.Name}' ({e.SqliteExtendedErrorCode}). Check disk and file system before trying again."),
            raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH or raw.SQLITE_TOOBIG =>
                (false, $"a record does not fit its table in '{file.Name}' ({e.SqliteExtendedErrorCode}). It lacks a value, or a text is too large."),
            raw.SQLITE_ERROR =>
                (false, $"'{file.Name}' holds other tables under the names of this package's. Restore those, or choose another table prefix."),
            _ => (false, $"SQLite failed on '{file.Name}' ({e.SqliteExtendedErrorCode})."),
        };
        return new StoreException(SqliteRecordStore.Name, operation, isTransient, message, e);
    }
}
