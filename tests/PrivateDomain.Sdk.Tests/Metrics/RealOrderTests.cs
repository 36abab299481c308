using System.Globalization;
using System.Reflection;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Orders;

namespace PrivateDomain.Sdk.Tests.Metrics;

/// <summary>
/// The real orders of a music shop (CDNOW), where the set is: in the folder that the variable <c>REPLAY_DATA</c> names, or beside the repository.
/// A tenth of the customers; the variable <c>REPLAY_SET</c> names another set, such as cdnow_otc with all of them.
/// </summary>
public sealed class RealOrderTests
{
    [Fact]
    public async Task A_replay_day_by_day_one_in_one_batch_and_one_in_the_reverse_order_give_equal_metrics()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        OrderPaid[] orders = await ReadAsync(ct);
        await using Shop daily = await OpenAsync(orders, ct);
        await using Shop batch = await OpenAsync(orders, ct);
        await using Shop reverse = await OpenAsync(orders, ct);
        foreach (IGrouping<DateTimeOffset, OrderPaid> day in orders.GroupBy(order => order.PaidAt))
        {
            await PayAsync(daily, day, ct);
            await daily.RestartAsync();
        }

        await PayAsync(batch, orders, ct);
        await PayAsync(reverse, orders.Reverse(), ct);

        string expected = await MetricDump.WithoutRevisionsAsync(daily, ct);
        Assert.Equal(expected, await MetricDump.WithoutRevisionsAsync(batch, ct));
        Assert.Equal(expected, await MetricDump.WithoutRevisionsAsync(reverse, ct));
        DateTimeOffset asOf = new(1998, 7, 1, 0, 0, 0, TimeSpan.Zero);
        foreach (IGrouping<string, OrderPaid> member in orders.GroupBy(order => order.MemberId.Value).Where((_, i) => i % 50 == 0))
        {
            MemberMetrics metrics = (await daily.Domain.Metrics.GetAsync(member.Key, asOf, ct))!;
            Assert.Equal((member.Count(), member.Sum(order => order.Lines[0].Amount.MinorUnits)), ((int)metrics.Orders, metrics.Spend.MinorUnits));
            Assert.Equal((member.Min(order => order.PaidAt), member.Max(order => order.PaidAt)), (metrics.FirstOrderAt!.Value, metrics.LastOrderAt!.Value));
            Assert.Equal((asOf.Date - member.Max(order => order.PaidAt).Date).Days, metrics.DaysSinceLastOrder);
        }

        Assert.Equal(orders.Length, await daily.Domain.Metrics.ReadPurchasesAsync(ct).CountAsync(ct));
        await daily.VerifyAsync(ct);
    }

    internal static async Task<Shop> OpenAsync(OrderPaid[] orders, CancellationToken ct, Action<PrivateDomainBuilder>? configure = null)
    {
        Shop shop = Shop.InMemory(pd =>
        {
            pd.Currency("USD").Metrics();
            configure?.Invoke(pd);
        });
        string[] members = [.. orders.Select(order => order.MemberId.Value).Distinct()];
        await Task.WhenAll(members.Select(member => shop.Domain.Members.RegisterAsync(new(member), ct).AsTask()));
        await Task.WhenAll(members.Skip(1).Select((member, i) => shop.Domain.Referrals.BindAsync(new(member, member, members[i / 7]), ct).AsTask()));
        return shop;
    }

    internal static async Task PayAsync(Shop shop, IEnumerable<OrderPaid> orders, CancellationToken ct) => Assert.All(
        await Task.WhenAll(orders.Select(order => shop.Domain.Orders.PaidAsync(order, ct).AsTask())), outcome => Assert.True(outcome.IsAccepted));

    internal static async Task<OrderPaid[]> ReadAsync(CancellationToken ct)
    {
        string source = typeof(RealOrderTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "TestSourceDirectory").Value!;
        string folder = Environment.GetEnvironmentVariable("REPLAY_DATA") ?? Path.Combine(source, "../../../shared/data/replay");
        string file = Path.GetFullPath(Path.Combine(folder, Environment.GetEnvironmentVariable("REPLAY_SET") ?? "cdnow_sample", "orders.csv"));
        Assert.SkipUnless(File.Exists(file), $"There is no {file}; name the folder of the sets in REPLAY_DATA.");
        return
        [
            .. (await File.ReadAllLinesAsync(file, ct)).Skip(1).Select(line => line.Split(',')).Select(row => new OrderPaid(
                row[2],
                row[3],
                [new OrderLine("cd", 1, Money.Of(decimal.Parse(row[5], CultureInfo.InvariantCulture), row[6]))],
                DateTimeOffset.Parse(row[4], CultureInfo.InvariantCulture))),
        ];
    }
}
