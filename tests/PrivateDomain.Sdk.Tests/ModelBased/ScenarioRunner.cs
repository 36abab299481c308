using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Referrals;
using PrivateDomain.Sdk.Tests.NaiveModel;

namespace PrivateDomain.Sdk.Tests.ModelBased;

/// <summary>Runs a scenario against a store and against the model, and compares every answer and all that can be read.</summary>
internal sealed class ScenarioRunner(StoreKind store, int verifyEvery)
{
    /// <summary>Runs until the first difference; null when there is none.</summary>
    internal async Task<string?> RunAsync(Scenario scenario, CancellationToken ct)
    {
        await using Shop shop = Shop.On(store, Options(scenario.Terms[0]));
        Dictionary<string, NaiveProgram> models = Scenario.Programs.ToDictionary(program => program, _ => new NaiveProgram(scenario.Terms[0]));
        shop.Time.Now = ManualTime.Start;
        for (int i = 0; i < scenario.Steps.Count; i++)
        {
            string? difference;
            try
            {
                difference = await StepAsync(shop, models, scenario, scenario.Steps[i], ct)
                    ?? (((i + 1) % verifyEvery) == 0 || i == scenario.Steps.Count - 1 ? await CompareAsync(shop, models, ct) : null);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                difference = e.ToString();
            }

            if (difference is not null)
            {
                return $"step {i}: {Scenario.Describe(scenario.Steps[i])}{Environment.NewLine}{difference}";
            }
        }

        return null;
    }

    private static async Task<string?> StepAsync(Shop shop, Dictionary<string, NaiveProgram> models, Scenario scenario, Step step, CancellationToken ct)
    {
        switch (step)
        {
            case Step.Call(string program, NaiveCommand command):
                if (command.StatedTime is { Year: < 9000 } stated && !models[program].Remembers(command))
                {
                    // A new decision never lies before the clock, also when shrinking left out what came first.
                    if (stated < shop.Time.Now)
                    {
                        return null;
                    }

                    shop.Time.Now = stated;
                }

                NaiveAnswer expected = models[program].Apply(command, shop.Time.Now);
                (NaiveAnswer actual, string? message) = await SdkCalls.ApplyAsync(shop.Domain.ForProgram(program), command, ct);
                return expected.Agrees(actual, message) ? null : $"expected {expected}{Environment.NewLine}but was {actual}{Environment.NewLine}saying '{message}'";
            case Step.Sweep(string program):
                string swept = models[program].Sweep(shop.Time.Now);
                var sweep = await shop.Domain.ForProgram(program).Points.ExpireAsync(null, null, ct);
                return Comparison.Difference("sweep", swept, $"sweep members {sweep.Members} lots {sweep.Lots} points {sweep.Points}");
            case Step.Tick(DateTime now):
                shop.Time.Now = now > shop.Time.Now ? now : shop.Time.Now;
                return null;
            case Step.Restart(int terms):
                await shop.RestartAsync(Options(scenario.Terms[terms]));
                foreach (NaiveProgram model in models.Values)
                {
                    model.Terms = scenario.Terms[terms];
                }

                return null;
            default:
                throw new ArgumentOutOfRangeException(nameof(step));
        }
    }

    private static async Task<string?> CompareAsync(Shop shop, Dictionary<string, NaiveProgram> models, CancellationToken ct)
    {
        foreach ((string program, NaiveProgram model) in models)
        {
            if (await Comparison.DifferenceAsync(shop.Domain.ForProgram(program), model, shop.Time.Now, ct) is { } difference)
            {
                return $"in program {program}: {difference}";
            }

            // Refusals for invalid content leave nothing, not even an answer; the sweep's own answers are its own affair.
            int remembered = (await StoreDump.ReadAsync(shop.Store, OperationRecord.Schema, program, ct)).Count(record => record.Id != "points.expire");
            if (remembered != model.Operations)
            {
                return $"in program {program}: {model.Operations} answers should be remembered and {remembered} are";
            }
        }

        return null;
    }

    internal static Action<PrivateDomainBuilder> Options(NaiveTerms terms) => pd => pd
        .Currency(terms.Currency)
        .Members(o => o.ExternalIdKey = Shop.ExternalIdKey)
        .Referrals(o =>
        {
            o.Rebinding = terms.Rebinds ? RebindingPolicy.Always : RebindingPolicy.Never;
            o.MaxChain = terms.MaxChain;
        })
        .Points(o =>
        {
            o.EarnPerUnit = terms.EarnPerUnit;
            o.ExpiresAfter = terms.ExpiresAfter;
            o.PendingFor = terms.PendingFor;
            o.MaxPerOperation = (long)terms.MaxPoints;
        })
        .Commissions(o =>
        {
            o.Rates = [.. terms.Rates];
            o.MaxAmount = (long)terms.MaxCommission;
            o.SecondLevelAcknowledgment = terms.Rates.Count > 1 ? new("legal@example.test", "two levels, tested") : null;
        })
        .Orders(o => o.MaxAmount = (long)terms.MaxOrder)
        .Metrics();
}
