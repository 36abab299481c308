namespace OrderReplay;

/// <summary>What the command line asks for.</summary>
internal sealed record ReplayArguments
{
    public const string Usage =
        """
        Usage: OrderReplay [--orders FILE] [--members FILE] [--plan FILE] [--store STORE] [--out DIR]

          --orders FILE   shop events: event_id,kind,order_id,member_id,occurred_at,amount,currency
          --members FILE  members: member_id,referrer_id
          --plan FILE     terms of points and commission, as JSON
          --store STORE   memory, or sqlite:PATH                (default sqlite:replay.db)
          --out DIR       where summary and statements go       (default replay-out)

        Each of the three files that is left out is the small one shipped with this sample.
        """;

    public string Orders { get; private init; } = Shipped("orders.csv");

    public string Members { get; private init; } = Shipped("members.csv");

    public string Plan { get; private init; } = Shipped("plan.json");

    /// <summary>The SQLite file; <see langword="null"/> for a store in memory.</summary>
    public string? SqliteFile { get; private init; } = "replay.db";

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

            if (name is not ("--orders" or "--members" or "--plan" or "--store" or "--out"))
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
                "--store" => parsed with { SqliteFile = ParseStore(value) },
                _ => parsed with { Out = value },
            };
        }

        return File.Exists(parsed.Out) ? throw new UsageException($"--out needs a folder, and '{parsed.Out}' is a file.") : parsed;
    }

    private static string? ParseStore(string value) => value switch
    {
        "memory" => null,
        ['s', 'q', 'l', 'i', 't', 'e', ':', .. var path] when !string.IsNullOrWhiteSpace(path) => path,
        _ => throw new UsageException($"'{value}' is no store; the stores are memory and sqlite:PATH."),
    };

    private static string Shipped(string file) => Path.Combine(AppContext.BaseDirectory, "data", file);
}
