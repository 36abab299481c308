using PrivateDomain.Sdk.Tests.NaiveModel;

namespace PrivateDomain.Sdk.Tests.ModelBased;

/// <summary>A generator that never gets somewhere proves nothing: what the scenarios reach is counted, with the model alone.</summary>
public sealed class ReachTests
{
    private static readonly string[] s_codes =
    [
        "commission.already_accrued", "commission.amount_out_of_range", "commission.clawback_exceeds_base", "commission.sale_not_found",
        "member.external_id_not_linked", "member.external_id_taken", "member.not_found", "operation.invalid_text", "operation.key_reused", "order.amount_out_of_range",
        "order.currency_mismatch", "order.invalid_line", "order.not_found", "order.parts_do_not_add_up", "points.amount_out_of_range",
        "points.expiry_out_of_range", "points.insufficient", "points.lot_not_found", "points.reversal_exceeds_grant", "referral.already_bound",
        "referral.chain_too_long", "referral.cycle", "referral.self", "refund.amount_out_of_range", "refund.currency_mismatch", "refund.exceeds_paid",
        "refund.line_not_found", "refund.unclear",
    ];

    [Fact]
    public void The_scenarios_reach_every_refusal_every_kind_of_entry_and_every_kind_of_replay()
    {
        var reached = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int seed = 0; seed < 180; seed++)
        {
            Count(new ScenarioGenerator(seed).Make(150), reached);
        }

        string[] wanted =
        [
            .. s_codes,
            "Grant", "Repay", "Spend", "Expire", "Reverse", "Debt", "Accrual", "Clawback", "second level",
            "replayed acceptance", "replayed refusal", "settled", "pending spend refused", "debt repaid in part", "refund by lines", "restart", "sweep",
        ];
        string[] missed = [.. wanted.Where(what => reached.GetValueOrDefault(what) < 20).Select(what => $"{what}: {reached.GetValueOrDefault(what)}")];
        Assert.True(missed.Length == 0, string.Join(Environment.NewLine, missed));
    }

    private static void Count(Scenario scenario, Dictionary<string, int> reached)
    {
        void Reach(string what, int times = 1) => reached[what] = reached.GetValueOrDefault(what) + times;
        Dictionary<string, NaiveProgram> models = Scenario.Programs.ToDictionary(program => program, _ => new NaiveProgram(scenario.Terms[0]));
        DateTime now = ManualTime.Start;
        foreach (Step step in scenario.Steps)
        {
            switch (step)
            {
                case Step.Call(string program, NaiveCommand command):
                    NaiveAnswer answer = models[program].Apply(command, now);
                    Reach(answer.IsReplayed ? answer.IsAccepted ? "replayed acceptance" : "replayed refusal" : answer.Code ?? "accepted");
                    if (answer is { Code: "points.insufficient" } && command is NaiveSpend spend && models[program].Members[spend.Member].Balance >= spend.Points)
                    {
                        Reach("pending spend refused");
                    }

                    if (command is NaiveRefund { Lines.Count: > 0 } && answer is { IsAccepted: true, IsReplayed: false })
                    {
                        Reach("refund by lines");
                    }

                    break;
                case Step.Tick(DateTime to):
                    now = to;
                    break;
                case Step.Sweep(string program):
                    models[program].Sweep(now);
                    Reach("sweep");
                    break;
                case Step.Restart(int terms):
                    Reach("restart");
                    foreach (NaiveProgram model in models.Values)
                    {
                        model.Terms = scenario.Terms[terms];
                    }

                    break;
            }
        }

        foreach (NaiveMember member in models.Values.SelectMany(model => model.Members.Values))
        {
            foreach (NaivePointEntry entry in member.Points)
            {
                Reach(entry.Kind);
            }

            foreach (NaiveCommissionEntry entry in member.Commissions)
            {
                Reach(entry.Kind);
                Reach("second level", entry.Level == 2 ? 1 : 0);
            }

            Reach("settled", member.Lots.Count(lot => lot.Settled > 0));
            Reach("debt repaid in part", member.Points.Count(entry => entry is { Kind: "Repay" } && entry.DebtAfter > 0));
        }
    }
}
