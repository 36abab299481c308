using System.Globalization;

namespace PrivateDomain.Sdk.Tests.ModelBased;

/// <summary>
/// Random scenarios, compared with the naive model call by call. More of them: <c>PD_SCENARIOS=1000</c>; one of them again: <c>PD_SEED=17</c>.
/// </summary>
public sealed class ModelBasedTests
{
    private const int ShrinkAttempts = 400;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public Task Memory_answers_every_call_as_the_model_does(int part) =>
        RunAsync(StoreKind.Memory, verifyEvery: 1, firstSeed: 1_000 + (part * 10_000), scenarios: 35, length: 70);

    [Fact]
    public Task Memory_answers_long_scenarios_as_the_model_does() =>
        RunAsync(StoreKind.Memory, verifyEvery: 20, firstSeed: 100_000, scenarios: 6, length: 500);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public Task Sqlite_answers_every_call_as_the_model_does(int part) =>
        RunAsync(StoreKind.Sqlite, verifyEvery: 15, firstSeed: 200_000 + (part * 10_000), scenarios: 8, length: 90);

    private static async Task RunAsync(StoreKind store, int verifyEvery, int firstSeed, int scenarios, int length)
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        if (Number("PD_SEED") is { } one)
        {
            (firstSeed, scenarios) = (one, 1);
        }

        scenarios = Number("PD_SCENARIOS") ?? scenarios;
        var runner = new ScenarioRunner(store, verifyEvery);
        for (int seed = firstSeed; seed < firstSeed + scenarios; seed++)
        {
            Scenario scenario = new ScenarioGenerator(seed).Make(length);
            if (await runner.RunAsync(scenario, ct) is not { } difference)
            {
                continue;
            }

            (Scenario smallest, string shrunk) = await Shrinker.ShrinkAsync(
                scenario, difference, candidate => new ScenarioRunner(store, 1).RunAsync(candidate, ct), ShrinkAttempts);
            Assert.Fail($"{store}, seed {seed}:{Environment.NewLine}{shrunk}{Environment.NewLine}{smallest}");
        }
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int number) ? number : null;
}
