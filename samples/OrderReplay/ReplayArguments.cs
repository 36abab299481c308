using OrderReplay.Output;

namespace OrderReplay;

/// <summary>What the command line asks for.</summary>
internal sealed record ReplayArguments
{
    public const string Usage =
        """
        Usage: OrderReplay [--orders FILE] [--members FILE] [--plan FILE] [--store STORE] [--out DIR] [--share N/M]

          --orders FILE   shop events: event_id,kind,order_id,member_id,occurred_at,amount,currency
          --members FILE  members: member_id,referrer_id
          --plan FILE     terms of points and commission, as JSON
          --store STORE   memory, sqlite:PATH or postgres:CONNECTION_STRING
                                                                (default sqlite:replay.db)
          --out DIR       where summary and statements go       (default replay-out)
          --share N/M     replays the events of one of M parts of the members and stops;
                          when all parts are done, a run without it adds up and verifies

        Each of the three files that is left out is the small one shipped with this sample.

        OrderReplay lifecycle --help tells of the other verb: scores, stages and forecasts of the members of an orders file.
        """;

    public string Orders { get; private init; } = Shipped("orders.csv");

    public string Members { get; private init; } = Shipped("members.csv");

    public string Plan { get; private init; } = Shipped("plan.json");

    public ReplayStore Store { get; private init; } = new(ReplayStoreKind.Sqlite, "replay.db");

    /// <summary>The part of the members whose events are replayed; <see langword="null"/> for all.</summary>
    public Share? Share { get; private init; }

    public string Out { get; private init; } = "replay-out";

    public bool Help { get; private init; }

    /// <exception cref="UsageException">An argument is unknown, stands twice, or has no usable value.</exception>
    public static ReplayArguments Parse(IReadOnlyList<string> args)
    {
        var given = NamedArguments.Read(args, "--orders", "--members", "--plan", "--store", "--out", "--share");
        var defaults = new ReplayArguments { Help = given.Help };
        var parsed = defaults with
        {
            Orders = given["--orders"] ?? defaults.Orders,
            Members = given["--members"] ?? defaults.Members,
            Plan = given["--plan"] ?? defaults.Plan,
            Store = given["--store"] is { } store ? ReplayStore.Parse(store) : defaults.Store,
            Share = given["--share"] is { } share ? Share.Parse(share) : null,
            Out = given["--out"] is { } folder ? OutputFolder.Require(folder) : defaults.Out,
        };

        return parsed is { Share: not null, Store.Kind: ReplayStoreKind.Memory }
            ? throw new UsageException("--share needs a store that other processes can use too, and memory is this process's own.")
            : parsed;
    }

    private static string Shipped(string file) => Path.Combine(AppContext.BaseDirectory, "data", file);
}
