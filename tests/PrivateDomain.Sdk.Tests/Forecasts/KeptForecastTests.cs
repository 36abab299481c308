using System.Globalization;
using PrivateDomain.Sdk.Forecasts;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Segments;
using static PrivateDomain.Sdk.Tests.Forecasts.BuyerShop;

namespace PrivateDomain.Sdk.Tests.Forecasts;

/// <summary>Forecasts that the store keeps.</summary>
public sealed class KeptForecastTests
{
    private const int AsOf = 272;

    public static TheoryData<StoreKind> Stores => [StoreKind.Memory, StoreKind.Sqlite];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The orders of the CDNOW sample, paid into a shop, give the published parameters; of one-time buyers BG/NBD alone says nothing.</summary>
    [Theory]
    [InlineData(PurchaseModelKind.BgNbd, "0.243 4.414 0.793 2.426")]
    [InlineData(PurchaseModelKind.ParetoNbd, "0.553 10.578 0.606 11.669")]
    public async Task A_run_over_stored_orders_gives_the_published_model(PurchaseModelKind model, string published)
    {
        await using var shop = Shop.InMemory(pd => pd.Metrics().Forecasts(o =>
        {
            o.Model = model;
            o.WithValue = false;
        }));
        DateOnly day0 = new(1997, 1, 1);
        DateOnly[][] customers =
        [
            .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Lifecycle", "data", "cdnow_sample.txt"))
                .Select(line => line.Split(' ').Select(day => day0.AddDays(int.Parse(day, CultureInfo.InvariantCulture))).ToArray()),
        ];
        await Task.WhenAll(customers.Select((_, i) => shop.Domain.Members.RegisterAsync(new($"m{i:D4}"), Cancellation).AsTask()));
        await Task.WhenAll(customers.SelectMany((days, i) => days.Select((day, n) => shop.Domain.Orders.PaidAsync(
            new OrderPaid($"{i}-{n}", $"m{i:D4}", [new OrderLine("cd", 1, new Money(1_000, "CNY"))], new DateTimeOffset(day, new TimeOnly(9, 0), TimeSpan.Zero)),
            Cancellation).AsTask())));

        DateOnly through = new(1997, 9, 30);
        ForecastRun run = (await shop.Domain.Forecasts.RunAsync(new DateTimeOffset(through, new TimeOnly(20, 0), TimeSpan.Zero), null, Cancellation)).Value;

        Assert.Equal(published, string.Join(' ', run.Parameters.Split(' ').Select(p => double.Parse(p, CultureInfo.InvariantCulture).ToString("0.000", CultureInfo.InvariantCulture))));
        Assert.Equal((2_357, true), (run.Members, run.IsComplete));
        List<MemberForecast> forecasts = await shop.Domain.Forecasts.ReadAsync(Cancellation).ToListAsync(Cancellation);
        Assert.Equal(model == PurchaseModelKind.BgNbd ? 1_411 : 0, forecasts.Count(forecast => forecast.AliveBillionths is null));
        ForecastModels models = ForecastModels.Of(run);
        Assert.Equal(run.Version, models.Version);
        foreach ((MemberForecast forecast, DateOnly[] days) in forecasts.Zip(customers).Where((_, i) => i % 100 == 0))
        {
            var history = PurchaseHistory.FromDays([.. days.Distinct()], through, ForecastUnit.Week);
            IPurchaseModel fitted = model == PurchaseModelKind.BgNbd ? Bg(run) : Pareto(run);
            Assert.Equal(fitted.ExpectedPurchases(90 / 7.0, history), forecast.ExpectedPurchasesBillionths / 1e9, 1e-9);
            Assert.Equal(fitted.ProbabilityAlive(history), (forecast.AliveBillionths ?? 1_000_000_000) / 1e9, 1e-9);
        }

        await shop.VerifyAsync(Cancellation);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task The_same_day_again_changes_nothing(StoreKind store)
    {
        await using var shop = Shop.On(store, pd => pd.Metrics().Forecasts());
        await OpenAsync(shop, Cancellation);
        ForecastRun run = (await RunAsync(shop, AsOf)).Value;
        string before = await shop.DumpAsync(Cancellation);

        Assert.Equal(run, (await RunAsync(shop, AsOf)).Value);
        Assert.Equal(before, await shop.DumpAsync(Cancellation));
        Assert.Equal(
            (Buyers, run.ExpectedValue),
            ((int)run.Members, (await shop.Domain.Forecasts.ReadAsync(Cancellation).ToListAsync(Cancellation)).Sum(forecast => forecast.ExpectedValue)));
        Assert.True(run.ExpectedValue > 0);
        await shop.VerifyAsync(Cancellation);
    }

    [Fact]
    public async Task A_run_that_was_cut_off_ends_where_it_would_have_though_the_shop_sells_on()
    {
        await using var shop = Shop.InMemory(pd => pd.Metrics().Forecasts());
        await using var whole = Shop.InMemory(pd => pd.Metrics().Forecasts());
        await OpenAsync(shop, Cancellation);
        await OpenAsync(whole, Cancellation);
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await shop.Domain.Forecasts.RunAsync(
            At(AsOf), new Told(progress => Stop(stop, progress.Forecast > 0)), stop.Token));
        ForecastRun cut = (await shop.Domain.Forecasts.GetLatestRunAsync(Cancellation))!;
        await shop.VerifyAsync(Cancellation);
        await BuyAsync(shop, NameOf(0), AsOf + 1);
        ForecastRun run = (await RunAsync(shop, AsOf)).Value;
        ForecastRun expected = (await RunAsync(whole, AsOf)).Value;

        Assert.False(cut.IsComplete);
        Assert.Equal(expected with { Revision = run.Revision }, run);
        Assert.Equal(await ForecastsAsync(whole), await ForecastsAsync(shop));
        await shop.VerifyAsync(Cancellation);
    }

