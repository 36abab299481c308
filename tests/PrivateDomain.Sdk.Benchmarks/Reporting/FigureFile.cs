using System.Text.Json;
using PrivateDomain.Sdk.Benchmarks.Measuring;

namespace PrivateDomain.Sdk.Benchmarks.Reporting;

/// <summary>Writes figures for programs: a JSON array, one object for each figure.</summary>
internal static class FigureFile
{
    private const int Digits = 4;

    public static async Task WriteAsync(string path, IReadOnlyList<Figure> figures)
    {
        await using FileStream stream = File.Create(path);
        await using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartArray();
        foreach (Figure figure in figures)
        {
            Write(json, figure);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Figure figure)
    {
        json.WriteStartObject();
        json.WriteString("id", figure.Id);
        WriteNumber(json, "figure", figure.Value);
        json.WriteString("unit", figure.Unit);
        WriteNumber(json, "reference", figure.Reference);
        json.WriteString("referenceName", figure.ReferenceName);
        WriteNumber(json, "ratio", figure.Ratio);
        json.WriteNumber("goal", figure.Goal.Ratio);
        json.WriteString("goalIs", figure.Goal.IsUpperLimit ? "at most" : "at least");
        if (figure.IsMet is { } met)
        {
            json.WriteBoolean("met", met);
        }
        else
        {
            json.WriteNull("met");
        }

        if (figure.Note is not null)
        {
            json.WriteString("note", figure.Note);
        }

        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, Math.Round(number, Digits));
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
