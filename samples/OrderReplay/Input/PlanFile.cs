using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace OrderReplay.Input;

/// <summary>Reads <c>plan.json</c>. Strict: a property that is missing, unknown or given twice is an error, never a default.</summary>
internal static class PlanFile
{
    private const int LongestLifeInDays = 36_525;
    private const int MostPointsPerUnit = 1_000_000;
    private const int MostLevels = 2;

    /// <exception cref="UnusableInputException">The file cannot be used.</exception>
    public static ReplayPlan Read(string path)
    {
        byte[] json = ReadBytes(path);
        var problems = new InputProblems();
        try
        {
            CheckEncoding(path, json, problems);
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            ReplayPlan plan = Read(path, new PlanSection(path, json, problems, "the plan", document.RootElement, "asOf", "points", "commission"));
            problems.ThrowIfAny();
            return plan;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            problems.Add(path, ((e as JsonException)?.LineNumber ?? 0) + 1, $"the file is not JSON as it should be: {Sentence(e.Message)}");
            problems.ThrowIfAny();
            throw;
        }
    }

    private static ReplayPlan Read(string path, PlanSection plan)
    {
        DateTimeOffset asOf = plan.Instant("asOf");
        PlanSection points = plan.Section("points", "perUnit", "expiresAfterDays", "redeemShare");
        PlanSection commission = plan.Section("commission", "rates");
        return new ReplayPlan(
            path,
            asOf,
            points.Number("perUnit", 0, MostPointsPerUnit, decimals: 9),
            TimeSpan.FromDays((int)points.Number("expiresAfterDays", 1, LongestLifeInDays, decimals: 0)),
            points.Number("redeemShare", 0, 1, decimals: 9),
            ReadRates(commission));
    }

    private static IReadOnlyList<decimal> ReadRates(PlanSection commission)
    {
        IReadOnlyList<decimal> rates = commission.Numbers("rates", 0, 1, decimals: 9);
        if (rates.Count > MostLevels)
        {
            commission.Report("rates", $"has {rates.Count} levels; a plan pays at most two levels");
        }
        else if (rates.Sum() > 1)
        {
            commission.Report("rates", "add up to more than 1, the whole order");
        }

        return rates;
    }

    private static byte[] ReadBytes(string path)
    {
        try
        {
            byte[] bytes = File.ReadAllBytes(path);
            return bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException($"{path}: cannot be read: {e.Message}");
        }
    }

    private static void CheckEncoding(string path, byte[] json, InputProblems problems)
    {
        long line = 0;
        foreach (Range range in json.AsSpan().Split((byte)'\n'))
        {
            line++;
            if (!Utf8.IsValid(json.AsSpan(range)))
            {
                problems.Add(path, line, "the text is not UTF-8");
            }
        }

        problems.ThrowIfAny();
    }

    /// <summary>What is wrong, without the positions and the advice to programmers that follow it.</summary>
    private static string Sentence(string message)
    {
        int end = message.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }
}
