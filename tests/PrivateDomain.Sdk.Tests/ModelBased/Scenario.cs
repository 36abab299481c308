using System.Globalization;
using System.Text;
using PrivateDomain.Sdk.Tests.NaiveModel;

namespace PrivateDomain.Sdk.Tests.ModelBased;

/// <summary>A sequence of steps under a list of terms that restarts choose from.</summary>
internal sealed record Scenario(int Seed, IReadOnlyList<NaiveTerms> Terms, IReadOnlyList<Step> Steps)
{
    internal static readonly string[] Programs = ["default", "other"];

    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"seed {Seed}, {Steps.Count} steps");
        foreach (NaiveTerms terms in Terms)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"terms: earn {terms.EarnPerUnit} expires {terms.ExpiresAfter} pending {terms.PendingFor} " +
                $"rates [{string.Join(' ', terms.Rates)}] max points {terms.MaxPoints} rebinds {terms.Rebinds} chain {terms.MaxChain}");
        }

        for (int i = 0; i < Steps.Count; i++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{i,4}: {Describe(Steps[i])}");
        }

        return text.ToString();
    }

    internal static string Describe(Step step) => step switch
    {
        Step.Call call => $"[{call.Program}] {call.Command.Kind} {call.Command.Key}: {string.Join(", ", call.Command.Content().Select(Field))}",
        Step.Sweep sweep => $"[{sweep.Program}] sweep",
        Step.Tick tick => $"tick to {tick.Now:O}",
        _ => step.ToString(),
    };

    private static string Field((string Name, object? Value) field) => field.Value switch
    {
        DateTime time => $"{field.Name}={time:O}",
        System.Collections.IEnumerable list and not string => $"{field.Name}=[{string.Join("; ", list.Cast<object>())}]",
        _ => $"{field.Name}={field.Value ?? "-"}",
    };
}
