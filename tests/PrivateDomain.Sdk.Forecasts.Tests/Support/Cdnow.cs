using System.Globalization;

namespace PrivateDomain.Sdk.Forecasts.Tests.Support;

/// <summary>The CDNOW data; see data/README.md.</summary>
internal static class Cdnow
{
    internal static DateOnly CalibrationEnd { get; } = new(1997, 9, 30);

    /// <summary>The published sample: weeks, dollars.</summary>
    internal static IReadOnlyList<CdnowMember> Sample { get; } =
    [
        .. Rows("cdnow_sample_days.csv")
            .Select(row => (
                Member: int.Parse(row[0], CultureInfo.InvariantCulture),
                Bought: new PurchaseDay(DateOnly.ParseExact(row[1], "yyyy-MM-dd", CultureInfo.InvariantCulture), long.Parse(row[2], CultureInfo.InvariantCulture))))
            .GroupBy(row => row.Member, row => row.Bought)
            .Select(days => Member(days.Key, [.. days])),
    ];

    internal static IEnumerable<PurchaseHistory> SampleHistories => Sample.Select(member => member.History);

    /// <summary>The sample as tables of two decimals have it.</summary>
    internal static IEnumerable<PurchaseHistory> SampleHistoriesOfTwoDecimals => SampleHistories.Select(history => new PurchaseHistory(
        history.RepeatPurchases, Math.Round(history.LastPurchase, 2), Math.Round(history.Observed, 2)));

    /// <summary>The spends as tables of two decimals have them, halves rounded up.</summary>
    internal static IReadOnlyList<RepeatSpend> SpendsOfTwoDecimals { get; } =
    [
        .. Sample.Select(member => new RepeatSpend(
            member.Spend.Purchases, (double)Math.Round((decimal)member.Spend.Mean, 2, MidpointRounding.AwayFromZero))),
    ];

    /// <summary>All customers, in weeks.</summary>
    internal static IEnumerable<PurchaseHistory> AllHistories =>
        from row in Rows("cdnow_all_histories.csv")
        let figures = Array.ConvertAll(row, figure => int.Parse(figure, CultureInfo.InvariantCulture))
        from history in Enumerable.Repeat(new PurchaseHistory(figures[0], figures[1] / 7.0, figures[2] / 7.0), figures[3])
        select history;

    internal static CdnowMember Of(int id) => Sample[id - 1];

    private static CdnowMember Member(int id, PurchaseDay[] days)
    {
        RepeatSpend cents = RepeatSpend.FromDays(days, CalibrationEnd);
        return new CdnowMember(
            id,
            PurchaseHistory.FromDays([.. days.Select(day => day.Day)], CalibrationEnd, ForecastUnit.Week),
            new RepeatSpend(cents.Purchases, cents.Mean / 100),
            days.Count(day => day.Day > CalibrationEnd));
    }

    private static IEnumerable<string[]> Rows(string file) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "data", file)).Skip(1).Select(line => line.Split(','));
}
