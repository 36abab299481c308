namespace PrivateDomain.Sdk.Tests.PostgreSql;

/// <summary>Where the programs of a PostgreSQL server are on this machine.</summary>
public static class PostgreSqlBinaries
{
    private static readonly string[] s_programs = ["postgres", "initdb", "pg_basebackup"];

    /// <summary>Why there is no server on this machine; <see langword="null"/> when there is one.</summary>
    public static string? Absence => Folder is null
        ? "The programs of a PostgreSQL server (postgres, initdb, pg_basebackup) were found neither on PATH nor in /usr/lib/postgresql/*/bin. Install PostgreSQL to run this test."
        : null;

    /// <summary>The folder of the programs; the newest where there are several versions.</summary>
    public static string? Folder { get; } = Candidates().FirstOrDefault(folder => s_programs.All(program => File.Exists(Path.Combine(folder, program))));

    /// <summary>The folder.</summary>
    /// <exception cref="InvalidOperationException">There is no server on this machine.</exception>
    public static string Require() => Folder ?? throw new InvalidOperationException(Absence);

    private static IEnumerable<string> Candidates()
    {
        const string versions = "/usr/lib/postgresql";
        IEnumerable<string> installed = Directory.Exists(versions)
            ? Directory.EnumerateDirectories(versions).OrderByDescending(VersionOf).Select(folder => Path.Combine(folder, "bin"))
            : [];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Concat(installed);
    }

    private static int VersionOf(string folder) => int.TryParse(Path.GetFileName(folder), out int version) ? version : 0;
}
