using System.Globalization;
using PrivateDomain.Sdk.Lifecycle;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Segments;
using PrivateDomain.Sdk.Tests.Metrics;

namespace PrivateDomain.Sdk.Tests.Lifecycle;

/// <summary>The purchase days of the CDNOW sample: a replay day by day and one of all orders at once keep the same.</summary>
public sealed class CdnowReplayTests
{
    private static readonly DateOnly s_day0 = new(1997, 1, 1);
    private static readonly DateOnly s_last = new(1998, 6, 30);

    private static readonly Dictionary<string, SegmentRule> s_rules = new(StringComparer.Ordinal)
    {
        ["silent-regulars"] = SegmentRule.All(MemberFields.Orders.AtLeast(3), MemberFields.LifecycleStage.IsOneOf("silent", "lost")),
        ["won-back"] = MemberFields.LifecycleStage.Is("won_back"),
        ["lately"] = MemberFields.OrdersWithin(90).AtLeast(1),
        ["asleep"] = MemberFields.LastOrderAt.OlderThanDays(180),
    };

    [Fact]
    public async Task Day_by_day_and_all_at_once_give_equal_metrics_segments_stages_and_histories()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        (string Member, DateOnly[] Days)[] members =
        [
            .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Lifecycle", "data", "cdnow_sample.txt")).Select((line, i) => (
                $"m{i:D4}", line.Split(' ').Select(day => s_day0.AddDays(int.Parse(day, CultureInfo.InvariantCulture))).ToArray())),
        ];
        OrderPaid[] orders = [.. members.SelectMany(OrdersOf).OrderBy(order => order.PaidAt)];
        await using Shop daily = await OpenAsync(members, ct);
        await using Shop batch = await OpenAsync(members, ct);
        ILookup<DateOnly, OrderPaid> byDay = orders.ToLookup(order => DateOnly.FromDateTime(order.PaidAt.UtcDateTime));
        for (DateOnly day = s_day0; day <= s_last; day = day.AddDays(1))
        {
            await PayAsync(daily, byDay[day], ct);
            await SweepAsync(daily, day, ct);
        }

        await PayAsync(batch, orders, ct);
        await SweepAsync(batch, s_last, ct);

        Assert.Equal(await MetricDump.WithoutRevisionsAsync(daily, ct), await MetricDump.WithoutRevisionsAsync(batch, ct));
        Assert.Equal(await StatesAsync(daily, ct), await StatesAsync(batch, ct));
        foreach (string segment in s_rules.Keys)
        {
            List<SegmentStanding> standings = await daily.Domain.Segments.ReadMembersAsync(segment, ct).ToListAsync(ct);
            Assert.NotEmpty(standings);
            Assert.Equal(
                standings.Select(s => s.MemberId), (await batch.Domain.Segments.ReadMembersAsync(segment, ct).ToListAsync(ct)).Select(s => s.MemberId));
        }

        string[] events = await EventsAsync(daily, ct);
        Assert.Equal(events, await EventsAsync(batch, ct));
        Assert.Equal(
            members.SelectMany(member => LifecycleRules.Timeline(member.Days, s_last, LifecycleTerms.Default)
                .Select((t, i) => $"{member.Member} {i + 1} {t.On:O} {t.From} {t.To} {t.Reason} {t.Facts}")),
            events);
        await daily.VerifyAsync(ct);
        await batch.VerifyAsync(ct);
    }

    private static IEnumerable<OrderPaid> OrdersOf((string Member, DateOnly[] Days) member) => member.Days.Select((day, i) => new OrderPaid(
        $"{member.Member}-{i}", member.Member, [new OrderLine("cd", 1, new Money(1_000 + i, "USD"))], new DateTimeOffset(day, new TimeOnly(9, 0), TimeSpan.Zero)));

    private static async Task<Shop> OpenAsync((string Member, DateOnly[] Days)[] members, CancellationToken ct)
    {
        Shop shop = Shop.InMemory(pd => pd.Currency("USD").Metrics().Lifecycle().Segments());
        foreach ((string segment, SegmentRule rule) in s_rules)
        {
            Assert.True((await shop.Domain.Segments.DefineAsync(new(segment, segment, rule), ct)).IsAccepted);
        }

        // Registered when the replay runs, long after their orders.
        await Task.WhenAll(members.Select(member => shop.Domain.Members.RegisterAsync(new(member.Member), ct).AsTask()));
        return shop;
    }

    private static async Task PayAsync(Shop shop, IEnumerable<OrderPaid> orders, CancellationToken ct) => Assert.All(
        await Task.WhenAll(orders.Select(order => shop.Domain.Orders.PaidAsync(order, ct).AsTask())), outcome => Assert.True(outcome.IsAccepted));

    private static async Task SweepAsync(Shop shop, DateOnly day, CancellationToken ct)
    {
        DateTimeOffset evening = new(day, new TimeOnly(23, 0), TimeSpan.Zero);
        await shop.Domain.Lifecycle.EvaluateDueAsync(evening, null, ct);
        await shop.Domain.Segments.EvaluateDueAsync(evening, null, ct);
    }

    /// <summary>What is stored of stages but how far each was looked at.</summary>
    private static async Task<string[]> StatesAsync(Shop shop, CancellationToken ct) =>
    [
        .. (await StoreDump.ReadAsync(shop.Store, LifecycleState.Schema, Shop.Program, ct)).Cast<LifecycleState>()
            .Select(state => (state with { AsOf = default, Revision = 0 }).ToString()),
        .. (await StoreDump.ReadAsync(shop.Store, LifecycleTally.Schema, Shop.Program, ct)).Cast<LifecycleTally>().Select(tally => $"{tally.Stage} {tally.Members}"),
    ];

    private static async Task<string[]> EventsAsync(Shop shop, CancellationToken ct) =>
    [
        .. (await StoreDump.ReadAsync(shop.Store, LifecycleEvent.Schema, Shop.Program, ct)).Cast<LifecycleEvent>().Select(e =>
            $"{e.MemberId.Value} {e.Number} {e.On:O} {e.From} {e.To} {e.Reason} {new LifecycleFacts((int)e.Purchases, (int)e.DaysSince, (int)e.RhythmDays)}"),
    ];
}
