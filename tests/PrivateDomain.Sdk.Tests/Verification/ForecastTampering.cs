using PrivateDomain.Sdk.Forecasts;
using PrivateDomain.Sdk.Storage;
using static PrivateDomain.Sdk.Tests.Verification.Tampered;

namespace PrivateDomain.Sdk.Tests.Verification;

/// <summary>The laws of forecasts, broken by hand.</summary>
internal static class ForecastTampering
{
    internal static IEnumerable<(string Tampering, string Law)> Cases =>
    [
        ("forecast above one", "F1"),
        ("forecast of no run", "F1"),
        ("forecast below nothing", "F1"),
        ("forecast run of other parameters", "F1"),
        ("forecast missing", "F2"),
        ("forecast run counted", "F2"),
    ];

    internal static async Task<Change[]> ChangeAsync(string tampering, IRecordStore store)
    {
        var asOf = DateOnly.FromDateTime(BusyShop.Start.AddDays(3).DateTime);
        MemberForecast forecast = await GetAsync<MemberForecast>(store, MemberForecast.KeyOf(Shop.Program, "buyer"));
        ForecastRun forecasts = await GetAsync<ForecastRun>(store, ForecastRun.KeyOf(Shop.Program, asOf));
        return tampering switch
        {
            "forecast above one" => [Update(forecast with { AliveBillionths = 1_000_000_001 })],
            "forecast of no run" => [Update(forecast with { Version = "x" })],
            "forecast below nothing" => [Update(forecast with { ExpectedPurchasesBillionths = -1 })],
            "forecast run of other parameters" => [Update(forecasts with { HorizonDays = 91 })],
            "forecast missing" => [Delete(forecast)],
            "forecast run counted" => [Update(forecasts with { Members = forecasts.Members + 1 })],
            _ => throw new ArgumentOutOfRangeException(nameof(tampering), tampering, "There is no such tampering."),
        };
    }
}
