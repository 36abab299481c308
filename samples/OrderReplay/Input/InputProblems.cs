using System.Globalization;

namespace OrderReplay.Input;

/// <summary>What is wrong with the input: the first problems word by word, and how many there are.</summary>
internal sealed class InputProblems
{
    public const int MaxListed = 10;

    private readonly List<string> _listed = [];

    public long Count { get; private set; }

    public void Add(string file, long line, string problem)
    {
        Count++;
        if (_listed.Count < MaxListed)
        {
            _listed.Add(string.Create(CultureInfo.InvariantCulture, $"{file}, line {line}: {problem}"));
        }
    }

    /// <exception cref="UnusableInputException">There is a problem.</exception>
    public void ThrowIfAny()
    {
        if (Count == 0)
        {
            return;
        }

        string more = Count > _listed.Count ? string.Create(CultureInfo.InvariantCulture, $"\nand {Count - _listed.Count} more") : "";
        throw new UnusableInputException(string.Join('\n', _listed) + more);
    }

    /// <summary>Makes a value from a file presentable in a message: short, and without control characters.</summary>
    public static string Quote(ReadOnlySpan<char> value)
    {
        const int Shown = 40;
        string text = value.Length > Shown ? $"{value[..Shown]}…" : value.ToString();
        return $"'{string.Create(text.Length, text, static (shown, source) => Printable(source, shown))}'";
    }

    private static void Printable(string source, Span<char> shown)
    {
        for (int i = 0; i < shown.Length; i++)
        {
            shown[i] = char.IsControl(source[i]) || char.IsSurrogate(source[i]) ? '\uFFFD' : source[i];
        }
    }
}
