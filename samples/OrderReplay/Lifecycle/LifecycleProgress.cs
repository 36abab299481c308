using OrderReplay.Replaying;

namespace OrderReplay.Lifecycle;

/// <summary>The phases of the verb, in their order.</summary>
internal sealed class LifecycleProgress
{
    public PhaseProgress Validate { get; } = new("Check the input");

    public PhaseProgress CatchUp { get; } = new("Count earlier orders");

    public PhaseProgress Orders { get; } = new("Replay the orders");

    public PhaseProgress Read { get; } = new("Read the purchases");

    public PhaseProgress Fit { get; } = new("Fit the models");

    public PhaseProgress Write { get; } = new("Write the results");

    public IReadOnlyList<PhaseProgress> Phases => [Validate, CatchUp, Orders, Read, Fit, Write];
}
