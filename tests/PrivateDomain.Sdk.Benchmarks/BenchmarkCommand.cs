using PrivateDomain.Sdk.Benchmarks.History;
using PrivateDomain.Sdk.Benchmarks.Measuring;
using PrivateDomain.Sdk.Benchmarks.Memory;
using PrivateDomain.Sdk.Benchmarks.PostgreSql;
using PrivateDomain.Sdk.Benchmarks.Replay;
using PrivateDomain.Sdk.Benchmarks.Reporting;
using PrivateDomain.Sdk.Benchmarks.Rules;
using PrivateDomain.Sdk.Benchmarks.Segments;
using PrivateDomain.Sdk.Benchmarks.Sqlite;
using Spectre.Console;

namespace PrivateDomain.Sdk.Benchmarks;

/// <summary>The whole program: reads the arguments, measures what they ask for, reports.</summary>
internal static class BenchmarkCommand
{
    private const int Done = 0;
    private const int Trouble = 1;
    private const int Unusable = 2;

    private static readonly IReadOnlyList<IBenchmark> s_all =
    [
        new RuleBenchmark(),
        new HistoryBenchmark(Suite.Memory),
        new ReplayBenchmark(Suite.Memory),
        new MemberCountBenchmark(),
        new SqliteBenchmark(),
        new HistoryBenchmark(Suite.Sqlite),
        new ReplayBenchmark(Suite.Sqlite),
        new SegmentBenchmark(),
        new SegmentStreamBenchmark(),
        new PostgreSqlBenchmark(),
    ];

    /// <returns>
    /// 0 when everything was measured and no sum was wrong, whether goals were met or not; 1 when a sum was wrong, a benchmark failed, or
    /// PostgreSQL is missing where it must not be; 2 on unusable arguments.
    /// </returns>
    public static async Task<int> RunAsync(string[] args, IAnsiConsole console, TextWriter errors)
    {
        try
        {
            var arguments = BenchmarkArguments.Parse(args);
            if (arguments.Help)
            {
                console.WriteLine(BenchmarkArguments.Usage);
                return Done;
            }

            return await RunAsync(arguments, console, errors);
        }
        catch (UsageException e)
        {
            await errors.WriteLineAsync($"{e.Message}\n\n{BenchmarkArguments.Usage}");
            return Unusable;
        }
        catch (WrongSumException e)
        {
            await errors.WriteLineAsync($"A sum is wrong, so no figure counts: {e.Message}");
            return Trouble;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BenchmarkFailedException)
        {
            await errors.WriteLineAsync(e.Message);
            return Trouble;
        }
    }

    private static async Task<int> RunAsync(BenchmarkArguments arguments, IAnsiConsole console, TextWriter errors)
    {
        var run = new BenchmarkRun(arguments.Rounds, arguments.Only, text => console.MarkupLineInterpolated($"[grey]{text}[/]"));
        var figures = new List<Figure>();
        foreach (IBenchmark benchmark in s_all.Where(benchmark => arguments.Only is null || benchmark.Suite == arguments.Only))
        {
            figures.AddRange(await benchmark.MeasureAsync(run));
        }

        FigureTable.Print(console, figures);
        if (arguments.Json is { } file)
        {
            await FigureFile.WriteAsync(file, figures);
        }

        Figure[] missing = [.. figures.Where(static figure => figure.Value is null)];
        foreach (Figure figure in missing)
        {
            await errors.WriteLineAsync($"{figure.Id}: {figure.Note}");
        }

        return missing.Length > 0 && Environment.GetEnvironmentVariable("CI") == "true" ? Trouble : Done;
    }
}
