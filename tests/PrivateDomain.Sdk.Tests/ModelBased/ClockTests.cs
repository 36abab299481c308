using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Tests.NaiveModel;

namespace PrivateDomain.Sdk.Tests.ModelBased;

/// <summary>A clock that jumps, also backwards, breaks no invariant.</summary>
public sealed class ClockTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Times_in_any_order_leave_ledgers_sound_and_replays_alike(int seed)
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        var random = new Random(seed);
        Scenario scenario = new ScenarioGenerator(seed).Make(250);
        await using Shop shop = Shop.InMemory(ScenarioRunner.Options(scenario.Terms[0]));
        var answers = new Dictionary<string, NaiveAnswer>(StringComparer.Ordinal);
        foreach (Step.Call call in scenario.Steps.OfType<Step.Call>().Where(call => call.Program == Shop.Program))
        {
            shop.Time.Now = ManualTime.Start.AddDays(random.Next(-400, 400)).AddTicks(random.Next());
            DateTime at = ManualTime.Start.AddDays(random.Next(-400, 400)).AddTicks(random.Next());
            NaiveCommand command = call.Command switch
            {
                NaiveGrant c => c with { At = at, AvailableAt = null, ExpiresAt = random.Next(2) == 0 ? null : at.AddDays(random.Next(1, 300)) },
                NaiveSpend c => c with { At = at },
                NaiveReverse c => c with { At = at },
                NaivePaid c => c with { PaidAt = at },
                NaiveRefund c => c with { RefundedAt = at },
                var other => other,
            };
            (NaiveAnswer answer, _) = await SdkCalls.ApplyAsync(shop.Domain, command, ct);
            (NaiveAnswer again, _) = await SdkCalls.ApplyAsync(shop.Domain, command, ct);
            Assert.Equal((answer.Code, answer.Text), (again.Code, again.Text));
            answers[NaiveProgram.NameOf(command)] = answer;
            if (random.Next(20) == 0)
            {
                await shop.Domain.Points.ExpireAsync(SdkCalls.Utc(at), null, ct);
            }

            await shop.VerifyAsync(ct);
        }

        Assert.True(answers.Values.Count(answer => answer.IsAccepted) > 50);
        PointTotals t = await shop.Domain.Points.GetTotalsAsync(ct);
        Assert.Equal(t.Granted, t.Live + t.Redeemed + t.Expired + t.Reversed + t.DebtRepaid);
        Assert.Equal(t.DebtIncurred, t.DebtRepaid + t.Debt);
    }

    [Fact]
    public async Task Points_are_not_spent_before_they_are_available_also_when_the_clock_runs_backwards()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using Shop shop = Shop.InMemory();
        DateTimeOffset later = SdkCalls.Utc(ManualTime.Start.AddHours(1));
        await shop.Domain.Members.RegisterAsync(new("m"), ct);
        Outcome<GrantReceipt> granted = await shop.Domain.Points.GrantAsync(new("g", "m", 5) { OccurredAt = later }, ct);
        Assert.Equal(later, granted.Value.AvailableAt);

        Outcome<SpendReceipt> spent = await shop.Domain.Points.SpendAsync(new("s", "m", 5) { OccurredAt = later.AddTicks(-1) }, ct);

        Assert.Equal(PointRefusals.Insufficient, spent.Refusal?.Code);
    }

    [Fact]
    public async Task Points_with_one_expiry_are_spent_in_the_order_of_the_times_they_were_granted_at()
    {
        // L8: by expiry, then by time of grant, then by number.
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using Shop shop = Shop.InMemory();
        DateTimeOffset now = SdkCalls.Utc(ManualTime.Start);
        await shop.Domain.Members.RegisterAsync(new("m"), ct);
        foreach ((string key, int hours) in new[] { ("g1", 2), ("g2", 1), ("g3", 1) })
        {
            await shop.Domain.Points.GrantAsync(new(key, "m", 5) { OccurredAt = now.AddHours(hours), ExpiresAt = now.AddDays(9) }, ct);
        }

        await shop.Domain.Points.SpendAsync(new("s", "m", 15) { OccurredAt = now.AddHours(3) }, ct);

        Assert.Equal([1, 3, 2], (await shop.Domain.Points.GetStatementAsync("m", new PageRequest(null, 3), ct)).Items.Select(entry => entry.Lot));
    }
}
