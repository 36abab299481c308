using System.Globalization;
using PrivateDomain.Sdk.Levels;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Segments;

namespace PrivateDomain.Sdk.Tests.Levels;

/// <summary>
/// The purchase days of the CDNOW sample, a point of growth for each: a replay day by day and one of all orders at once keep the same, and come to figures
/// that a program of twenty lines finds, which looks at every day of every customer.
/// </summary>
public sealed class CdnowLevelTests
{
    private static readonly DateOnly s_day0 = new(1997, 1, 1);
    private static readonly DateOnly s_last = new(1998, 6, 30);

    [Fact]
    public async Task Day_by_day_and_all_at_once_give_equal_levels_and_histories_and_those_of_the_definition()
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

        Assert.Equal(await StatesAsync(daily, ct), await StatesAsync(batch, ct));
        LevelEvent[] events = [.. (await StoreDump.ReadAsync(daily.Store, LevelEvent.Schema, Shop.Program, ct)).Cast<LevelEvent>()];
        Assert.Equal(
            events.Select(TextOf), (await StoreDump.ReadAsync(batch.Store, LevelEvent.Schema, Shop.Program, ct)).Cast<LevelEvent>().Select(TextOf));
        LevelTerms terms = new(Options(new LevelOptions()), "USD");
        Assert.Equal(
            members.SelectMany(member => LevelRules.Timeline([.. member.Days.Select(day => new GrowthGain(day, 1))], s_last, terms)
                .Select((t, i) => $"{member.Member} {i + 1} {t.On:O} {t.From.Name}-{t.To.Name} {t.Reason}")),
            events.Select(TextOf));
        Assert.Equal(
            ["-silver 1068", "gold- 45", "gold-silver 51", "silver- 816", "silver-gold 132"],
            events.GroupBy(e => $"{e.From.Name}-{e.To.Name}").Select(kind => $"{kind.Key} {kind.Count()}").Order(StringComparer.Ordinal));
        Assert.Equal(855, events.Where(e => e.To.Name == "silver").Select(e => e.MemberId).Distinct().Count());
        Assert.Equal(119, events.Where(e => e.To.Name == "gold").Select(e => e.MemberId).Distinct().Count());
        foreach (Shop shop in (Shop[])[daily, batch])
        {
            Assert.Equal(
                (2_150, 171, 36),
                (await shop.Domain.Levels.CountAsync(null, ct), await shop.Domain.Levels.CountAsync("silver", ct), await shop.Domain.Levels.CountAsync("gold", ct)));
            Assert.Equal((171, 36), (await shop.Domain.Segments.CountAsync("silver", ct), await shop.Domain.Segments.CountAsync("gold", ct)));
            Assert.Equal(491, (await StoreDump.ReadAsync(shop.Store, LevelState.Schema, Shop.Program, ct)).Cast<LevelState>().Sum(state => state.Growth));
            Assert.Equal(0, (await shop.Domain.Levels.RecomputeAsync(new(s_last, TimeOnly.MinValue, TimeSpan.Zero), null, ct)).Transitions);
            await shop.VerifyAsync(ct);
        }
    }

    private static LevelOptions Options(LevelOptions o)
    {
        o.Steps = [new("silver", 2), new("gold", 5)];
        o.Window = 90;
        o.KeepFor = 120;
        return o;
    }

    private static IEnumerable<OrderPaid> OrdersOf((string Member, DateOnly[] Days) member) => member.Days.Select((day, i) => new OrderPaid(
        $"{member.Member}-{i}", member.Member, [new OrderLine("cd", 1, new Money(100 + (i % 99), "USD"))], new DateTimeOffset(day, new TimeOnly(9, 0), TimeSpan.Zero)));

    private static async Task<Shop> OpenAsync((string Member, DateOnly[] Days)[] members, CancellationToken ct)
    {
        Shop shop = Shop.InMemory(pd => pd.Currency("USD").Metrics().Levels(o => Options(o)).Segments());
        Assert.True((await shop.Domain.Segments.DefineAsync(new("d1", "silver", MemberFields.LevelRank.Is(1)), ct)).IsAccepted);
        Assert.True((await shop.Domain.Segments.DefineAsync(new("d2", "gold", MemberFields.LevelName.Is("gold")), ct)).IsAccepted);

        // Registered when the replay runs, long after their orders.
        await Task.WhenAll(members.Select(member => shop.Domain.Members.RegisterAsync(new(member.Member), ct).AsTask()));
        return shop;
    }

    private static async Task PayAsync(Shop shop, IEnumerable<OrderPaid> orders, CancellationToken ct) => Assert.All(
        await Task.WhenAll(orders.Select(order => shop.Domain.Orders.PaidAsync(order, ct).AsTask())), outcome => Assert.True(outcome.IsAccepted));

    private static async Task SweepAsync(Shop shop, DateOnly day, CancellationToken ct)
    {
        DateTimeOffset evening = new(day, new TimeOnly(23, 0), TimeSpan.Zero);
        await shop.Domain.Levels.EvaluateDueAsync(evening, null, ct);
        await shop.Domain.Segments.EvaluateDueAsync(evening, null, ct);
    }

    private static string TextOf(LevelEvent e) => $"{e.MemberId.Value} {e.Number} {e.On:O} {e.From.Name}-{e.To.Name} {e.Reason}";

    /// <summary>What is stored of levels but how far each was looked at.</summary>
    private static async Task<string[]> StatesAsync(Shop shop, CancellationToken ct) =>
    [
        .. (await StoreDump.ReadAsync(shop.Store, LevelState.Schema, Shop.Program, ct)).Cast<LevelState>()
            .Select(state => (state with { AsOf = default, Revision = 0 }).ToString()),
        .. (await StoreDump.ReadAsync(shop.Store, LevelTally.Schema, Shop.Program, ct)).Cast<LevelTally>().Select(tally => $"{tally.Name} {tally.Members}"),
    ];
}
