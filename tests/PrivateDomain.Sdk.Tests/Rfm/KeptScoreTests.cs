using System.Globalization;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Rfm;
using PrivateDomain.Sdk.Segments;
using PrivateDomain.Sdk.Storage;
using PrivateDomain.Sdk.Tests.Segments;

namespace PrivateDomain.Sdk.Tests.Rfm;

/// <summary>Scores that the store keeps, on both stores.</summary>
public sealed class KeptScoreTests
{
    private static readonly DateOnly s_start = new(2026, 3, 1);

    public static TheoryData<StoreKind> Stores => [StoreKind.Memory, StoreKind.Sqlite];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The orders that the R package publishes its table for, paid into a shop, come out as published.</summary>
    [Fact]
    public async Task A_run_over_stored_orders_gives_the_published_table()
    {
        await using var shop = Shop.InMemory(pd => pd.Currency("USD").Metrics().Rfm(o => o.Binning = RfmBinning.QuantilePlusOne));
        string[][] customers =
        [
            .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Rfm", "data", "rfm_orders_synthetic.txt")).Select(line => line.Split('\t')),
        ];
        await Task.WhenAll(customers.Select(customer => shop.Domain.Members.RegisterAsync(new(customer[0]), Cancellation).AsTask()));
        Outcome<OrderReceipt>[] paid = await Task.WhenAll(customers.SelectMany(customer => customer[1].Split(' ').Select((order, i) => shop.Domain.Orders.PaidAsync(
            new OrderPaid(
                $"{customer[0]}/{i}",
                customer[0],
                [new OrderLine("sku", 1, new Money(100 * long.Parse(order[9..], CultureInfo.InvariantCulture), "USD"))],
                DateTimeOffset.ParseExact(order[..8], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)),
            Cancellation).AsTask())));
        Assert.All(paid, outcome => Assert.True(outcome.IsAccepted));

        RfmRun run = (await shop.Domain.Rfm.ScoreAsync(new DateTimeOffset(2006, 12, 31, 12, 0, 0, TimeSpan.Zero), null, Cancellation)).Value;

        Assert.Equal(
            [
                "About To Sleep 102 283 23449", "At Risk 28 216 22227", "Can't Lose Them 47 274 32446", "Champions 35 316 31646", "Lost 148 393 35324",
                "Loyal Customers 170 799 76562", "Need Attention 10 57 4562", "New Customers 104 329 28837", "Potential Loyalist 342 2211 204856", "Promising 9 28 4249",
            ],
            run.Totals.Select(total => $"{total.Segment} {total.Members} {total.Orders} {total.Spend / 100}"));
        Assert.Equal("343", await ScoreAsync(shop, "Abbey O'Reilly"));
        Assert.Equal(35, (await shop.Domain.Rfm.ReadMembersAsync("Champions", Cancellation).ToListAsync(Cancellation)).Count);
        await shop.VerifyAsync(Cancellation);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_run_stores_what_changed_and_the_same_day_again_changes_nothing(StoreKind store)
    {
        await using var shop = Shop.On(store, Fixed);
        await SellAsync(shop, ("a", 0), ("a", 1), ("a", 2), ("b", 0), ("c", 40));
        await shop.Domain.Members.RegisterAsync(new("nobody"), Cancellation);

        RfmRun first = (await RunAsync(shop, 10)).Value;
        string before = await shop.DumpAsync(Cancellation);
        Assert.Equal(first, (await RunAsync(shop, 10)).Value with { Totals = first.Totals });
        Assert.Equal(before, await shop.DumpAsync(Cancellation));
        Assert.Equal((true, 2), (first.IsComplete, first.Members));
        Assert.Equal(("222", "211", null, null), (await ScoreAsync(shop, "a"), await ScoreAsync(shop, "b"), await ScoreAsync(shop, "c"), await ScoreAsync(shop, "nobody")));

        Assert.Equal(["rest 3 5 5000"], Totals((await RunAsync(shop, 45)).Value));
        Assert.Equal("45 122 rest, 10 222 core", await HistoryAsync(shop, "a"));
        Assert.Equal("45 211 rest", await HistoryAsync(shop, "c"));
        await shop.VerifyAsync(Cancellation);

        static string[] Totals(RfmRun run) => [.. run.Totals.Select(total => $"{total.Segment} {total.Members} {total.Orders} {total.Spend}")];
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Segments_that_ask_for_scores_follow_the_run_in_the_same_commit(StoreKind store)
    {
        await using var shop = Shop.On(store, pd =>
        {
            Fixed(pd);
            pd.Segments();
        });
        await DefineAsync(shop, "core", MemberFields.RfmSegment.Is("core"));
        await DefineAsync(shop, "often", SegmentRule.All(MemberFields.RfmFrequency.AtLeast(2), MemberFields.RfmRecency.Is(1), MemberFields.RfmMonetary.Exists()));
        await DefineAsync(shop, "unscored", MemberFields.RfmMonetary.IsMissing());
        await SellAsync(shop, ("a", 0), ("a", 1), ("a", 2), ("b", 0));
        Assert.Equal(("", "", "a b"), (await MembersAsync(shop, "core"), await MembersAsync(shop, "often"), await MembersAsync(shop, "unscored")));

        await RunAsync(shop, 10);
        Assert.Equal(("a", "", ""), (await MembersAsync(shop, "core"), await MembersAsync(shop, "often"), await MembersAsync(shop, "unscored")));
        await RunAsync(shop, 50);

        Assert.Equal(("", "a", ""), (await MembersAsync(shop, "core"), await MembersAsync(shop, "often"), await MembersAsync(shop, "unscored")));
        SegmentSweep sweep = await shop.Domain.Segments.RecomputeAsync(At(50), cancellationToken: Cancellation);
        Assert.Equal((0, 0), (sweep.Entered, sweep.Left));
        await shop.VerifyAsync(Cancellation);
    }

    [Fact]
    public async Task A_run_evaluates_the_rules_that_ask_for_scores_and_no_others()
    {
        using var evaluations = new EvaluationCount();
        await using var shop = Shop.InMemory(pd =>
        {
            evaluations.Configure(pd);
            Fixed(pd);
        });
        await DefineAsync(shop, "core", MemberFields.RfmSegment.Is("core"));
        await DefineAsync(shop, "buyers", MemberFields.Orders.AtLeast(1));
        await DefineAsync(shop, "new", MemberFields.LifecycleStage.Is("new"));
        await SellAsync(shop, ("a", 0), ("a", 1), ("a", 2), ("b", 0));
        evaluations.Take();

        await RunAsync(shop, 10);
        Assert.Equal(2, evaluations.Take());
        await RunAsync(shop, 10);
        Assert.Equal(0, evaluations.Take());
        await SellAsync(shop, ("b", 11));
        Assert.Equal(2, evaluations.Take());
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Who_returns_everything_is_scored_no_more_and_his_history_says_so(StoreKind store)
    {
        await using var shop = Shop.On(store, Fixed);
        await SellAsync(shop, ("a", 0), ("b", 1));
        await RunAsync(shop, 5);
        Assert.True((await shop.Domain.Orders.RefundedAsync(new("r", "a-0", new Money(1_000, "CNY"), At(6)), Cancellation)).IsAccepted);

        RfmRun run = (await RunAsync(shop, 7)).Value;

        Assert.Equal(1, run.Members);
        Assert.Null(await ScoreAsync(shop, "a"));
        Assert.Equal("7 000 , 5 211 rest", await HistoryAsync(shop, "a"));
        await RunAsync(shop, 8);
        Assert.Equal("7 000 , 5 211 rest", await HistoryAsync(shop, "a"));
        await SellAsync(shop, ("a", 9));
        await RunAsync(shop, 9);
        Assert.Equal("9 211 rest, 7 000 , 5 211 rest", await HistoryAsync(shop, "a"));
        await shop.VerifyAsync(Cancellation);
    }

    [Fact]
    public async Task Orders_of_later_days_do_not_count_for_an_earlier_one()
    {
        await using var shop = Shop.InMemory(Fixed);
        await using var late = Shop.InMemory(Fixed);
        await SellAsync(shop, ("a", 0), ("a", 2), ("b", 3));
        await RunAsync(shop, 10);
        await SellAsync(late, ("a", 0), ("a", 2), ("b", 3), ("a", 11), ("b", 12), ("c", 12));
        await RunAsync(late, 10);

        Assert.Equal(await ScoresAsync(shop), await ScoresAsync(late));
    }

    [Fact]
    public async Task A_run_that_was_cut_off_ends_where_it_would_have_by_the_cuts_that_it_began_with()
    {
        await using var shop = Shop.InMemory(pd => pd.Metrics().Rfm());
        await using var whole = Shop.InMemory(pd => pd.Metrics().Rfm());
        (string, int)[] sales = [.. Enumerable.Range(0, 1_300).Select(i => ($"m{i:D4}", i * 7 % 90)), .. Enumerable.Range(0, 400).Select(i => ($"m{i * 3:D4}", 95 + (i % 5)))];
        await SellAsync(shop, sales);
        await SellAsync(whole, sales);
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await shop.Domain.Rfm.ScoreAsync(
            At(100), new Told(progress => stop.CancelAfter(progress.Scored > 0 ? TimeSpan.Zero : Timeout.InfiniteTimeSpan)), stop.Token));
        RfmRun cut = (await shop.Domain.Rfm.GetLatestRunAsync(Cancellation))!;
        Assert.False(cut.IsComplete);
        Assert.InRange((await StoreDump.ReadAsync(shop.Store, RfmState.Schema, Shop.Program, Cancellation)).Count, 1, 1_299);
        await shop.VerifyAsync(Cancellation);
        await RunAsync(shop, 100);
        RfmRun expected = (await RunAsync(whole, 100)).Value;

        Assert.Equal(await ScoresAsync(whole), await ScoresAsync(shop));
        RfmRun ended = (await shop.Domain.Rfm.GetLatestRunAsync(Cancellation))!;
        Assert.Equal((expected.Cuts, expected.Members, true), (ended.Cuts, ended.Members, ended.IsComplete));
        Assert.Equal(expected.Totals, ended.Totals);
        await shop.VerifyAsync(Cancellation);
    }

    [Fact]
    public async Task A_day_keeps_its_cuts_though_the_shop_sells_on_and_other_settings_find_new_ones()
    {
        await using var shop = Shop.InMemory(pd => pd.Metrics().Rfm());
        await SellAsync(shop, [.. Enumerable.Range(0, 20).Select(i => ($"m{i:D2}", i))]);
        RfmRun first = (await RunAsync(shop, 30)).Value;
        await SellAsync(shop, ("m00", 30), ("m01", 30));

        RfmRun second = (await RunAsync(shop, 30)).Value;
        await shop.VerifyAsync(Cancellation);
        await shop.RestartAsync(pd => pd.Metrics().Rfm(o => o.Binning = RfmBinning.EqualCount));
        RfmRun third = (await RunAsync(shop, 30)).Value;

        Assert.Equal(first.Cuts, second.Cuts);
        Assert.StartsWith("rfm1 EqualCount", third.Cuts, StringComparison.Ordinal);
        Assert.Equal([third.AsOf], (await shop.Domain.Rfm.GetRunsAsync(null, Cancellation)).Items.Select(run => run.AsOf));
        await shop.VerifyAsync(Cancellation);
    }

    [Fact]
    public async Task Two_hosts_that_score_one_day_at_once_go_by_the_same_cuts()
    {
        await using var shop = Shop.InMemory(pd => pd.Metrics().Rfm());
        await using var other = Shop.On(shop.Store, pd => pd.Metrics().Rfm());
        await SellAsync(shop, [.. Enumerable.Range(0, 600).Select(i => ($"m{i:D3}", i % 80))]);

        Outcome<RfmRun>[] runs = await Task.WhenAll(
            shop.Domain.Rfm.ScoreAsync(At(90), null, Cancellation).AsTask(), other.Domain.Rfm.ScoreAsync(At(90), null, Cancellation).AsTask());

        Assert.Equal(runs[0].Value.Version, runs[1].Value.Version);
        Assert.All(await StoreDump.ReadAsync(shop.Store, RfmState.Schema, Shop.Program, Cancellation), state => Assert.Equal(1, ((RfmState)state).Entries));
        await shop.VerifyAsync(Cancellation);
    }

    [Fact]
    public async Task What_cannot_be_scored_is_refused_and_changes_nothing()
    {
        await using var shop = Shop.InMemory(pd => pd.Metrics().Rfm());
        await shop.Domain.Members.RegisterAsync(new("a"), Cancellation);
        Assert.Equal(RfmRefusals.NoBuyers, (await RunAsync(shop, 1)).Refusal?.Code);
        await SellAsync(shop, ("a", 2));
        Assert.Equal(RfmRefusals.NoBuyers, (await RunAsync(shop, 1)).Refusal?.Code);
        Assert.Null(await shop.Domain.Rfm.GetLatestRunAsync(Cancellation));
        await RunAsync(shop, 3);
        string before = await shop.DumpAsync(Cancellation);

        Outcome<RfmRun> earlier = await RunAsync(shop, 2);

        Assert.Equal(RfmRefusals.LaterRun, earlier.Refusal?.Code);
        Assert.Contains("2026-03-04", earlier.Refusal!.Message, StringComparison.Ordinal);
        Assert.Equal(before, await shop.DumpAsync(Cancellation));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await shop.Domain.Rfm.ScoreAsync(DateTimeOffset.MinValue, null, Cancellation));
        Assert.Throws<ArgumentException>(() => shop.Domain.Rfm.ReadMembersAsync("", Cancellation));
    }

    [Fact]
    public async Task Where_scores_are_not_kept_every_call_says_what_to_do_and_rules_that_ask_for_them_are_refused()
    {
        await using var shop = Shop.InMemory(pd => pd.Metrics().Segments());

        var e = await Assert.ThrowsAsync<InvalidOperationException>(async () => await shop.Domain.Rfm.GetAsync("a", Cancellation));
        Outcome<SegmentReceipt> defined = await shop.Domain.Segments.DefineAsync(new("d", "s", MemberFields.RfmSegment.Is("x")), Cancellation);

        Assert.Contains("Rfm()", e.Message, StringComparison.Ordinal);
        Assert.Equal(SegmentRefusals.FieldNotKept, defined.Refusal?.Code);
    }

    private static void Fixed(PrivateDomainBuilder pd) => pd.Metrics().Rfm(o =>
    {
        o.Binning = RfmBinning.FixedCuts;
        o.Bins = 2;
        o.RecencyCuts = [30];
        o.FrequencyCuts = [1];
        o.MonetaryCuts = [1_500];
        o.Segments = new([new("core", 2, 2, 2)], bins: 2, otherwise: "rest");
    });

    private static DateTimeOffset At(int day) => new(s_start.AddDays(day), new TimeOnly(10, 0), TimeSpan.Zero);

    private static ValueTask<Outcome<RfmRun>> RunAsync(Shop shop, int day) => shop.Domain.Rfm.ScoreAsync(At(day), null, Cancellation);

    private static async Task SellAsync(Shop shop, params (string Member, int Day)[] sales)
    {
        await Task.WhenAll(sales.Select(sale => sale.Member).Distinct().Select(member => shop.Domain.Members.RegisterAsync(new(member), Cancellation).AsTask()));
        foreach (Outcome<OrderReceipt> outcome in await Task.WhenAll(sales.Select(sale => shop.Domain.Orders.PaidAsync(
            new OrderPaid($"{sale.Member}-{sale.Day}", sale.Member, [new OrderLine("sku", 1, new Money(1_000, "CNY"))], At(sale.Day)), Cancellation).AsTask())))
        {
            Assert.True(outcome.IsAccepted, outcome.ToString());
        }
    }

    private static async Task<string?> ScoreAsync(Shop shop, string member) => await shop.Domain.Rfm.GetAsync(member, Cancellation) is { Segment: not null } state
        ? $"{state.Recency}{state.Frequency}{state.Monetary}"
        : null;

    private static async Task<string> HistoryAsync(Shop shop, string member) => string.Join(", ", (await shop.Domain.Rfm.GetHistoryAsync(member, null, Cancellation)).Items
        .Select(entry => $"{entry.AsOf.DayNumber - s_start.DayNumber} {entry.Recency}{entry.Frequency}{entry.Monetary} {entry.Segment}"));

    /// <summary>All that is stored of members' scores, but when.</summary>
    private static async Task<string> ScoresAsync(Shop shop) => string.Join(
        '\n',
        (await StoreDump.ReadAsync(shop.Store, RfmState.Schema, Shop.Program, Cancellation)).Select(state => ((RfmState)state with { Revision = 0 }).ToString())
            .Concat((await StoreDump.ReadAsync(shop.Store, RfmEntry.Schema, Shop.Program, Cancellation)).Select(entry => entry.ToString())));

    private static async Task DefineAsync(Shop shop, string segment, SegmentRule rule) =>
        Assert.True((await shop.Domain.Segments.DefineAsync(new(segment, segment, rule), Cancellation)).IsAccepted);

    private static async Task<string> MembersAsync(Shop shop, string segment) => string.Join(
        ' ', (await shop.Domain.Segments.ReadMembersAsync(segment, Cancellation).ToListAsync(Cancellation)).Select(standing => standing.MemberId.Value));

    private sealed class Told(Action<RfmProgress> then) : IProgress<RfmProgress>
    {
        public void Report(RfmProgress value) => then(value);
    }
}
