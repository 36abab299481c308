using System.Runtime.CompilerServices;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Lifecycle;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Verification;

/// <summary>
/// Y1 to Y3: states are what the purchases give, events lead from stage to stage, and tallies count the states. Nothing is checked where stages are not kept.
/// </summary>
internal static class LifecycleVerification
{
    internal static async ValueTask RunAsync(ProgramContext context, Findings findings, CancellationToken cancellationToken)
    {
        if (context.Options.Lifecycle.IsKept)
        {
            var members = new Dictionary<LifecycleStage, long>();
            await StatesAsync(context, members, findings, cancellationToken).ConfigureAwait(false);
            await TalliesAsync(context, members, findings, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Walks members' purchases, events and states side by side, holding one member's at a time.</summary>
    private static async ValueTask StatesAsync(
        ProgramContext context, Dictionary<LifecycleStage, long> members, Findings findings, CancellationToken cancellationToken)
    {
        LifecycleTerms terms = context.Options.Lifecycle.ToTerms();
        OwnerStream<Purchase> purchases = await OwnerStream<Purchase>.OpenAsync(context, Purchase.Schema, findings, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closingPurchases = purchases.ConfigureAwait(false);
        OwnerStream<LifecycleEvent> events = await OwnerStream<LifecycleEvent>.OpenAsync(context, LifecycleEvent.Schema, findings, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closingEvents = events.ConfigureAwait(false);
        OwnerStream<LifecycleState> states = await OwnerStream<LifecycleState>.OpenAsync(context, LifecycleState.Schema, findings, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closingStates = states.ConfigureAwait(false);
        while (OwnerOrder.First(purchases.NextOwner, OwnerOrder.First(events.NextOwner, states.NextOwner)) is { } owner)
        {
            var counted = new List<Purchase>();
            while (await purchases.NextOfAsync(owner).ConfigureAwait(false) is { } purchase)
            {
                if (purchase.IsCounted)
                {
                    counted.Add(purchase);
                }
            }

            LifecycleEvent? last = null;
            while (await events.NextOfAsync(owner).ConfigureAwait(false) is { } happened)
            {
                CheckFollows(last, happened, findings);
                last = happened;
            }

            DateOnly[] days = PurchaseCalendar.DaysOf(counted, context.Currency, context.TimeZone);
            if (await states.NextOfAsync(owner).ConfigureAwait(false) is not { } state)
            {
                if (days.Length > 0 || last is not null)
                {
                    findings.Breach("Y1", $"member {owner}", "he bought and has no stage; RecomputeAsync gives him one");
                }

                continue;
            }

            findings.Check(
                LifecyclePosting.Says(state, LifecycleRules.StageOf(days, state.AsOf, terms)),
                "Y1",
                state,
                $"the stage is not what the purchases give as of {DayText.Of(state.AsOf)}; RecomputeAsync brings them together");
            findings.Check(
                state.Events == (last?.Number ?? 0) && state.Stage == (last?.To ?? LifecycleStage.Prospect),
                "Y2",
                state,
                $"the state says {state.Stage} after {state.Events} events, and the history does not end there");
            members[state.Stage] = members.GetValueOrDefault(state.Stage) + 1;
        }
    }

    /// <summary>Y2: events are numbered without a gap, their days do not descend, and each begins where the one before it ended.</summary>
    private static void CheckFollows(LifecycleEvent? last, LifecycleEvent happened, Findings findings) => findings.Check(
        happened.Number == (last?.Number ?? 0) + 1 && happened.From == (last?.To ?? LifecycleStage.Prospect) && happened.To != happened.From
            && (last is null || happened.On >= last.On),
        "Y2",
        happened,
        $"the event does not follow from the one before it");

    /// <summary>Y3: the tally of a stage is the number of its members.</summary>
    private static async ValueTask TalliesAsync(
        ProgramContext context, Dictionary<LifecycleStage, long> members, Findings findings, CancellationToken cancellationToken)
    {
        await foreach (LifecycleTally tally in context.ReadAllAsync(LifecycleTally.Schema, cancellationToken).ConfigureAwait(false))
        {
            findings.Saw(tally);
            members.Remove(tally.Stage, out long count);
            findings.Check(tally.Members == count, "Y3", tally, $"the tally says {tally.Members}, and {count} members stand in the stage");
        }

        foreach ((LifecycleStage stage, long count) in members)
        {
            findings.Breach("Y3", $"stage {stage}", $"it has {count} members and no tally");
        }
    }
}
