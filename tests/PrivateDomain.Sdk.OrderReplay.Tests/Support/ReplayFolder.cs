using System.Text;
using Microsoft.Data.Sqlite;
using OrderReplay;
using Spectre.Console;

namespace PrivateDomain.Sdk.OrderReplay.Tests.Support;

/// <summary>A temporary folder with the files of one replay, and the ways to run it.</summary>
internal sealed class ReplayFolder : IDisposable
{
    public const string OrdersHeader = "event_id,kind,order_id,member_id,occurred_at,amount,currency";
    public const string GoodPlan =
        """
        { "asOf": "2024-12-31T00:00:00Z",
          "points": { "perUnit": 1, "expiresAfterDays": 30, "redeemShare": 0.5 },
          "commission": { "rates": [0.05, 0.02] } }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("order-replay-");

    public string Orders => PathOf("orders.csv");

    public string Members => PathOf("members.csv");

    public string Plan => PathOf("plan.json");

    public string Database => PathOf("replay.db");

    public string Out => PathOf("out");

    public static ReplayFolder With(string orders, string members, string plan = GoodPlan)
    {
        var folder = new ReplayFolder();
        folder.Write(orders, members, plan);
        return folder;
    }

    public string PathOf(string file) => Path.Combine(_folder.FullName, file);

    public void Write(string orders, string members, string plan = GoodPlan)
    {
        OrdersInInput = orders.Split('\n').Count(static line => line.Contains(",order,", StringComparison.Ordinal));
        File.WriteAllText(Orders, orders);
        File.WriteAllText(Members, members);
        File.WriteAllText(Plan, plan);
    }

    /// <summary>The arguments that replay this folder's files.</summary>
    public string[] Arguments(string store) => ["--orders", Orders, "--members", Members, "--plan", Plan, "--store", Store(store), "--out", Out];

    /// <summary>Turns <c>sqlite</c> into the SQLite file of this folder.</summary>
    public string Store(string store) => store == "sqlite" ? $"sqlite:{Database}" : store;

    public Task<ReplayOutcome> RunAsync(string store = "memory") => RunAsync(Arguments(store));

    /// <summary>Runs the verb <c>lifecycle</c> on this folder's orders.</summary>
    public Task<ReplayOutcome> RunLifecycleAsync(string store, params string[] more) =>
        RunAsync(["lifecycle", "--orders", Orders, "--store", Store(store), "--out", Out, .. more]);

    public Task<ReplayOutcome> RunUntilAsync(string store, CancellationToken stop) => RunUntilAsync(Arguments(store), stop);

    public static Task<ReplayOutcome> RunAsync(params string[] args) => RunUntilAsync(args, TestContext.Current.CancellationToken);

    private static async Task<ReplayOutcome> RunUntilAsync(string[] args, CancellationToken stop)
    {
        var output = new StringWriter();
        var errors = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        int exitCode = await CommandLine.RunAsync(args, console, errors, stop);
        return new ReplayOutcome(exitCode, output.ToString(), errors.ToString());
    }

    public Summary ReadSummary() => Summary.Read(Path.Combine(Out, "summary.json"));

    /// <summary>How many orders the input has.</summary>
    public int OrdersInInput { get; private set; }

    /// <summary>How many orders the SQLite file holds by now, whoever writes to it; 0 while there is no such table.</summary>
    public long CountOrders()
    {
        if (!File.Exists(Database))
        {
            return 0;
        }

        using var connection = new SqliteConnection($"Data Source={Database};Mode=ReadOnly;Pooling=False;Default Timeout=1");
        try
        {
            connection.Open();
            using SqliteCommand count = connection.CreateCommand();
            count.CommandText = "select count(*) from pd_orders";
            return (long)count.ExecuteScalar()!;
        }
        catch (SqliteException)
        {
            // The file is being made, or its writer was killed and its log is not recovered yet: the next look tells.
            return 0;
        }
    }

    public string[] ReadStatement(string name) => File.ReadAllLines(Path.Combine(Out, name), new UTF8Encoding(false, true));

    public void Dispose() => _folder.Delete(recursive: true);
}
