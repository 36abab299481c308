namespace OrderReplay;

/// <summary>Arguments as names and values: <c>--out DIR</c>, each at most once, in any order.</summary>
internal sealed class NamedArguments
{
    private readonly Dictionary<string, string> _values = [];

    private NamedArguments()
    {
    }

    /// <summary>Whether the command line asks for the usage; then nothing else counts.</summary>
    public bool Help { get; private init; }

    /// <summary>The value of an argument; <see langword="null"/> when it is left out.</summary>
    public string? this[string name] => _values.GetValueOrDefault(name);

    /// <exception cref="UsageException">An argument is unknown, stands twice, or has no value.</exception>
    public static NamedArguments Read(IReadOnlyList<string> args, params string[] names)
    {
        var given = new NamedArguments();
        for (int i = 0; i < args.Count; i += 2)
        {
            string name = args[i];
            if (name is "--help" or "-h")
            {
                return new NamedArguments { Help = true };
            }

            if (!names.Contains(name))
            {
                throw new UsageException($"'{name}' is no argument of this program.");
            }

            string? value = i + 1 < args.Count ? args[i + 1] : null;
            if (given._values.ContainsKey(name))
            {
                throw new UsageException($"{name} is given twice.");
            }

            if (string.IsNullOrWhiteSpace(value) || value.StartsWith("--", StringComparison.Ordinal))
            {
                throw new UsageException($"{name} needs a value.");
            }

            given._values.Add(name, value);
        }

        return given;
    }
}