    [Fact]
    public async Task Segments_that_ask_for_a_forecast_follow_the_run()
    {
        await using var shop = Shop.InMemory(pd => pd.Metrics().Forecasts().Segments());
        await OpenAsync(shop, Cancellation);
        await DefineAsync(shop, "leaving", MemberFields.ForecastAlive.Below(500_000_000));
        await DefineAsync(shop, "worth", SegmentRule.All(MemberFields.ForecastValue.AtLeast(10_000), MemberFields.ForecastPurchases.AtLeast(1_000_000_000)));
        await DefineAsync(shop, "unknown", MemberFields.ForecastPurchases.IsMissing());
        await shop.Domain.Segments.RecomputeAsync(At(AsOf), null, Cancellation);
        Assert.Equal((0, 0, Buyers), await CountsAsync(shop));

        await RunAsync(shop, AsOf);

        List<MemberForecast> forecasts = await shop.Domain.Forecasts.ReadAsync(Cancellation).ToListAsync(Cancellation);
        Assert.Equal(
            (forecasts.Count(f => f.AliveBillionths < 500_000_000),
                forecasts.Count(f => f.ExpectedValue >= 10_000 && f.ExpectedPurchasesBillionths >= 1_000_000_000),
                0),
            await CountsAsync(shop));
        Assert.NotEqual(0, (await CountsAsync(shop)).Leaving);
        SegmentSweep sweep = await shop.Domain.Segments.RecomputeAsync(At(AsOf), null, Cancellation);
        Assert.Equal((0, 0), (sweep.Entered, sweep.Left));
        await shop.VerifyAsync(Cancellation);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Who_returns_everything_loses_his_forecast_with_the_next_run(StoreKind store)
    {
        await using var shop = Shop.On(store, pd => pd.Metrics().Forecasts(o => o.WithValue = false));
        await OpenAsync(shop, Cancellation);
        await BuyAsync(shop, "a", 1);
        await RunAsync(shop, AsOf);
        Assert.NotNull(await shop.Domain.Forecasts.GetAsync("a", Cancellation));
        Assert.True((await shop.Domain.Orders.RefundedAsync(new("r", "a-1", new Money(1_000, "CNY"), At(AsOf)), Cancellation)).IsAccepted);

        ForecastRun run = (await RunAsync(shop, AsOf + 1)).Value;

        Assert.Null(await shop.Domain.Forecasts.GetAsync("a", Cancellation));
        Assert.Null(run.ExpectedValue);
        Assert.Equal(Buyers, run.Members);
        Assert.Equal([run.AsOf, run.AsOf.AddDays(-1)], (await shop.Domain.Forecasts.GetRunsAsync(null, Cancellation)).Items.Select(r => r.AsOf));
        await shop.VerifyAsync(Cancellation);
    }

    [Fact]
    public async Task What_cannot_be_fitted_is_refused_and_changes_nothing()
    {
        await using var shop = Shop.InMemory(pd => pd.Metrics().Forecasts(o => o.MinimumMembers = 4));
        Assert.Equal(ForecastRefusals.TooFewMembers, (await RunAsync(shop, 10)).Refusal?.Code);
        foreach (string member in (string[])["a", "b", "c", "d", "e"])
        {
            await BuyAsync(shop, member, 1);
        }

        string before = await shop.DumpAsync(Cancellation);
        Assert.Equal(ForecastRefusals.NoRepeatPurchases, (await RunAsync(shop, 10)).Refusal?.Code);
        Assert.Equal(before, await shop.DumpAsync(Cancellation));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await shop.Domain.Forecasts.RunAsync(DateTimeOffset.MaxValue, null, Cancellation));
        Assert.Null(await shop.Domain.Forecasts.GetLatestRunAsync(Cancellation));
    }

