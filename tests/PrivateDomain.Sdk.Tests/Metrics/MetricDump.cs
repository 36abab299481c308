using System.Text.RegularExpressions;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Tests.Metrics;

/// <summary>What a store holds of metrics.</summary>
internal static partial class MetricDump
{
    private static readonly string[] s_types = ["purchases", "member_totals", "category_totals", "referrer_totals", "referral_tallies", "counted_referrals"];

    internal static bool IsMetric(RecordType type) => s_types.Contains(type.Name);

    /// <summary>All of it but how many steps it took, and but tallies of nobody, which say what no tally says.</summary>
    internal static async Task<string> WithoutRevisionsAsync(Shop shop, CancellationToken ct) => string.Join('\n', Revision()
        .Replace(await shop.DumpAsync(ct, IsMetric), ":")
        .Split(Environment.NewLine)
        .Where(line => !(line.StartsWith("referral_tallies", StringComparison.Ordinal) && line.EndsWith("members=0", StringComparison.Ordinal))));

    [GeneratedRegex(@" #\d+:", RegexOptions.NonBacktracking)]
    private static partial Regex Revision();
}
