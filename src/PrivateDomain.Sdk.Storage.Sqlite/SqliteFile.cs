using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PrivateDomain.Sdk.Storage.Sqlite;

/// <summary>The file of a store, and how connections to it are opened.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
internal sealed class SqliteFile
{
    private const string DataDirectory = "|DataDirectory|";
    private readonly string _connectionString;

    public SqliteFile(SqliteConnectionStringBuilder parts)
    {
        FullName = Path.GetFullPath(Resolve(parts.DataSource));
        _connectionString = new SqliteConnectionStringBuilder(parts.ConnectionString)
        {
            DataSource = FullName,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
        }.ConnectionString;
    }

    /// <summary>The whole path; not for messages.</summary>
    public string FullName { get; }

    /// <summary>The name without directory, for messages.</summary>
    public string Name => Path.GetFileName(FullName);

    public bool Exists => File.Exists(FullName);

    /// <summary>Fails when the file was taken away: SQLite would go on writing to it, and all that was committed would vanish.</summary>
    /// <exception cref="SqliteException">There is no file.</exception>
    public void RequireExists()
    {
        if (!Exists)
        {
            throw new SqliteException("The file is gone.", raw.SQLITE_CANTOPEN);
        }
    }

    /// <summary>Makes an empty file that only its owner may read; SQLite itself would let everybody. Its log files take the same mode.</summary>
    /// <exception cref="StoreException">The directory is missing, or the file may not be made.</exception>
    public void CreateIfMissing()
    {
        if (Exists)
        {
            return;
        }

        try
        {
            var creation = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.ReadWrite };
            if (!OperatingSystem.IsWindows())
            {
                creation.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var file = new FileStream(FullName, creation);
        }
        catch (DirectoryNotFoundException e)
        {
            throw Refusal($"the directory of '{Name}' does not exist. Create it, or point Data Source at another one.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && !Exists)
        {
            throw Refusal($"'{Name}' cannot be created. Give this process write permission for the directory.", e);
        }
        catch (IOException)
        {
            // Another host created it in the meantime.
        }
    }

    /// <summary>Opens a connection to the file, which must exist.</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static StoreException Refusal(string message, Exception cause) =>
        new(SqliteRecordStore.Name, "initialize", isTransient: false, message, cause);

    // As Microsoft.Data.Sqlite resolves it.
    private static string Resolve(string dataSource)
    {
        string directory = AppDomain.CurrentDomain.GetData("DataDirectory") as string ?? "";
        return dataSource.StartsWith(DataDirectory, StringComparison.OrdinalIgnoreCase)
            ? Path.Combine(directory, dataSource[DataDirectory.Length..].TrimStart('/', '\\'))
            : Path.Combine(directory, dataSource);
    }
}
