namespace PrivateDomain.Sdk.Lifecycle;

/// <summary>A member's stage on a day.</summary>
/// <param name="AsOf">The day.</param>
/// <param name="Stage">The stage.</param>
/// <param name="Since">The first day of the stage; <see langword="null"/> for a prospect, who never bought.</param>
/// <param name="Reason">Why the stage began: one of <see cref="LifecycleReasons"/>.</param>
/// <param name="Facts">The numbers as of <paramref name="AsOf"/>: days since the last purchase, also on days of a purchase (zero).</param>
/// <param name="NextTransitionOn">
/// The first day after <paramref name="AsOf"/> on which the stage changes if he does not buy; <see langword="null"/> when it then stays for ever.
/// A sweep that visits the members whose day has come misses nobody.
/// </param>
/// <remarks>An immutable value.</remarks>
public sealed record LifecycleStanding(
    DateOnly AsOf, LifecycleStage Stage, DateOnly? Since, string Reason, LifecycleFacts Facts, DateOnly? NextTransitionOn);
