using System.Globalization;
using System.Text.Json.Nodes;

namespace PrivateDomain.Sdk.OrderReplay.Tests.Support;

/// <summary>What the verb <c>lifecycle</c> wrote.</summary>
internal sealed class LifecycleOutput
{
    private LifecycleOutput(string folder)
    {
        ModelsText = File.ReadAllText(Path.Combine(folder, "models.json"));
        SegmentsText = File.ReadAllText(Path.Combine(folder, "segments.json"));
        MembersText = File.ReadAllText(Path.Combine(folder, "members.csv"));
        Lines = MembersText.TrimEnd('\n').Split('\n');
        string[] columns = Lines[0].Split(',');
        Members = Lines.Skip(1).Select(line => line.Split(',')).ToDictionary(
            cells => cells[0], cells => columns.Zip(cells).ToDictionary(c => c.First, c => c.Second));
    }

    public string ModelsText { get; }

    public string SegmentsText { get; }

    public string MembersText { get; }

    /// <summary>The rows of <c>members.csv</c>, its header first.</summary>
    public string[] Lines { get; }

    /// <summary>Cells by member and column, for ids that need no quotes.</summary>
    public IReadOnlyDictionary<string, Dictionary<string, string>> Members { get; }

    public JsonNode Models => JsonNode.Parse(ModelsText)!;

    public JsonObject Segments => JsonNode.Parse(SegmentsText)!.AsObject();

    public static LifecycleOutput Read(string folder) => new(folder);

    public double Number(string member, string column) => double.Parse(Members[member][column], CultureInfo.InvariantCulture);

    /// <summary>Parameters of a model, as numbers.</summary>
    public double[] Parameters(string model, params string[] names) => [.. names.Select(name => (double)Models[model]![name]!)];
}
