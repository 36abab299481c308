using System.Runtime.CompilerServices;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Levels;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Verification;

/// <summary>
/// V1 to V3: states are what the purchases give, events lead from level to level, and tallies count the states. Nothing is checked where levels are not kept.
/// </summary>
internal static class LevelVerification
{
    internal static async ValueTask RunAsync(ProgramContext context, Findings findings, CancellationToken cancellationToken)
    {
        if (context.Options.Levels.ToTerms(context.Currency) is { } terms)
        {
            // No name, which stands for no level, cannot be a key.
            var members = new Dictionary<string, long>(StringComparer.Ordinal);
            await StatesAsync(context, terms, members, findings, cancellationToken).ConfigureAwait(false);
            await TalliesAsync(context, members, findings, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Walks members' purchases, events and states side by side, holding one member's at a time.</summary>
    private static async ValueTask StatesAsync(
        ProgramContext context, LevelTerms terms, Dictionary<string, long> members, Findings findings, CancellationToken cancellationToken)
    {
        OwnerStream<Purchase> purchases = await OwnerStream<Purchase>.OpenAsync(context, Purchase.Schema, findings, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closingPurchases = purchases.ConfigureAwait(false);
        OwnerStream<LevelEvent> events = await OwnerStream<LevelEvent>.OpenAsync(context, LevelEvent.Schema, findings, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closingEvents = events.ConfigureAwait(false);
        OwnerStream<LevelState> states = await OwnerStream<LevelState>.OpenAsync(context, LevelState.Schema, findings, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closingStates = states.ConfigureAwait(false);
        while (OwnerOrder.First(purchases.NextOwner, OwnerOrder.First(events.NextOwner, states.NextOwner)) is { } owner)
        {
            var bought = new List<Purchase>();
            while (await purchases.NextOfAsync(owner).ConfigureAwait(false) is { } purchase)
            {
                if (purchase.IsCounted)
                {
                    bought.Add(purchase);
                }
            }

            LevelEvent? last = null;
            while (await events.NextOfAsync(owner).ConfigureAwait(false) is { } happened)
            {
                CheckFollows(last, happened, findings);
                last = happened;
            }

            GrowthGain[] gains = GrowthCalendar.GainsOf(bought, terms, context.TimeZone);
            if (await states.NextOfAsync(owner).ConfigureAwait(false) is not { } state)
            {
                if (Array.Exists(gains, static gain => gain.Growth > 0) || last is not null)
                {
                    findings.Breach("V1", $"member {owner}", "he bought and has no level stored; RecomputeAsync gives him one");
                }

                continue;
            }

            findings.Check(
                LevelPosting.Says(state, LevelRules.LevelOf(gains, state.AsOf, terms)),
                "V1",
                state,
                $"level and growth are not what the purchases give as of {DayText.Of(state.AsOf)}; RecomputeAsync brings them together");
            findings.Check(
                state.Events == (last?.Number ?? 0) && state.Level.Name == last?.To.Name,
                "V2",
                state,
                $"the state says rank {state.Level.Rank} after {state.Events} events, and the history does not end there");
            string name = state.Level.Name ?? "";
            members[name] = members.GetValueOrDefault(name) + 1;
        }
    }

    /// <summary>V2: events are numbered without a gap, their days do not descend, and each begins at the level where the one before it ended.</summary>
    private static void CheckFollows(LevelEvent? last, LevelEvent happened, Findings findings) => findings.Check(
        happened.Number == (last?.Number ?? 0) + 1 && happened.From.Name == last?.To.Name && happened.To.Name != happened.From.Name
            && (last is null || happened.On >= last.On),
        "V2",
        happened,
        $"the event does not follow from the one before it");

    /// <summary>V3: the tally of a level is the number of its members.</summary>
    private static async ValueTask TalliesAsync(
        ProgramContext context, Dictionary<string, long> members, Findings findings, CancellationToken cancellationToken)
    {
        await foreach (LevelTally tally in context.ReadAllAsync(LevelTally.Schema, cancellationToken).ConfigureAwait(false))
        {
            findings.Saw(tally);
            members.Remove(tally.Name ?? "", out long count);
            findings.Check(tally.Members == count, "V3", tally, $"the tally says {tally.Members}, and {count} members have the level");
        }

        foreach ((string name, long count) in members)
        {
            findings.Breach("V3", $"level '{name}'", $"it has {count} members and no tally");
        }
    }
}