    [Fact]
    public async Task An_earlier_day_is_refused_and_other_settings_fit_anew()
    {
        await using var shop = Shop.InMemory(pd => pd.Metrics().Forecasts(o => o.WithValue = false));
        await OpenAsync(shop, Cancellation);
        ForecastRun pareto = (await RunAsync(shop, AsOf)).Value;
        Assert.Equal(ForecastRefusals.LaterRun, (await RunAsync(shop, AsOf - 1)).Refusal?.Code);
        await shop.RestartAsync(pd => pd.Metrics().Forecasts(o =>
        {
            o.WithValue = false;
            o.Model = PurchaseModelKind.BgNbd;
            o.HorizonDays = 30;
        }));

        ForecastRun bg = (await RunAsync(shop, AsOf)).Value;

        Assert.Equal((PurchaseModelKind.ParetoNbd, 90, PurchaseModelKind.BgNbd, 30), (pareto.Model, (int)pareto.HorizonDays, bg.Model, (int)bg.HorizonDays));
        Assert.NotEqual(pareto.Version, bg.Version);
        Assert.All(await shop.Domain.Forecasts.ReadAsync(Cancellation).ToListAsync(Cancellation), forecast => Assert.Equal(bg.Version, forecast.Version));
        await shop.VerifyAsync(Cancellation);
    }

    [Fact]
    public async Task Where_forecasts_are_not_kept_every_call_says_what_to_do_and_rules_that_ask_for_them_are_refused()
    {
        await using var shop = Shop.InMemory(pd => pd.Metrics().Segments());

        var e = await Assert.ThrowsAsync<InvalidOperationException>(async () => await shop.Domain.Forecasts.GetAsync("a", Cancellation));
        Outcome<SegmentReceipt> defined = await shop.Domain.Segments.DefineAsync(new("d", "s", MemberFields.ForecastAlive.Exists()), Cancellation);

        Assert.Contains("Forecasts()", e.Message, StringComparison.Ordinal);
        Assert.Equal(SegmentRefusals.FieldNotKept, defined.Refusal?.Code);
    }

    private static BgNbdModel Bg(ForecastRun run) =>
        run.Parameters.Split(' ').Select(p => double.Parse(p, CultureInfo.InvariantCulture)).ToArray() is [var r, var alpha, var a, var b] ? new(r, alpha, a, b) : throw new InvalidOperationException();

    private static ParetoNbdModel Pareto(ForecastRun run) =>
        run.Parameters.Split(' ').Select(p => double.Parse(p, CultureInfo.InvariantCulture)).ToArray() is [var r, var alpha, var s, var beta] ? new(r, alpha, s, beta) : throw new InvalidOperationException();

    private static ValueTask<Outcome<ForecastRun>> RunAsync(Shop shop, int day) => shop.Domain.Forecasts.RunAsync(At(day), null, Cancellation);

    private static async Task BuyAsync(Shop shop, string member, int day)
    {
        await shop.Domain.Members.RegisterAsync(new(member), Cancellation);
        Outcome<OrderReceipt> outcome = await shop.Domain.Orders.PaidAsync(
            new OrderPaid($"{member}-{day}", member, [new OrderLine("sku", 1, new Money(1_000, "CNY"))], At(day)), Cancellation);
        Assert.True(outcome.IsAccepted, outcome.ToString());
    }

    private static async Task<string[]> ForecastsAsync(Shop shop) =>
        [.. (await shop.Domain.Forecasts.ReadAsync(Cancellation).ToListAsync(Cancellation)).Select(forecast => (forecast with { Revision = 0 }).ToString())];

    private static async Task DefineAsync(Shop shop, string segment, SegmentRule rule) =>
        Assert.True((await shop.Domain.Segments.DefineAsync(new(segment, segment, rule), Cancellation)).IsAccepted);

    private static async Task<(int Leaving, int Worth, int Unknown)> CountsAsync(Shop shop) => (
        (int)await shop.Domain.Segments.CountAsync("leaving", Cancellation),
        (int)await shop.Domain.Segments.CountAsync("worth", Cancellation),
        (int)await shop.Domain.Segments.CountAsync("unknown", Cancellation));

    private static void Stop(CancellationTokenSource stop, bool isDue)
    {
        if (isDue)
        {
            stop.Cancel();
        }
    }

    private sealed class Told(Action<ForecastProgress> then) : IProgress<ForecastProgress>
    {
        public void Report(ForecastProgress value) => then(value);
    }
}
