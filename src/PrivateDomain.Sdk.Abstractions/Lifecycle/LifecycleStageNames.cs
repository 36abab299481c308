namespace PrivateDomain.Sdk.Lifecycle;

/// <summary>The names of the stages in records and in rules of segments: <c>at_risk</c>.</summary>
internal static class LifecycleStageNames
{
    private static readonly string[] s_names = ["prospect", "new", "active", "loyal", "at_risk", "silent", "lost", "won_back"];

    /// <summary>All stages.</summary>
    internal static IReadOnlyList<LifecycleStage> Stages { get; } = Enum.GetValues<LifecycleStage>();

    internal static string Of(LifecycleStage stage) => Enum.IsDefined(stage)
        ? s_names[(int)stage]
        : throw new ArgumentOutOfRangeException(nameof(stage), stage, "There is no such stage.");

    internal static LifecycleStage Parse(string name) => (LifecycleStage)Array.IndexOf(s_names, name);
}
