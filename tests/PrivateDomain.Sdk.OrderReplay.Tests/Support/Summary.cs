using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivateDomain.Sdk.OrderReplay.Tests.Support;

/// <summary>A summary file: the figures that runs are compared by, and the rest.</summary>
internal sealed class Summary(JsonObject json)
{
    private static readonly string[] FigureNames =
        ["currency", "members", "orders", "refunds", "ordersAmount", "refundsAmount", "rejected", "points", "commission"];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public long Replayed => (long)json["replayed"]!;

    public long RepeatedRows => (long)json["repeatedRows"]!;

    public long Orders => (long)json["orders"]!;

    public long Refunds => (long)json["refunds"]!;

    public long Breaches => (long)json["verification"]!["breaches"]!;

    /// <summary>Everything in the file.</summary>
    public JsonObject Json => json;

    public static Summary Read(string path) => Parse(File.ReadAllText(path));

    public static Summary Parse(string text) => new((JsonObject)JsonNode.Parse(text)!);

    /// <summary>The figures that docs/replay.md names, as text that can be compared; counts by code in order of the code.</summary>
    public string Figures()
    {
        var figures = new JsonObject();
        foreach (string name in FigureNames)
        {
            figures.Add(name, name == "rejected" ? Sorted((JsonObject)json[name]!) : json[name]?.DeepClone());
        }

        return figures.ToJsonString(Indented);
    }

    private static JsonObject Sorted(JsonObject counts)
    {
        var sorted = new JsonObject();
        foreach ((string code, JsonNode? count) in counts.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            sorted.Add(code, count?.DeepClone());
        }

        return sorted;
    }
}
