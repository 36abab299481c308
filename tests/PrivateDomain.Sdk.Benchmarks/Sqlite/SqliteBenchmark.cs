using Microsoft.Extensions.DependencyInjection;
using PrivateDomain.Sdk.Benchmarks.Measuring;
using PrivateDomain.Sdk.Benchmarks.Shops;

namespace PrivateDomain.Sdk.Benchmarks.Sqlite;

/// <summary>Postings on SQLite against the hand-written loop: many callers against groups of 100, one caller against one posting to a commit.</summary>
internal sealed class SqliteBenchmark : IBenchmark
{
    private const int Members = 10_000;
    private const int Group = 100;

    private static readonly string[] s_members = [.. Enumerable.Range(0, Members).Select(Posting.MemberOf)];

    public Suite Suite => Suite.Sqlite;

    public async Task<IReadOnlyList<Figure>> MeasureAsync(BenchmarkRun run)
    {
        run.Tell("SQLite: 1,000 callers against the hand-written loop, 100 postings to a commit");
        Comparison many = await Interleaved.MeasureAsync(run.Rounds, () => HandAsync(Group), () => SdkAsync(Callers.Many));
        run.Tell("SQLite: one caller against the hand-written loop, one posting to a commit");
        Comparison single = await Interleaved.MeasureAsync(run.Rounds, () => HandAsync(1), () => SdkAsync(1));
        return
        [
            new Figure("sqlite.many.vs_hand", "postings/s", "hand-written loop, group 100", Goals.SqliteMany).With(many),
            new Figure("sqlite.single.vs_hand", "postings/s", "hand-written loop, group 1", Goals.SqliteSingle).With(single),
        ];
    }

    private static Task<double> HandAsync(int group) => Task.Run(() =>
    {
        using var folder = new ScratchFolder();
        using var hand = new HandWrittenSqlite(folder.File("hand.db"));
        double rate = hand.Rate(Duration.OfStore, group, s_members);
        hand.Verify();
        return rate;
    });

    private static async Task<double> SdkAsync(int callers)
    {
        using var folder = new ScratchFolder();
        await using BenchmarkShop shop = await BenchmarkShop.OpenAsync(pd => pd.UseSqliteStore($"Data Source={folder.File("sdk.db")}"), Members);
        double rate = await Callers.RateAsync(callers, Duration.OfStore, shop.GrantAsync);
        await shop.ContestAndVerifyAsync();
        return rate;
    }
}
