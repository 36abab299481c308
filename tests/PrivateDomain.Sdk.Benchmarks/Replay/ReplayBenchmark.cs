using System.Text.Json;
using PrivateDomain.Sdk.Benchmarks.Measuring;
using PrivateDomain.Sdk.Benchmarks.Shops;

namespace PrivateDomain.Sdk.Benchmarks.Replay;

/// <summary>
/// Whole orders: the sample OrderReplay as a process of its own, and the rate that it states in its summary. In memory, where nothing waits for a disk,
/// also compiled ahead of time.
/// </summary>
internal sealed class ReplayBenchmark(Suite suite) : IBenchmark
{
    // Each is a whole process that replays, verifies and writes statements; three tell a median.
    private const int MostRounds = 3;

    private static readonly Figure s_sqlite = new("replay.sqlite", "orders/s", "the goal", Goals.TheReference);

    private static readonly Figure s_memory = new("replay.memory", "orders/s", "the goal", Goals.TheReference);

    private static readonly Figure s_native = new("replay.memory.native", "orders/s", "the goal", Goals.TheReference);

    public Suite Suite => suite;

    public async Task<IReadOnlyList<Figure>> MeasureAsync(BenchmarkRun run)
    {
        using var folder = new ScratchFolder();
        ReplayInput input = await ReplayInput.FindOrGenerateAsync(folder.Path);
        int rounds = Math.Min(run.Rounds, MostRounds);
        if (suite != Suite.Memory)
        {
            run.Tell($"Replay, {input.Name}, on SQLite");
            return [await MeasureAsync(s_sqlite, Goals.ReplayOnSqlite, rounds, input, ReplayProgram.Managed)];
        }

        run.Tell("Replay, compiling it ahead of time");
        ReplayProgram? native = await ReplayProgram.PublishAsync(folder.File("native"), run.Tell);
        run.Tell($"Replay, {input.Name}, in memory");
        return
        [
            await MeasureAsync(s_memory, Goals.ReplayInMemory, rounds, input, ReplayProgram.Managed),
            native is null
                ? s_native with { Note = "not measured: compiling ahead of time failed; it needs the repository, clang or gcc, and zlib" }
                : await MeasureAsync(s_native, Goals.ReplayInMemory, rounds, input, native),
        ];
    }

    private async Task<Figure> MeasureAsync(Figure figure, double goal, int rounds, ReplayInput input, ReplayProgram program)
    {
        var rates = new List<double>();
        for (int round = 0; round < rounds; round++)
        {
            rates.Add(await ReplayAsync(input, program));
        }

        return (figure with { Note = input.Name }).Against(Median.Of(rates), goal);
    }

    private async Task<double> ReplayAsync(ReplayInput input, ReplayProgram program)
    {
        using var folder = new ScratchFolder();
        await program.RunAsync(
            "--orders", input.OrdersFile, "--members", input.MembersFile, "--plan", input.PlanFile,
            "--store", suite == Suite.Memory ? "memory" : $"sqlite:{folder.File("replay.db")}", "--out", folder.Path);
        using var summary = JsonDocument.Parse(await File.ReadAllTextAsync(folder.File("summary.json")));
        WrongSumException.ThrowUnlessEqual(
            0, summary.RootElement.GetProperty("verification").GetProperty("breaches").GetInt64(), "breaches found by the replay's verification");
        return summary.RootElement.GetProperty("ordersPerSecond").GetDouble();
    }
}
