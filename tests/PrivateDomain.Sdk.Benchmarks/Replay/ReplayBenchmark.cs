using System.Diagnostics;
using System.Text.Json;
using PrivateDomain.Sdk.Benchmarks.Measuring;
using PrivateDomain.Sdk.Benchmarks.Shops;

namespace PrivateDomain.Sdk.Benchmarks.Replay;

/// <summary>Whole orders: the sample OrderReplay as a process of its own, and the rate that it states in its summary.</summary>
internal sealed class ReplayBenchmark(Suite suite) : IBenchmark
{
    // Each is a whole process that replays, verifies and writes statements; three tell a median.
    private const int MostRounds = 3;

    public Suite Suite => suite;

    public async Task<IReadOnlyList<Figure>> MeasureAsync(BenchmarkRun run)
    {
        using var folder = new ScratchFolder();
        ReplayInput input = await ReplayInput.FindOrGenerateAsync(folder.Path);
        run.Tell($"Replay, {input.Name}, {(suite == Suite.Memory ? "in memory" : "on SQLite")}");
        var rates = new List<double>();
        for (int round = 0; round < Math.Min(run.Rounds, MostRounds); round++)
        {
            rates.Add(await ReplayAsync(input));
        }

        (string id, double goal) = suite == Suite.Memory ? ("replay.memory", Goals.ReplayInMemory) : ("replay.sqlite", Goals.ReplayOnSqlite);
        return [new Figure(id, "orders/s", "the goal", Goals.TheReference) { Note = input.Name }.Against(Median.Of(rates), goal)];
    }

    private async Task<double> ReplayAsync(ReplayInput input)
    {
        using var folder = new ScratchFolder();
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "OrderReplay.dll"),
            "--orders", input.OrdersFile, "--members", input.MembersFile, "--plan", input.PlanFile,
            "--store", suite == Suite.Memory ? "memory" : $"sqlite:{folder.File("replay.db")}", "--out", folder.Path,
        ];
        var start = new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new BenchmarkFailedException($"OrderReplay failed with {process.ExitCode}: {await errors}");
        }

        using var summary = JsonDocument.Parse(await File.ReadAllTextAsync(folder.File("summary.json")));
        WrongSumException.ThrowUnlessEqual(
            0, summary.RootElement.GetProperty("verification").GetProperty("breaches").GetInt64(), "breaches found by the replay's verification");
        return summary.RootElement.GetProperty("ordersPerSecond").GetDouble();
    }
}
