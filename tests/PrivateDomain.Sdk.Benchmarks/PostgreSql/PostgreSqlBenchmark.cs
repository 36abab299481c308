using Microsoft.Extensions.DependencyInjection;
using PrivateDomain.Sdk.Benchmarks.Measuring;
using PrivateDomain.Sdk.Benchmarks.Shops;
using PrivateDomain.Sdk.Tests.PostgreSql;

namespace PrivateDomain.Sdk.Benchmarks.PostgreSql;

/// <summary>Postings on a private PostgreSQL server with fsync on, against pgbench and against one prepared statement.</summary>
internal sealed class PostgreSqlBenchmark : IBenchmark
{
    private const int Members = 10_000;

    private static readonly Figure s_many = new("postgres.many.vs_pgbench", "postings/s", "pgbench, one CTE, 32 connections", Goals.PostgreSqlMany);

    private static readonly Figure s_hot = new("postgres.hot.vs_pgbench", "postings/s", "pgbench, one CTE, 32 connections, one member", Goals.PostgreSqlHot);

    private static readonly Figure s_single = new("postgres.single.latency_vs_hand", "us, median", "one CTE with Npgsql, prepared", Goals.PostgreSqlSingle);

    public Suite Suite => Suite.Postgres;

    public async Task<IReadOnlyList<Figure>> MeasureAsync(BenchmarkRun run)
    {
        if (PgBench.Absence is { } absence)
        {
            Figure[] figures = [s_many, s_hot, s_single];
            return [.. figures.Select(figure => figure with { Note = $"not measured: {absence}" })];
        }

        await using PostgreSqlServer server = await PostgreSqlServer.StartAsync(isDurable: true);
        run.Tell("PostgreSQL: 1,000 callers over many members against pgbench");
        Comparison many = await Interleaved.MeasureAsync(run.Rounds, () => PgBench.RateAsync(server, Members), () => ManyAsync(server, Members));
        run.Tell("PostgreSQL: 1,000 callers on one member against pgbench");
        Comparison hot = await Interleaved.MeasureAsync(run.Rounds, () => PgBench.RateAsync(server, members: 1), () => ManyAsync(server, members: 1));
        run.Tell("PostgreSQL: the latency of one idle caller against one prepared statement");
        Comparison single = await Interleaved.MeasureAsync(run.Rounds, () => HandAsync(server), () => SingleAsync(server));
        return [s_many.With(many), s_hot.With(hot), s_single.With(single)];
    }

    private static Task<double> ManyAsync(PostgreSqlServer server, int members) =>
        WithShopAsync(server, members, shop => Callers.RateAsync(Callers.Many, Duration.OfStore, shop.GrantAsync));

    private static Task<double> SingleAsync(PostgreSqlServer server) =>
        WithShopAsync(server, Members, shop => Callers.MedianLatencyAsync(Duration.OfStore, shop.GrantAsync));

    private static async Task<double> HandAsync(PostgreSqlServer server)
    {
        await using HandWrittenPosting hand = await HandWrittenPosting.PrepareAsync(server);
        double latency = await Callers.MedianLatencyAsync(Duration.OfStore, () => hand.PostAsync(Members));
        await hand.VerifyAsync(server);
        return latency;
    }

    private static async Task<double> WithShopAsync(PostgreSqlServer server, int members, Func<BenchmarkShop, Task<double>> measure)
    {
        const string schema = "sdk";
        await server.ExecuteAsync($"drop schema if exists {schema} cascade");
        await using BenchmarkShop shop = await BenchmarkShop.OpenAsync(
            pd => pd.UsePostgreSqlStore(server.ConnectionString, options => options.Schema = schema), members);
        double measured = await measure(shop);
        await shop.ContestAndVerifyAsync();
        return measured;
    }
}
