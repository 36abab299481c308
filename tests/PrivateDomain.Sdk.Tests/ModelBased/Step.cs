using PrivateDomain.Sdk.Tests.NaiveModel;

namespace PrivateDomain.Sdk.Tests.ModelBased;

/// <summary>One step of a scenario.</summary>
internal abstract record Step
{
    /// <summary>A call in a program.</summary>
    internal sealed record Call(string Program, NaiveCommand Command) : Step;

    /// <summary>Books what has expired in a program by now.</summary>
    internal sealed record Sweep(string Program) : Step;

    /// <summary>The clock moves to a moment.</summary>
    internal sealed record Tick(DateTime Now) : Step;

    /// <summary>The host stops and another starts on the same store, with the terms of that number.</summary>
    internal sealed record Restart(int Terms) : Step;
}
