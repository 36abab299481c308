using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PrivateDomain.Sdk.Benchmarks.Measuring;
using PrivateDomain.Sdk.Benchmarks.Shops;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;

namespace PrivateDomain.Sdk.Benchmarks.History;

/// <summary>
/// What grants, spends and balances cost a member with 100,000 entries, against a member with none: one caller, so that no batch hides a slow posting.
/// </summary>
internal sealed class HistoryBenchmark(Suite suite) : IBenchmark
{
    private const int Entries = 100_000;

    private static readonly MemberId s_seasoned = "seasoned";

    private string Where => suite == Suite.Memory ? "in memory" : "on SQLite";

    public Suite Suite => suite;

    public async Task<IReadOnlyList<Figure>> MeasureAsync(BenchmarkRun run)
    {
        run.Tell($"A member with {Entries:N0} entries against new ones, {Where}");
        using var folder = new ScratchFolder();
        await using BenchmarkShop shop = await BenchmarkShop.OpenAsync(pd => UseStore(pd, folder), members: 0);
        var history = new PointHistory(shop.Domain);
        await history.BuildAsync(s_seasoned, Entries);
        var rounds = new List<(CallTimes New, CallTimes Seasoned)>();
        for (int round = 0; round <= run.Rounds; round++)
        {
            rounds.Add(await MeasureRoundAsync(history));
            await history.VerifyAsync();
        }

        // The first round compiles the code.
        rounds.RemoveAt(0);
        return
        [
            FigureOf("grant", rounds.ConvertAll(round => (Median.Of(round.New.Grants), Median.Of(round.Seasoned.Grants)))),
            FigureOf("spend", rounds.ConvertAll(round => (Median.Of(round.New.Spends), Median.Of(round.Seasoned.Spends)))),
            FigureOf("balance", rounds.ConvertAll(round => (Median.Of(round.New.Balances), Median.Of(round.Seasoned.Balances)))),
        ];
    }

    private static async Task<(CallTimes New, CallTimes Seasoned)> MeasureRoundAsync(PointHistory history)
    {
        var round = (New: new CallTimes(), Seasoned: new CallTimes());
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < Duration.OfStore;)
        {
            await history.MeasureAsync(await history.RegisterAsync(), round.New);
            await history.MeasureAsync(s_seasoned, round.Seasoned);
        }

        return round;
    }

    private void UseStore(PrivateDomainBuilder pd, ScratchFolder folder)
    {
        if (suite == Suite.Memory)
        {
            pd.UseInMemoryStore();
        }
        else
        {
            pd.UseSqliteStore($"Data Source={folder.File("history.db")}");
        }
    }

    private Figure FigureOf(string call, List<(double Reference, double Subject)> rounds) =>
        new Figure($"history.{call}_100k{(suite == Suite.Memory ? ".memory" : "")}", "us, median", $"a new member, {Where}", Goals.History)
            .With(Comparison.Of(rounds));
}
