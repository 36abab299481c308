using System.Diagnostics;
using Npgsql;

namespace PrivateDomain.Sdk.Tests.PostgreSql;

/// <summary>A PostgreSQL server of this process only: in a temporary folder, reached by a socket there, gone when this process is gone.</summary>
/// <remarks>
/// The database's language is English by ICU where the server knows it, so that a column that does not say how it compares is found out.
/// </remarks>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    private const string Superuser = "postgres";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly Lazy<Task<PostgreSqlServer>> s_shared = new(() => StartAsync());

    private readonly string _folder;
    private readonly Process _keeper;

    private PostgreSqlServer(string folder, Process keeper)
    {
        _folder = folder;
        _keeper = keeper;
    }

    /// <summary>One server for all tests of this process, started when it is first asked for. Its commits do not wait for the disk.</summary>
    public static Task<PostgreSqlServer> Shared => s_shared.Value;

    /// <summary>Leads to the database, as a superuser, without a pool of a name that other tests share.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder { Host = _folder, Username = Superuser, Database = Superuser }.ConnectionString;

    /// <summary>The end of the server's log, for messages of tests that fail.</summary>
    public string Log => File.ReadAllText(Path.Combine(_folder, "log"));

    /// <summary>Makes a server and starts it.</summary>
    /// <param name="isDurable">Whether commits wait for the disk, as they do in a shop.</param>
    /// <param name="settings">Further settings, as <c>name=value</c>.</param>
    /// <returns>The server, taking connections.</returns>
    /// <exception cref="InvalidOperationException">There is no server on this machine, or it did not start.</exception>
    public static Task<PostgreSqlServer> StartAsync(bool isDurable = false, params IEnumerable<string> settings)
    {
        string[] initdb =
        [
            "initdb", $"--username={Superuser}", "--auth=trust", "--encoding=UTF8", "--no-sync", .. Language(PostgreSqlBinaries.Require()),
        ];
        return StartAsync(initdb, [$"fsync={(isDurable ? "on" : "off")}", .. settings]);
    }

    /// <summary>Makes a standby of this server and starts it: it follows this one, and takes no writes until <see cref="PromoteAsync"/>.</summary>
    /// <returns>The standby, taking connections.</returns>
    /// <exception cref="InvalidOperationException">It did not start.</exception>
    public async Task<PostgreSqlServer> StartStandbyAsync()
    {
        PostgreSqlServer standby = await StartAsync(
            ["pg_basebackup", $"--host={_folder}", $"--username={Superuser}", "--write-recovery-conf", "--checkpoint=fast", "--no-sync"],
            ["fsync=off"]).ConfigureAwait(false);

        // From here on a commit is answered once the standby has it: what was acknowledged is not lost with this server.
        await ExecuteAsync("alter system set synchronous_standby_names = '*'").ConfigureAwait(false);
        await ExecuteAsync("select pg_reload_conf()").ConfigureAwait(false);
        long start = Stopwatch.GetTimestamp();
        while ((await QueryAsync("select 1 from pg_stat_replication where sync_state = 'sync'").ConfigureAwait(false)).Count == 0)
        {
            if (Stopwatch.GetElapsedTime(start) > s_patience)
            {
                throw new InvalidOperationException($"The standby does not follow. {standby.Log}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20)).ConfigureAwait(false);
        }

        return standby;
    }

    /// <summary>Makes a standby the primary, as an operator does after a failure.</summary>
    /// <returns>A task that ends when it takes writes.</returns>
    public Task PromoteAsync() => ExecuteAsync("select pg_promote(wait => true)");

    /// <summary>Starts a server that was stopped or crashed, on the same data, and waits until it takes connections.</summary>
    /// <returns>A task that ends then.</returns>
    /// <exception cref="InvalidOperationException">It does not; the message has the server's log.</exception>
    public async Task StartAgainAsync()
    {
        await TellAsync("start").ConfigureAwait(false);
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await ExecuteAsync("select 1").ConfigureAwait(false);
                return;
            }
            catch (NpgsqlException e)
            {
                if (Stopwatch.GetElapsedTime(start) > s_patience)
                {
                    throw new InvalidOperationException($"The server takes no connections. {Log}", e);
                }

                await Task.Delay(TimeSpan.FromMilliseconds(20)).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Ends the server in order, breaking all connections.</summary>
    /// <returns>A task that ends when it is gone.</returns>
    public Task StopAsync() => TellAsync("stop");

    /// <summary>Kills the server and all its processes at once, as a power cut does to them; the data stays.</summary>
    /// <returns>A task that ends when they are gone.</returns>
    public Task CrashAsync() => TellAsync("crash");

    /// <summary>Runs statements on a connection of their own.</summary>
    /// <param name="sql">The statements.</param>
    /// <returns>A task that ends when they ran.</returns>
    public async Task ExecuteAsync(string sql)
    {
        NpgsqlConnection connection = await ConnectAsync().ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var command = new NpgsqlCommand(sql, connection);
            await using (command.ConfigureAwait(false))
            {
                await command.ExecuteNonQueryAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>The rows that a statement answers as text, their columns joined by a bar.</summary>
    /// <param name="sql">The statement.</param>
    /// <returns>The rows.</returns>
    public async Task<List<string>> QueryAsync(string sql)
    {
        var rows = new List<string>();
        NpgsqlConnection connection = await ConnectAsync().ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var command = new NpgsqlCommand(sql, connection);
            await using (command.ConfigureAwait(false))
            {
                NpgsqlDataReader reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
                await using (reader.ConfigureAwait(false))
                {
                    while (await reader.ReadAsync().ConfigureAwait(false))
                    {
                        rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)));
                    }
                }
            }
        }

        return rows;
    }

    /// <summary>Opens a connection beside all pools.</summary>
    /// <returns>The open connection.</returns>
    public async Task<NpgsqlConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync().ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends the server and removes its folder.</summary>
    /// <returns>A task that ends when both are gone.</returns>
    public async ValueTask DisposeAsync()
    {
        _keeper.StandardInput.Close();
        await _keeper.WaitForExitAsync().ConfigureAwait(false);
        _keeper.Dispose();
    }

    private static async Task<PostgreSqlServer> StartAsync(string[] making, string[] settings)
    {
        string folder = Directory.CreateTempSubdirectory("private-domain-pg-").FullName;
        string[] account = Environment.IsPrivilegedProcess ? ["setpriv", $"--reuid={Superuser}", $"--regid={Superuser}", "--init-groups"] : [];
        if (account.Length > 0)
        {
            await RunAsync("chown", $"{Superuser}:", folder).ConfigureAwait(false);
        }

        string[] all = ["listen_addresses=", "max_connections=300", .. settings];
        string[] command =
        [
            .. account, "sh", "-c", await ReadScriptAsync().ConfigureAwait(false), "server.sh", folder, PostgreSqlBinaries.Require(),
            .. making, "--", .. all.SelectMany(setting => new[] { "-c", setting }),
        ];
        var keeper = Process.Start(new ProcessStartInfo(command[0], command.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = folder, // initdb asks for its own, and a test may change and remove this process's.
        })!;
        var server = new PostgreSqlServer(folder, keeper);
        if (await server.AnswerAsync().ConfigureAwait(false) != "ready")
        {
            throw new InvalidOperationException($"{making[0]} failed: {server.Log}");
        }

        await server.StartAgainAsync().ConfigureAwait(false);
        return server;
    }

    private static string[] Language(string binaries)
    {
        using var initdb = Process.Start(new ProcessStartInfo(Path.Combine(binaries, "initdb"), ["--help"]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        string help = initdb.StandardOutput.ReadToEnd();
        initdb.WaitForExit();
        return help.Contains("--icu-locale", StringComparison.Ordinal) ? ["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US"] : ["--locale=C.UTF-8"];
    }

    private static async Task RunAsync(string file, params string[] arguments)
    {
        using var process = Process.Start(file, arguments);
        await process.WaitForExitAsync().ConfigureAwait(false);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{file} failed with {process.ExitCode}.");
        }
    }

    private static async Task<string> ReadScriptAsync()
    {
        using var script = new StreamReader(typeof(PostgreSqlServer).Assembly.GetManifestResourceStream("server.sh")!);
        return await script.ReadToEndAsync().ConfigureAwait(false);
    }

    private async Task TellAsync(string command)
    {
        await _keeper.StandardInput.WriteLineAsync(command).ConfigureAwait(false);
        await _keeper.StandardInput.FlushAsync().ConfigureAwait(false);
        string? answer = await AnswerAsync().ConfigureAwait(false);
        if (answer != command)
        {
            throw new InvalidOperationException($"The server's keeper did not '{command}', but ended or said '{answer}'.");
        }
    }

    private Task<string?> AnswerAsync() => _keeper.StandardOutput.ReadLineAsync();
}
