using FsCheck;
using FsCheck.Fluent;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Tests.ModelBased;
using PrivateDomain.Sdk.Tests.NaiveModel;

namespace PrivateDomain.Sdk.Tests.Properties;

/// <summary>What leaves no trace: replays, altered replays, and refusals.</summary>
public sealed class TraceProperties
{
    private static Gen<int> Seeds { get; } = Gen.Choose(0, int.MaxValue);

    [Fact]
    public void A_replay_answers_as_before_and_changes_nothing() => Laws.HoldAsync(Seeds, 25, async seed =>
    {
        NaiveTerms terms = new ScenarioGenerator(seed).Make(0).Terms[0];
        await using Shop shop = Shop.InMemory(ScenarioRunner.Options(terms));
        var model = new NaiveProgram(terms);
        var commands = new List<NaiveCommand>();
        foreach (Step step in new ScenarioGenerator(seed).Make(60).Steps)
        {
            if (step is Step.Tick tick)
            {
                shop.Time.Now = tick.Now;
            }
            else if (step is Step.Call { Program: Shop.Program } call)
            {
                commands.Add(call.Command);
                model.Apply(call.Command, shop.Time.Now);
                await SdkCalls.ApplyAsync(shop.Domain, call.Command, CancellationToken.None);
            }
        }

        string before = await shop.DumpAsync(CancellationToken.None);
        await shop.RestartAsync();
        foreach (NaiveCommand command in Enumerable.Reverse(commands))
        {
            (NaiveAnswer again, string? message) = await SdkCalls.ApplyAsync(shop.Domain, command, CancellationToken.None);
            NaiveAnswer expected = model.Apply(command, shop.Time.Now);
            Assert.True(expected.Agrees(again, message), $"expected {expected} but was {again}");
        }

        Assert.Equal(before, await shop.DumpAsync(CancellationToken.None));
    });

    [Fact]
    public void A_refused_command_leaves_no_trace_but_its_answer() => Laws.HoldAsync(Seeds, 25, async seed =>
    {
        Scenario scenario = new ScenarioGenerator(seed).Make(0);
        await using Shop shop = Shop.InMemory(ScenarioRunner.Options(scenario.Terms[0]));
        foreach (Step.Call call in Calls(seed))
        {
            // Not even an expiry that was due, nor the terms it was decided under.
            string before = await shop.DumpAsync(CancellationToken.None, type => type != OperationRecord.Schema, call.Program);
            (NaiveAnswer answer, _) = await SdkCalls.ApplyAsync(shop.Domain.ForProgram(call.Program), call.Command, CancellationToken.None);
            if (!answer.IsAccepted)
            {
                Assert.Equal(before, await shop.DumpAsync(CancellationToken.None, type => type != OperationRecord.Schema, call.Program));
            }
        }
    });

    private static IEnumerable<Step.Call> Calls(int seed) => new ScenarioGenerator(seed).Make(60).Steps.OfType<Step.Call>();
}
