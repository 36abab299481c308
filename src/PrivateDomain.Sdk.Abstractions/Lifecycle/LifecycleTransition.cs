namespace PrivateDomain.Sdk.Lifecycle;

/// <summary>A member changes his stage.</summary>
/// <param name="On">The first day of the new stage.</param>
/// <param name="From">The stage on the day before.</param>
/// <param name="To">The new stage.</param>
/// <param name="Reason">One of <see cref="LifecycleReasons"/>.</param>
/// <param name="Facts">The numbers behind it, on that day.</param>
/// <remarks>An immutable value.</remarks>
public sealed record LifecycleTransition(DateOnly On, LifecycleStage From, LifecycleStage To, string Reason, LifecycleFacts Facts);
