using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using PrivateDomain.Sdk.Benchmarks.Shops;
using PrivateDomain.Sdk.Tests.PostgreSql;

namespace PrivateDomain.Sdk.Benchmarks.PostgreSql;

/// <summary>Runs the hand-written posting with pgbench: 32 connections, the statement prepared.</summary>
internal static partial class PgBench
{
    private const int Connections = 32;
    private const int Threads = 2;
    private const int Seconds = 2;
    private const int Points = 5;

    /// <summary>Why PostgreSQL cannot be measured on this machine; <see langword="null"/> when it can.</summary>
    public static string? Absence { get; } =
        PostgreSqlBinaries.Absence ?? (File.Exists(Program()) ? null : "The program pgbench was not found beside postgres. Install it with PostgreSQL's contributed programs.");

    /// <summary>Posts for two seconds over some members, on empty tables, and checks the sums. Answers postings per second.</summary>
    public static async Task<double> RateAsync(PostgreSqlServer server, int members)
    {
        await HandWrittenPosting.CreateTablesAsync(server);
        using var folder = new ScratchFolder();
        string script = folder.File("posting.sql");
        await File.WriteAllTextAsync(script, ScriptFor(members));
        string output = await RunAsync(server, script);
        long postings = long.Parse(Transactions().Match(output).Groups["count"].ValueSpan, CultureInfo.InvariantCulture);
        double rate = double.Parse(Rate().Match(output).Groups["rate"].ValueSpan, CultureInfo.InvariantCulture);
        await HandWrittenPosting.VerifyAsync(server, postings, postings * Points);
        return rate;
    }

    // Keys are drawn from 9 x 10^18: among some hundred thousand of them two are never the same in practice, and the check of the sums would tell.
    private static string ScriptFor(int members) =>
        $"""
        \set key random(1, 9000000000000000000)
        \set member random(1, {members})
        {HandWrittenPosting.Statement("(:key)::text", "'member-' || (:member)::text", Points.ToString(CultureInfo.InvariantCulture)).ReplaceLineEndings(" ")};

        """;

    /// <summary>Beside postgres, wherever a link on PATH leads to.</summary>
    private static string Program()
    {
        var server = new FileInfo(Path.Combine(PostgreSqlBinaries.Require(), "postgres"));
        return Path.Combine(Path.GetDirectoryName((server.ResolveLinkTarget(returnFinalTarget: true) ?? server).FullName)!, "pgbench");
    }

    private static async Task<string> RunAsync(PostgreSqlServer server, string script)
    {
        var database = new NpgsqlConnectionStringBuilder(server.ConnectionString);
        var start = new ProcessStartInfo(Program())
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments =
        [
            "--no-vacuum", "--protocol=prepared", $"--file={script}", $"--client={Connections}", $"--jobs={Threads}", $"--time={Seconds}",
            $"--host={database.Host}", $"--username={database.Username}", database.Database!,
        ];
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new BenchmarkFailedException($"pgbench failed with {process.ExitCode}: {await errors}");
    }

    [GeneratedRegex(@"^number of transactions actually processed: (?<count>\d+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Transactions();

    [GeneratedRegex(@"^tps = (?<rate>[\d.]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Rate();
}
