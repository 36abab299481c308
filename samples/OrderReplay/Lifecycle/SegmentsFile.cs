using System.Text.Encodings.Web;
using System.Text.Json;
using OrderReplay.Output;
using PrivateDomain.Sdk;

namespace OrderReplay.Lifecycle;

/// <summary>Writes <c>segments.json</c>: who is where, and what it came to.</summary>
internal static class SegmentsFile
{
    public const string Name = "segments.json";

    // A file for people and programs, not for a web page: "Can't Lose Them" keeps its apostrophe.
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task WriteAsync(OutputFolder folder, AssessmentTally tally, Currency currency) => folder.WriteAsync(Name, async stream =>
    {
        await using var json = new Utf8JsonWriter(stream, Readable);
        json.WriteStartObject();
        foreach ((string name, SegmentTotal total) in tally.Segments())
        {
            json.WriteStartObject(name);
            json.WriteNumber("members", total.Members);
            json.WriteNumber("orders", total.Orders);
            json.WriteString("revenue", new Money(total.Revenue, currency).ToPlainString());
            json.WriteEndObject();
        }

        json.WriteEndObject();
    });
}
