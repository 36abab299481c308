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
        var parsed = new ReplayArguments();
        var seen = new HashSet<string>();
        for (int i = 0; i < args.Count; i += 2)
        {
            string name = args[i];
            if (name is "--help" or "-h")
            {
                return parsed with { Help = true };
            }

            if (name is not ("--orders" or "--members" or "--plan" or "--store" or "--out" or "--share"))
            {
                throw new UsageException($"'{name}' is no argument of this program.");
            }

            if (!seen.Add(name))
            {
                throw new UsageException($"{name} is given twice.");
            }

            string? value = i + 1 < args.Count ? args[i + 1] : null;
            if (string.IsNullOrWhiteSpace(value) || value.StartsWith("--", StringComparison.Ordinal))
            {
                throw new UsageException($"{name} needs a value.");
            }

            parsed = name switch
            {
                "--orders" => parsed with { Orders = value },
                "--members" => parsed with { Members = value },
                "--plan" => parsed with { Plan = value },
                "--store" => parsed with { Store = ReplayStore.Parse(value) },
                "--share" => parsed with { Share = Share.Parse(value) },
                _ => parsed with { Out = value },
            };
        }

        if (parsed is { Share: not null, Store.Kind: ReplayStoreKind.Memory })
        {
            throw new UsageException("--share needs a store that other processes can use too, and memory is this process's own.");
        }

        return File.Exists(parsed.Out) ? throw new UsageException($"--out needs a folder, and '{parsed.Out}' is a file.") : parsed;
    }

    private static string Shipped(string file) => Path.Combine(AppContext.BaseDirectory, "data", file);
}
