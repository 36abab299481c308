using System.Globalization;

namespace PrivateDomain.Sdk.Benchmarks.Replay;

/// <summary>The three files of a replay: real orders where they lie beside the repository, generated ones elsewhere.</summary>
/// <param name="Folder">Where they are.</param>
/// <param name="Name">What they are, for the report.</param>
internal sealed record ReplayInput(string Folder, string Name)
{
    private const string RealOrders = "shared/data/replay/cdnow_otc";
    private const int Orders = 60_000;
    private const int Members = 20_000;

    public string OrdersFile => Path.Combine(Folder, "orders.csv");

    public string MembersFile => Path.Combine(Folder, "members.csv");

    public string PlanFile => Path.Combine(Folder, "plan.json");

    /// <summary>Finds real orders, or generates some into a folder.</summary>
    public static async Task<ReplayInput> FindOrGenerateAsync(string folder)
    {
        string? real = Repository.Root is { } root ? Path.Combine(root, "..", RealOrders) : null;
        if (Directory.Exists(real))
        {
            return new ReplayInput(real, "cdnow_otc: 69,659 real orders");
        }

        var generated = new ReplayInput(folder, string.Create(CultureInfo.InvariantCulture, $"{Orders:N0} generated orders"));
        await generated.GenerateAsync();
        return generated;
    }

    private async Task GenerateAsync()
    {
        await File.WriteAllTextAsync(
            PlanFile,
            """
            { "asOf": "2024-12-31T00:00:00Z",
              "points": { "perUnit": 1, "expiresAfterDays": 180, "redeemShare": 0.5 },
              "commission": { "rates": [0.05, 0.02] } }
            """);

        // Every second member was brought by the one who joined at half his rank.
        await File.WriteAllLinesAsync(
            MembersFile, ["member_id,referrer_id", .. Enumerable.Range(1, Members).Select(member => $"m{member},{(member % 2 == 0 ? $"m{member / 2}" : "")}")]);
        await File.WriteAllLinesAsync(
            OrdersFile, ["event_id,kind,order_id,member_id,occurred_at,amount,currency", .. Enumerable.Range(1, Orders).Select(OrderOf)]);
    }

    private static string OrderOf(int number)
    {
        const int minutesBetween = 6;
        DateTime at = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(number * minutesBetween);
        int member = Shops.Posting.AnyOf(number, Members) + 1;
        int cents = 100 + Shops.Posting.AnyOf(-number, 10_000);
        return string.Create(CultureInfo.InvariantCulture, $"e{number},order,o{number},m{member},{at:yyyy-MM-ddTHH:mm:ssZ},{cents / 100}.{cents % 100:D2},CNY");
    }
}
