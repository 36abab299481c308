using System.Globalization;

namespace PrivateDomain.Sdk.Benchmarks;

/// <summary>What the command line asks for.</summary>
internal sealed record BenchmarkArguments
{
    public const string Usage =
        """
        Usage: PrivateDomain.Sdk.Benchmarks [--only SUITE] [--rounds N] [--json FILE]

          --only SUITE   memory, sqlite, postgres or rules; all of them when left out
          --rounds N     how often each comparison is repeated, 1 to 100 (default 5); figures are medians
          --json FILE    where the figures go as a JSON array
        """;

    private const int DefaultRounds = 5;
    private const int MostRounds = 100;

    public Suite? Only { get; private init; }

    public int Rounds { get; private init; } = DefaultRounds;

    public string? Json { get; private init; }

    public bool Help { get; private init; }

    /// <exception cref="UsageException">An argument is unknown, stands twice, or has no usable value.</exception>
    public static BenchmarkArguments Parse(IReadOnlyList<string> args)
    {
        var parsed = new BenchmarkArguments();
        var seen = new HashSet<string>();
        for (int i = 0; i < args.Count; i += 2)
        {
            string name = args[i];
            if (name is "--help" or "-h")
            {
                return parsed with { Help = true };
            }

            if (name is not ("--only" or "--rounds" or "--json"))
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
                "--only" => parsed with { Only = SuiteOf(value) },
                "--rounds" => parsed with { Rounds = RoundsOf(value) },
                _ => parsed with { Json = value },
            };
        }

        return Directory.Exists(parsed.Json) ? throw new UsageException($"--json needs a file, and '{parsed.Json}' is a folder.") : parsed;
    }

    private static Suite SuiteOf(string value) => value switch
    {
        "memory" => Suite.Memory,
        "sqlite" => Suite.Sqlite,
        "postgres" => Suite.Postgres,
        "rules" => Suite.Rules,
        _ => throw new UsageException($"'{value}' cannot be measured; memory, sqlite, postgres and rules can."),
    };

    private static int RoundsOf(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int rounds) && rounds is >= 1 and <= MostRounds
            ? rounds
            : throw new UsageException($"'{value}' is no number of rounds; use 1 to {MostRounds}.");
}
