using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PrivateDomain.Sdk.Forecasts;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Segments;
using Xunit;

namespace PrivateDomain.Sdk.Docs.Snippets;

/// <summary>The code of docs/forecasts.md, run as it stands.</summary>
public sealed class ForecastSnippets : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("private-domain-").FullName;

    [Fact]
    public void From_days_to_a_customer_value()
    {
        ILogger logger = NullLogger.Instance;

        PurchaseDay[] days = [new(new DateOnly(2026, 1, 5), 12_800), new(new DateOnly(2026, 1, 19), 9_900), new(new DateOnly(2026, 3, 2), 25_600)];
        var through = new DateOnly(2026, 3, 31);

        PurchaseHistory history = PurchaseHistory.FromDays([.. days.Select(d => d.Day)], through, ForecastUnit.Week);   // x 2, t_x 8, T 12.14 weeks
        RepeatSpend spend = RepeatSpend.FromDays(days, through);                                                        // 2 purchases, mean 17,750

        Assert.Equal(new PurchaseHistory(2, 8, 85 / 7.0), history);
        Assert.Equal(new RepeatSpend(2, 17_750), spend);

        PurchaseHistory[] histories = [.. Members().Select(m => m.History)];
        RepeatSpend[] spends = [.. Members().Select(m => m.Spend)];

        Outcome<BgNbdModel> fit = BgNbdModel.Fit(histories);
        if (!fit.IsAccepted)
        {
            logger.LogInformation("No forecast: {Code}", fit.Refusal.Code);   // forecast.too_few_members, forecast.not_converged ...
            return;
        }

        BgNbdModel purchases = fit.Value;
        double alive = purchases.ProbabilityAlive(history);                   // 0 to 1
        double expected = purchases.ExpectedPurchases(13, history);           // in the next 13 weeks

        Assert.InRange(alive, 0.1, 1);
        Assert.InRange(expected, 0.1, 10);

        GammaGammaModel money = GammaGammaModel.Fit(spends).Value;            // throws where the fit was refused
        double average = money.ExpectedAverageSpend(spend);                   // in minor units, as the spends
        double value = money.CustomerValue(purchases, history, spend, new ValueTerms(periods: 12, periodLength: 365.25 / 84, discountRate: 0.01));

        Assert.InRange(average, 5_000, 30_000);
        Assert.InRange(value, average * expected, average * 50);
    }

    [Fact]
    public async Task Forecasts_are_kept_and_read()
    {
        ILogger logger = NullLogger.Instance;
        string connectionString = $"Data Source={Path.Combine(_folder, "shop.db")}";
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddPrivateDomain(pd => pd
            .UseSqliteStore(connectionString)
            .TimeZone("Asia/Shanghai")
            .Metrics()
            .Forecasts(o => o.HorizonDays = 90)
            .Segments());
        using IHost host = builder.Build();
        await host.StartAsync();
        var privateDomain = host.Services.GetRequiredService<IPrivateDomain>();
        await privateDomain.Members.RegisterAsync(new RegisterMember("li"));
        OrderLine[] lines = [new("tea-250g", 2, Money.Of(128.00m, "CNY"))];
        await privateDomain.Orders.PaidAsync(new OrderPaid("order-1", "li", lines, DateTimeOffset.UtcNow.AddDays(-8)));

        Outcome<ForecastRun> run = await privateDomain.Forecasts.RunAsync();
        if (!run.IsAccepted)
        {
            logger.LogInformation("No forecast: {Code}", run.Refusal.Code);   // nothing was changed
        }

        MemberForecast? li = await privateDomain.Forecasts.GetAsync("li");
        SegmentRule worthACall = SegmentRule.All(
            MemberFields.ForecastAlive.Below(500_000_000),                    // below one half
            MemberFields.ForecastValue.AtLeast(300_00));                      // 300.00 and more within the horizon

        Outcome<SegmentReceipt> defined = await privateDomain.Segments.DefineAsync(new DefineSegment("define-1", "worth-a-call", worthACall));
        await host.StopAsync();
        Assert.Equal(ForecastRefusals.TooFewMembers, run.Refusal?.Code);
        Assert.Null(li);
        Assert.True(defined.IsAccepted);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Members at the quantiles of rates, stays and baskets: half of them come back.</summary>
    private static IEnumerable<(PurchaseHistory History, RepeatSpend Spend)> Members() =>
        from i in Enumerable.Range(0, 300)
        let purchases = (int)(-2.0 * Math.Log(((i * 7 % 300) + 0.5) / 300))
        let last = purchases == 0 ? 0 : 30 * (((i * 11) % 300) + 0.5) / 300
        let mean = purchases == 0 ? 0 : 10_000 * Math.Exp((((i * 13) % 300) / 150.0) - 1)
        select (new PurchaseHistory(purchases, last, 30 + (i % 10)), new RepeatSpend(purchases, mean));
}
