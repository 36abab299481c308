using System.Globalization;
using PrivateDomain.Sdk.Orders;

namespace PrivateDomain.Sdk.Tests.Forecasts;

/// <summary>The first customers of the CDNOW sample, with amounts made up.</summary>
internal static class BuyerShop
{
    internal const int Buyers = 600;
    internal static readonly DateOnly Start = new(1997, 1, 1);

    internal static DateTimeOffset At(int day) => new(Start.AddDays(day), new TimeOnly(10, 0), TimeSpan.Zero);

    internal static async Task OpenAsync(Shop shop, CancellationToken ct)
    {
        string[] lines = await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "Lifecycle", "data", "cdnow_sample.txt"), ct);
        await Task.WhenAll(Enumerable.Range(0, Buyers).Select(i => shop.Domain.Members.RegisterAsync(new(NameOf(i)), ct).AsTask()));
        Outcome<OrderReceipt>[] paid = await Task.WhenAll(lines.Take(Buyers).SelectMany(OrdersOf).OrderBy(order => order.PaidAt)
            .Select(order => shop.Domain.Orders.PaidAsync(order, ct).AsTask()));
        Assert.All(paid, outcome => Assert.True(outcome.IsAccepted, outcome.ToString()));
    }

    internal static string NameOf(int i) => $"m{i:D4}";

    private static IEnumerable<OrderPaid> OrdersOf(string line, int i) => line.Split(' ').Select((day, n) => new OrderPaid(
        $"{NameOf(i)}-{n}", NameOf(i), [new OrderLine("cd", 1, new Money(AmountOf(i, n), "CNY"))], At(int.Parse(day, CultureInfo.InvariantCulture))));

    /// <summary>Around a mean of the customer's own, by up to half of it.</summary>
    private static long AmountOf(int i, int n) => (long)(3_000 * Math.Exp((i * 13 % Buyers / (Buyers / 2.0)) - 1) * (0.5 + (((i * 31) + (n * 17)) % 100 / 100.0)));
}
