using System.Text.Json;
using OrderReplay.Output;
using PrivateDomain.Sdk;

namespace OrderReplay.Lifecycle;

/// <summary>Writes <c>models.json</c>: each model's parameters and log-likelihood, or why it could not be fitted.</summary>
internal static class ModelsFile
{
    public const string Name = "models.json";

    public static Task WriteAsync(OutputFolder folder, FittedModels models) => folder.WriteAsync(Name, async stream =>
    {
        await using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        Write(json, "bgnbd", models.BgNbd, static m => [("r", m.R), ("alpha", m.Alpha), ("a", m.A), ("b", m.B), LogLikelihood(m.LogLikelihood)]);
        Write(json, "paretonbd", models.ParetoNbd, static m => [("r", m.R), ("alpha", m.Alpha), ("s", m.S), ("beta", m.Beta), LogLikelihood(m.LogLikelihood)]);
        Write(json, "gammagamma", models.GammaGamma, static m => [("p", m.P), ("q", m.Q), ("v", m.V), LogLikelihood(m.LogLikelihood)]);
        json.WriteEndObject();
    });

    private static void Write<T>(Utf8JsonWriter json, string name, Outcome<T> fit, Func<T, IReadOnlyList<(string Name, double Value)>> figures)
        where T : class
    {
        json.WriteStartObject(name);
        if (fit.TryGetValue(out T? model, out Refusal? refusal))
        {
            foreach ((string figure, double value) in figures(model))
            {
                json.WriteNumber(figure, value);
            }
        }
        else
        {
            json.WriteString("error", refusal.Code);
            json.WriteString("reason", refusal.Message);
        }

        json.WriteEndObject();
    }

    // A model that was fitted has one.
    private static (string Name, double Value) LogLikelihood(double? value) => ("logLikelihood", value!.Value);
}
