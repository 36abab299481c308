using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PrivateDomain.Sdk.Benchmarks.Measuring;
using PrivateDomain.Sdk.Benchmarks.Shops;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Segments;

namespace PrivateDomain.Sdk.Benchmarks.Segments;

/// <summary>How fast everybody is looked at again on SQLite: 100,000 members, a third of whom have bought, and 50 rules over every kind of field.</summary>
internal sealed class SegmentBenchmark : IBenchmark
{
    private const int Members = 100_000;
    private const int Buyers = Members / 3;
    private const int Rules = 50;
    private static readonly DateTimeOffset s_now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    public Suite Suite => Suite.Sqlite;

    public async Task<IReadOnlyList<Figure>> MeasureAsync(BenchmarkRun run)
    {
        run.Tell($"Segments: {Members:N0} members and {Rules} rules, everybody looked at, on SQLite");
        using var folder = new ScratchFolder();
        await using BenchmarkShop shop = await BenchmarkShop.OpenAsync(
            pd => pd.Metrics(o => o.WindowDays = [30, 90]).Segments().UseSqliteStore($"Data Source={folder.File("segments.db")}"), Members);
        await Callers.AllAsync(Buyers, async i => _ = (await shop.Domain.Orders.PaidAsync(OrderOf(i, shop.Members[i * 3]))).Value);
        for (int i = 0; i < Rules; i++)
        {
            _ = (await shop.Domain.Segments.DefineAsync(new DefineSegment($"d{i}", $"s{i}", RuleOf(i)))).Value;
        }

        // The first look books who enters, the second finds nothing to do; the slower one counts.
        double first = await RecomputeAsync(shop, isSettled: false);
        double second = await RecomputeAsync(shop, isSettled: true);
        return
        [
            new Figure("segments.recompute_100k_x_50", "members/s", "100,000 members in 60 s", Goals.TheReference)
                .Against(Math.Min(first, second), Goals.SegmentMembers),
        ];
    }

    private static async Task<double> RecomputeAsync(BenchmarkShop shop, bool isSettled)
    {
        long start = Stopwatch.GetTimestamp();
        SegmentSweep sweep = await shop.Domain.Segments.RecomputeAsync(s_now);
        double rate = Members / Stopwatch.GetElapsedTime(start).TotalSeconds;
        WrongSumException.ThrowUnlessEqual(Members, sweep.Members, "members looked at");
        WrongSumException.ThrowUnlessEqual((long)Members * Rules, sweep.Evaluated, "rules evaluated");
        WrongSumException.ThrowUnlessEqual(isSettled ? 0 : 1, Math.Min(1, sweep.Entered), "looks that found members entering");
        WrongSumException.ThrowUnlessEqual(Buyers, await shop.Domain.Segments.CountAsync("s0"), "members who have bought");
        return rate;
    }

    private static OrderPaid OrderOf(int number, MemberId buyer) => new(
        $"o{number}", buyer, [new OrderLine("sku", 1, new Money(100 + (number % 900), "CNY")) { Category = $"c{number % 10}" }], s_now.AddDays(-(number % 120)));

    private static SegmentRule RuleOf(int number) => (number % 10) switch
    {
        0 => MemberFields.Orders.AtLeast(1 + (number / 10)),
        1 => MemberFields.Spend.AtLeast(100 * number),
        2 => MemberFields.LastOrderAt.OlderThanDays(10 + number),
        3 => SegmentRule.All(MemberFields.LastOrderAt.WithinDays(10 + number), MemberFields.AverageOrder.AtLeast(500)),
        4 => MemberFields.OrdersWithin(30).AtLeast(1),
        5 => MemberFields.Categories.Contains($"c{number / 10}"),
        6 => MemberFields.PointsBalance.AtLeast(1 + number),
        7 => MemberFields.LifecycleStage.Is("silent"),
        8 => SegmentRule.Any(MemberFields.Tag("city").Contains("shanghai"), MemberFields.Referrals.AtLeast(1)),
        _ => SegmentRule.Not(MemberFields.RefundRate.Exists()),
    };
}
