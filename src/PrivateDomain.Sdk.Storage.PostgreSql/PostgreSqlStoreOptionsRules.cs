using System.Diagnostics.CodeAnalysis;
using System.Text;
using Npgsql;
using PrivateDomain.Sdk.Storage.Relational;

namespace PrivateDomain.Sdk.Storage.PostgreSql;

/// <summary>What the store's options must be.</summary>
internal static class PostgreSqlStoreOptionsRules
{
    private const int MaxNameBytes = 63;
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);

    /// <summary>All that is wrong, without repeating the connection string, which may hold secrets.</summary>
    public static IReadOnlyList<string> Problems(PostgreSqlStoreOptions options)
    {
        var problems = new List<string>();
        problems.AddRange(ConnectionProblems(options));
        if (SchemaProblem(options.Schema) is { } schemaProblem)
        {
            problems.Add($"{nameof(options.Schema)}: {schemaProblem}");
        }

        if (!TablePrefix.IsValid(options.TablePrefix, out string? problem))
        {
            problems.Add($"{nameof(options.TablePrefix)}: {problem}.");
        }
        else if (options.TablePrefix.StartsWith("pg_", StringComparison.Ordinal))
        {
            problems.Add($"{nameof(options.TablePrefix)}: names that begin with 'pg_' look like PostgreSQL's own; choose another.");
        }

        problems.AddRange(TimeProblems(nameof(options.StatementTimeout), options.StatementTimeout));
        problems.AddRange(TimeProblems(nameof(options.LockTimeout), options.LockTimeout));
        problems.AddRange(TimeProblems(nameof(options.CommandTimeout), options.CommandTimeout));
        return problems;
    }

    private static IEnumerable<string> ConnectionProblems(PostgreSqlStoreOptions options)
    {
        const string name = nameof(options.ConnectionString);
        if (options.DataSource is not null)
        {
            if (!string.IsNullOrEmpty(options.ConnectionString))
            {
                yield return $"{name}: {nameof(options.DataSource)} is given too; keep one of them.";
            }

            yield break;
        }

        if (!TryParse(options.ConnectionString, out NpgsqlConnectionStringBuilder? parts))
        {
            yield return $"{name}: it cannot be read; write it like 'Host=db;Database=shop;Username=shop'.";
            yield break;
        }

        if (string.IsNullOrWhiteSpace(parts.Host))
        {
            yield return $"{name}: it names no host; write it like 'Host=db;Database=shop;Username=shop'.";
        }

        if (parts.TargetSessionAttributes is not (null or "primary" or "read-write" or "any"))
        {
            yield return $"{name}: Target Session Attributes keeps the store from the primary, where alone every commit is seen at once; leave it out.";
        }

        if (parts.Multiplexing)
        {
            yield return $"{name}: Multiplexing mixes the statements of several calls; leave it out.";
        }

        if (!parts.Pooling)
        {
            yield return $"{name}: Pooling=false would open a connection for every call; leave it out.";
        }
    }

    private static string? SchemaProblem(string? schema) => schema switch
    {
        null or "" => "it is empty; leave it out to use 'public'.",
        _ when !WholeText.IsWhole(schema) => "it has a character that PostgreSQL cannot keep.",
        _ when Encoding.UTF8.GetByteCount(schema) > MaxNameBytes => $"it is longer than the {MaxNameBytes} bytes of UTF-8 that PostgreSQL takes.",
        _ when schema.StartsWith("pg_", StringComparison.Ordinal) => "PostgreSQL keeps names that begin with 'pg_' for itself.",
        "information_schema" => "that schema is PostgreSQL's own.",
        _ => null,
    };

    private static IEnumerable<string> TimeProblems(string name, TimeSpan time)
    {
        if (time < TimeSpan.FromMilliseconds(1) || time > s_longest)
        {
            yield return $"{name}: {time} is not between one millisecond and one day.";
        }
    }

    private static bool TryParse(string? connectionString, [NotNullWhen(true)] out NpgsqlConnectionStringBuilder? parts)
    {
        try
        {
            parts = new NpgsqlConnectionStringBuilder(connectionString);
            return true;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            parts = null;
            return false;
        }
    }
}
