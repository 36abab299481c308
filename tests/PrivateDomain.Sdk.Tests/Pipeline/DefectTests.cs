using System.Text.Json.Serialization.Metadata;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Storage.InMemory;

namespace PrivateDomain.Sdk.Tests.Pipeline;

/// <summary>A rule that throws hurts its own caller only, whenever it is asked.</summary>
public sealed class DefectTests
{
    [Theory]
    [InlineData(nameof(Step.Reading))]
    [InlineData(nameof(Step.Deciding))]
    public async Task The_rest_of_the_batch_is_decided(string step)
    {
        PendingOperation<Step, string>[] batch = await DecideAsync(Step.None, Enum.Parse<Step>(step), Step.None);

        Assert.Equal("done", (await batch[0].Task).Value);
        Assert.Equal(step, (await Assert.ThrowsAsync<InvalidOperationException>(() => batch[1].Task)).Message);
        Assert.Equal("done", (await batch[2].Task).Value);
    }

    [Fact]
    public async Task A_sum_that_overflows_while_reading_is_left_to_the_decision()
    {
        PendingOperation<Step, string>[] batch = await DecideAsync(Step.Adding);

        Assert.Equal("done", (await Assert.Single(batch).Task).Value);
    }

    private static async Task<PendingOperation<Step, string>[]> DecideAsync(params Step[] commands)
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        var store = new InMemoryRecordStore();
        await store.InitializeAsync(SdkRecords.Model, ct);
        using var telemetry = new PipelineTelemetry(store, TimeProvider.System);
        PendingOperation<Step, string>[] batch =
            [.. commands.Select(command => PendingOperation<Step, string>.Of(new Rule(), Shop.Program, command, TimeProvider.System, telemetry))];
        var view = new Workspace();
        view.Begin(preceding: null);
        await Deciding.DecideAsync(store, view, batch, ct);
        foreach (PendingOperation<Step, string> operation in batch)
        {
            operation.Complete();
        }

        return batch;
    }

    private enum Step
    {
        None,
        Reading,
        Adding,
        Deciding,
    }

    /// <summary>Throws where its command says.</summary>
    private sealed class Rule : Operation<Step, string>
    {
        internal override string Kind => "test";

        internal override JsonTypeInfo<string>? AnswerContract => null;

        internal override bool IsKept => false;

        internal override string KeyOf(Step command) => command.ToString();

        internal override string OwnerOf(Step command) => "owner";

        internal override DateTimeOffset? TimeOf(Step command) => null;

        internal override void Describe(Step command, FingerprintBuilder fingerprint) => fingerprint.Add("step", command.ToString());

        internal override void Read(in DecisionContext context, Step command)
        {
            Throw(command, Step.Reading);
            if (command == Step.Adding)
            {
                throw new OverflowException();
            }
        }

        internal override Decision<string> Decide(in DecisionContext context, Step command)
        {
            Throw(command, Step.Deciding);
            return Decision<string>.Accept("done", new Changes());
        }

        private static void Throw(Step command, Step step)
        {
            if (command == step)
            {
                throw new InvalidOperationException(step.ToString());
            }
        }
    }
}
