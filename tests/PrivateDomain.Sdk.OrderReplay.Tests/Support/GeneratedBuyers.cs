using System.Globalization;
using System.Text;

namespace PrivateDomain.Sdk.OrderReplay.Tests.Support;

/// <summary>Makes members who buy at rates of their own and leave at times of their own, so that models can be fitted on them; some orders are refunded.</summary>
internal static class GeneratedBuyers
{
    private static readonly DateTime Start = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The text of an orders file, in the order of time; the same one for the same seed.</summary>
    public static string OrdersFile(int members, int days, int seed = 19970101)
    {
        var random = new Random(seed);
        var rows = new List<(DateTime At, string Row)>();
        for (int member = 0; member < members; member++)
        {
            double mean = days / 20.0 * -Math.Log(1 - random.NextDouble());
            double leaves = random.NextDouble() * random.NextDouble();
            double spend = 500 + (4_000 * -Math.Log(1 - random.NextDouble()));
            double day = random.NextDouble() * days / 3;
            for (int order = 0; day < days; order++)
            {
                int amount = (int)(spend * (0.5 + random.NextDouble()));
                Add(rows, "order", $"o{member}-{order}", $"o{member}-{order}", member, day, amount);
                if (random.Next(20) == 0)
                {
                    Add(rows, "refund", $"r{member}-{order}", $"o{member}-{order}", member, day + 0.01, random.Next(2) == 0 ? amount : amount / 3);
                }

                if (random.NextDouble() < leaves)
                {
                    break;
                }

                day += 0.02 + (mean * -Math.Log(1 - random.NextDouble()));
            }
        }

        return rows.OrderBy(r => r.At).Aggregate(
            new StringBuilder(ReplayFolder.OrdersHeader).Append('\n'), (file, r) => file.Append(r.Row)).ToString();
    }

    private static void Add(List<(DateTime At, string Row)> rows, string kind, string id, string order, int member, double day, int amount)
    {
        DateTime at = Start.AddSeconds(Math.Round(day * 86_400));
        rows.Add((at, string.Create(
            CultureInfo.InvariantCulture, $"{id},{kind},{order},m{member:D4},{at:yyyy-MM-ddTHH:mm:ssZ},{amount / 100}.{amount % 100:D2},CNY\n")));
    }
}
