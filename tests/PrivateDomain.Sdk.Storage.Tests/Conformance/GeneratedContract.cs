using Xunit;

namespace PrivateDomain.Sdk.Storage.Conformance;

/// <summary>Laws 1, 2, 5, 6, 7 and 8 at once: generated sequences end as a naive model says. A failure prints its seed and step.</summary>
/// <param name="harness">The store's harness.</param>
[Law(1, "Atomic")]
[Law(2, "Conflict is a value")]
[Law(5, "Read your writes")]
[Law(6, "Program isolation")]
[Law(7, "Exact")]
[Law(8, "Pages")]
public abstract class GeneratedContract(IStoreHarness harness) : RecordStoreContract(harness)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task A_generated_sequence_ends_as_the_model_says(int seed)
    {
        var sequence = new GeneratedSequence(Store, Program, seed);

        await sequence.RunAsync(200, Cancellation);

        Assert.True(sequence.Committed > 50 && sequence.Conflicted > 20, "A sequence in which hardly anything happens proves nothing.");
    }
}
