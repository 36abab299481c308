using Npgsql;
using PrivateDomain.Sdk.OrderReplay.Tests.Support;
using PrivateDomain.Sdk.Tests.PostgreSql;

namespace PrivateDomain.Sdk.OrderReplay.Tests;

/// <summary>Real orders, against figures of an independent program. The CI script replays the large set in memory and on SQLite too.</summary>
public sealed class RealSetTests
{
    [Theory]
    [InlineData("retail_3c", "memory")]
    [InlineData("retail_3c", "sqlite")]
    [InlineData("retail_3c", "postgres")]
    [InlineData("cdnow_otc", "postgres")]
    public async Task Every_figure_of_a_real_set_is_met_and_a_second_run_changes_none(string set, string store)
    {
        string data = RealSets.Find(set);
        using var folder = ReplayFolder.With("", "");
        string[] arguments =
        [
            "--orders", Path.Combine(data, "orders.csv"), "--members", Path.Combine(data, "members.csv"), "--plan", Path.Combine(data, "plan.json"),
            "--store", store == "postgres" ? await NewDatabaseAsync() : folder.Store(store), "--out", folder.Out,
        ];
        string expected = Summary.Read(Path.Combine(data, "expected.json")).Figures();

        ReplayOutcome first = await ReplayFolder.RunAsync(arguments);

        Assert.Equal("", first.Errors);
        Assert.Equal(0, first.ExitCode);
        Assert.Equal(expected, folder.ReadSummary().Figures());
        Assert.Equal(0, folder.ReadSummary().Replayed);
        if (store != "memory")
        {
            Assert.Equal(0, (await ReplayFolder.RunAsync(arguments)).ExitCode);
            Summary second = folder.ReadSummary();
            Assert.Equal(expected, second.Figures());
            Assert.Equal(second.Orders + second.Refunds, second.Replayed);
        }
    }

    private static async Task<string> NewDatabaseAsync()
    {
        Assert.SkipWhen(PostgreSqlBinaries.Absence is not null && Environment.GetEnvironmentVariable("CI") != "true", PostgreSqlBinaries.Absence ?? "");
        PostgreSqlServer server = await PostgreSqlServer.Shared;
        string name = $"replay_{Guid.NewGuid():N}";
        await server.ExecuteAsync($"create database {name}");
        return $"postgres:{new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = name }.ConnectionString}";
    }
}
