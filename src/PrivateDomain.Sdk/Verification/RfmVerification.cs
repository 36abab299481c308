using System.Runtime.CompilerServices;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Rfm;

namespace PrivateDomain.Sdk.Verification;

/// <summary>Q1 and Q2: scores are where the history ends, and a complete run counts them. Nothing is checked where scores are not kept.</summary>
internal static class RfmVerification
{
    internal static async ValueTask RunAsync(ProgramContext context, Findings findings, CancellationToken cancellationToken)
    {
        if (context.Options.Rfm.IsKept)
        {
            var members = new Dictionary<string, long>(StringComparer.Ordinal);
            await StatesAsync(context, members, findings, cancellationToken).ConfigureAwait(false);
            await TotalsAsync(context, members, findings, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Q1: of each member, entries are numbered without a gap, their days ascend, and his scores are those of the last.</summary>
    private static async ValueTask StatesAsync(
        ProgramContext context, Dictionary<string, long> members, Findings findings, CancellationToken cancellationToken)
    {
        OwnerStream<RfmState> states = await OwnerStream<RfmState>.OpenAsync(context, RfmState.Schema, findings, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closingStates = states.ConfigureAwait(false);
        OwnerStream<RfmEntry> entries = await OwnerStream<RfmEntry>.OpenAsync(context, RfmEntry.Schema, findings, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closingEntries = entries.ConfigureAwait(false);
        while (OwnerOrder.First(states.NextOwner, entries.NextOwner) is { } owner)
        {
            RfmEntry? last = null;
            while (await entries.NextOfAsync(owner).ConfigureAwait(false) is { } entry)
            {
                findings.Check(
                    entry.Number == (last?.Number ?? 0) + 1 && (last is null || entry.AsOf >= last.AsOf), "Q1", entry, $"the entry does not follow from the one before it");
                last = entry;
            }

            if (await states.NextOfAsync(owner).ConfigureAwait(false) is not { } state)
            {
                findings.Breach("Q1", $"member {owner}", "he has a history of scores and no scores");
                continue;
            }

            findings.Check(
                last is not null && state.Entries == last.Number && state.Segment == last.Segment && state.Since == last.AsOf
                    && (state.Recency, state.Frequency, state.Monetary) == (last.Recency, last.Frequency, last.Monetary),
                "Q1",
                state,
                $"the scores are not those of the last entry");
            if (state.Segment is { } segment)
            {
                members[segment] = members.GetValueOrDefault(segment) + 1;
            }
        }
    }

    /// <summary>Q2: the latest run, if it is complete, says how many members each named segment has.</summary>
    private static async ValueTask TotalsAsync(
        ProgramContext context, Dictionary<string, long> members, Findings findings, CancellationToken cancellationToken)
    {
        RfmRun? latest = null;
        await foreach (RfmRun run in context.ReadAllAsync(RfmRun.Schema, cancellationToken).ConfigureAwait(false))
        {
            findings.Saw(run);
            latest = run;
        }

        if (latest is null)
        {
            if (members.Count > 0)
            {
                findings.Breach("Q2", $"program {context.Program.Value}", "members are scored, and there is no run");
            }

            return;
        }

        bool agrees = latest.Totals.Count == members.Count && latest.Totals.All(total => members.GetValueOrDefault(total.Segment) == total.Members)
            && latest.Members == latest.Totals.Sum(static total => total.Members);
        findings.Check(!latest.IsComplete || agrees, "Q2", latest, $"the run's totals are not what the members' scores add up to");
    }
}
