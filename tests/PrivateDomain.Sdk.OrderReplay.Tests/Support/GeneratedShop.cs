using System.Text;

namespace PrivateDomain.Sdk.OrderReplay.Tests.Support;

/// <summary>Makes a shop with orders, refunds and referrals, the same one for the same seed.</summary>
internal static class GeneratedShop
{
    public static ReplayFolder Write(int events, int seed = 20240618)
    {
        var random = new Random(seed);
        int members = events / 8;
        var membersFile = new StringBuilder("member_id,referrer_id\n");
        for (int i = 0; i < members; i++)
        {
            membersFile.Append('m').Append(i).Append(',').Append(i > 0 && random.Next(4) > 0 ? $"m{random.Next(i)}" : "").Append('\n');
        }

        var time = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var ordersFile = new StringBuilder(ReplayFolder.OrdersHeader).Append('\n');
        var orders = new List<(string Id, string Member, int Left)>();
        for (int i = 0; i < events; i++)
        {
            time += TimeSpan.FromSeconds(random.Next(3_000_000 / events) * 10);
            if (orders.Count > 0 && random.Next(5) == 0)
            {
                int place = random.Next(orders.Count);
                (string order, string member, int left) = orders[place];
                int refund = random.Next(3) == 0 ? left : random.Next(left + 100) + 1;
                Append(ordersFile, "refund", $"r{i}", order, member, time, refund);
                orders[place] = (order, member, refund > left ? left : left - refund);
            }
            else
            {
                int amount = random.Next(1, 50_000);
                string member = $"m{(int)(members * random.NextDouble() * random.NextDouble())}";
                Append(ordersFile, "order", $"o{i}", $"o{i}", member, time, amount);
                orders.Add(($"o{i}", member, amount));
            }
        }

        string plan = ReplayFolder.GoodPlan.Replace("2024-12-31T00:00:00Z", time.AddDays(10).ToString("yyyy-MM-ddTHH:mm:ssZ"), StringComparison.Ordinal);
        return ReplayFolder.With(ordersFile.ToString(), membersFile.ToString(), plan);
    }

    private static void Append(StringBuilder file, string kind, string id, string order, string member, DateTimeOffset time, int amount) =>
        file.Append(id).Append(',').Append(kind).Append(',').Append(order).Append(',').Append(member).Append(',')
            .Append(time.ToString("yyyy-MM-ddTHH:mm:ssZ")).Append(',').Append(amount / 100).Append('.').Append((amount % 100).ToString("D2")).Append(",CNY\n");
}
