using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using PrivateDomain.Sdk.Storage.Relational;

namespace PrivateDomain.Sdk.Storage.Sqlite;

/// <summary>What the store's options must be.</summary>
internal static class SqliteStoreOptionsRules
{
    private static readonly TimeSpan s_longestBusyTimeout = TimeSpan.FromMinutes(10);

    /// <summary>All that is wrong, without repeating the connection string, which may hold secrets.</summary>
    public static IReadOnlyList<string> Problems(SqliteStoreOptions options)
    {
        var problems = new List<string>();
        problems.AddRange(ConnectionStringProblems(options.ConnectionString));
        if (!TablePrefix.IsValid(options.TablePrefix, out string? problem))
        {
            problems.Add($"{nameof(options.TablePrefix)}: {problem}.");
        }
        else if (options.TablePrefix.StartsWith("sqlite_", StringComparison.Ordinal))
        {
            problems.Add($"{nameof(options.TablePrefix)}: SQLite keeps names that begin with 'sqlite_' for itself.");
        }

        if (!Enum.IsDefined(options.Synchronous))
        {
            problems.Add($"{nameof(options.Synchronous)}: {(int)options.Synchronous} is none of its values.");
        }

        if (options.BusyTimeout < TimeSpan.Zero || options.BusyTimeout > s_longestBusyTimeout)
        {
            problems.Add($"{nameof(options.BusyTimeout)}: {options.BusyTimeout} is not between zero and ten minutes.");
        }

        return problems;
    }

    private static IEnumerable<string> ConnectionStringProblems(string? connectionString)
    {
        const string name = nameof(SqliteStoreOptions.ConnectionString);
        if (!TryParse(connectionString, out SqliteConnectionStringBuilder? parts))
        {
            yield return $"{name}: it cannot be read; write it like 'Data Source=shop.db'.";
            yield break;
        }

        if (parts.Mode == SqliteOpenMode.Memory || parts.DataSource.Contains(":memory:", StringComparison.OrdinalIgnoreCase))
        {
            yield return $"{name}: a database in memory vanishes with its connection; name a file, or use the in-memory store for trials.";
        }
        else if (string.IsNullOrWhiteSpace(parts.DataSource))
        {
            yield return $"{name}: it names no file; write it like 'Data Source=shop.db'.";
        }
        else if (parts.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            yield return $"{name}: name the file by its path, not by a URI.";
        }

        if (parts.Mode == SqliteOpenMode.ReadOnly)
        {
            yield return $"{name}: the store writes, so Mode=ReadOnly cannot be used.";
        }

        if (parts.Cache == SqliteCacheMode.Shared)
        {
            yield return $"{name}: Cache=Shared makes readers wait for writers; leave it out.";
        }

        if (parts.Password.Length > 0)
        {
            yield return $"{name}: this SQLite does not encrypt; leave the password out and encrypt the disk.";
        }
    }

    private static bool TryParse(string? connectionString, [NotNullWhen(true)] out SqliteConnectionStringBuilder? parts)
    {
        try
        {
            parts = new SqliteConnectionStringBuilder(connectionString);
            return true;
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            parts = null;
            return false;
        }
    }
}
