using PrivateDomain.Sdk.Forecasts;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Levels;
using PrivateDomain.Sdk.Lifecycle;
using PrivateDomain.Sdk.Rfm;
using PrivateDomain.Sdk.Storage;
using PrivateDomain.Sdk.Storage.InMemory;
using PrivateDomain.Sdk.Tests.Forecasts;

namespace PrivateDomain.Sdk.Tests.Failures;

/// <summary>Sweeps and runs over stages, scores and forecasts on a store that fails in their midst.</summary>
public sealed class StandingFaultTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(nameof(StoreCall.Commit), nameof(Fault.PermanentBefore))]
    [InlineData(nameof(StoreCall.Commit), nameof(Fault.PermanentAfter))]
    [InlineData(nameof(StoreCall.Load), nameof(Fault.PermanentBefore))]
    [InlineData(nameof(StoreCall.Query), nameof(Fault.PermanentBefore))]
    public async Task What_fails_at_every_place_in_turn_ends_where_it_would_have(string failing, string fault)
    {
        var store = new FaultingStore(new InMemoryRecordStore());
        await using var shop = Shop.On(store, Configure);
        await using var sound = Shop.InMemory(Configure);
        await BuyerShop.OpenAsync(shop, Cancellation);
        await BuyerShop.OpenAsync(sound, Cancellation);
        await RunAllAsync(sound);

        int failures = 0;
        for (int place = 1; await FailsAsync(place); place++)
        {
            failures++;
        }

        Assert.True(failures > 3, $"{failures} failures");
        Assert.Equal(await StandingsAsync(sound), await StandingsAsync(shop));
        await shop.VerifyAsync(Cancellation);

        async Task<bool> FailsAsync(int place)
        {
            StoreCall call = Enum.Parse<StoreCall>(failing);
            int before = store.Count(call);
            store.Plan = (called, number) => called == call && number == before + place ? Enum.Parse<Fault>(fault) : Fault.None;
            try
            {
                await RunAllAsync(shop);
                return false;
            }
            catch (StoreException)
            {
                return true;
            }
            finally
            {
                store.Heal();
            }
        }
    }

    private static void Configure(PrivateDomainBuilder pd) => pd.Metrics().Lifecycle().Levels(o => o.Steps = [new("silver", 20), new("gold", 100)]).Rfm().Pipeline(o => o.MaxBatch = 20).Forecasts(o =>
    {
        o.Model = PurchaseModelKind.BgNbd;
        o.WithValue = false;
    });

    private static async Task RunAllAsync(Shop shop)
    {
        await shop.Domain.Lifecycle.EvaluateDueAsync(BuyerShop.At(700), null, Cancellation);
        await shop.Domain.Levels.EvaluateDueAsync(BuyerShop.At(700), null, Cancellation);
        Assert.True((await shop.Domain.Rfm.ScoreAsync(BuyerShop.At(272), null, Cancellation)).IsAccepted);
        Assert.True((await shop.Domain.Forecasts.RunAsync(BuyerShop.At(272), null, Cancellation)).IsAccepted);
    }

    /// <summary>All that is kept, but in how many steps.</summary>
    private static async Task<string[]> StandingsAsync(Shop shop)
    {
        var lines = new List<string>();
        foreach (RecordType type in (RecordType[])[
            LifecycleState.Schema, LifecycleEvent.Schema, LifecycleTally.Schema, LevelState.Schema, LevelEvent.Schema, LevelTally.Schema, RfmState.Schema, RfmEntry.Schema, RfmRun.Schema, MemberForecast.Schema, ForecastRun.Schema])
        {
            lines.AddRange((await StoreDump.ReadAsync(shop.Store, type, Shop.Program, Cancellation)).Select(record =>
                $"{record.Key}: {string.Join(" | ", type.Columns.Select(column => type.GetValue(record, column)))}"));
        }

        return [.. lines];
    }
}
