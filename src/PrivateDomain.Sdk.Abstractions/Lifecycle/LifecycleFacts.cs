namespace PrivateDomain.Sdk.Lifecycle;

/// <summary>The numbers behind a stage, for a sentence that a person understands.</summary>
/// <param name="Purchases">The days on which he bought, up to then.</param>
/// <param name="DaysSince">
/// Days since he last bought before that day: for a stage that a purchase brought, the gap that it closed; zero for a first purchase.
/// </param>
/// <param name="RhythmDays">The days that were to be expected between two purchases of his when he last bought; zero for who never bought.</param>
/// <remarks>An immutable value.</remarks>
public readonly record struct LifecycleFacts(int Purchases, int DaysSince, int RhythmDays);
