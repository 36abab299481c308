namespace OrderReplay.Replaying;

/// <summary>The phases of a replay, in their order.</summary>
internal sealed class ReplayProgress
{
    public PhaseProgress Validate { get; } = new("Check the input");

    public PhaseProgress Members { get; } = new("Bring the members");

    public PhaseProgress Orders { get; } = new("Replay the orders");

    public PhaseProgress Totals { get; } = new("Expire and add up");

    public PhaseProgress Statements { get; } = new("Write the statements");

    public PhaseProgress Verify { get; } = new("Verify the store");

    public IReadOnlyList<PhaseProgress> Phases => [Validate, Members, Orders, Totals, Statements, Verify];
}
