using System.Globalization;
using PrivateDomain.Sdk.Rfm;

namespace PrivateDomain.Sdk.Tests.Rfm;

/// <summary>The orders that the R package rfm publishes its results for, summed up per customer as of 2006-12-31.</summary>
internal static class PublishedCustomers
{
    internal static readonly DateOnly AsOf = new(2006, 12, 31);

    /// <summary>The customers; an amount of revenue is as many minor units as asked for.</summary>
    internal static IReadOnlyList<RfmInput> All(int minorUnitsPerUnit = 1) =>
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Rfm", "data", "rfm_orders_synthetic.txt")).Select(line =>
        {
            string[] parts = line.Split('\t');
            (DateOnly Day, long Revenue)[] orders = [.. parts[1].Split(' ').Select(OrderOf)];
            return RfmInput.From(parts[0], orders.Max(o => o.Day), AsOf, orders.Length, orders.Sum(o => o.Revenue) * minorUnitsPerUnit);
        }),
    ];

    private static (DateOnly Day, long Revenue) OrderOf(string text) => (
        DateOnly.ParseExact(text[..8], "yyyyMMdd", CultureInfo.InvariantCulture),
        long.Parse(text[9..], CultureInfo.InvariantCulture));
}
