namespace PrivateDomain.Sdk.Segments;

/// <summary>A field that holds a moment.</summary>
/// <remarks>
/// Immutable and thread-safe. Moments compare exactly, to 100 ns. Numbers of days are the program's business days: "within the last 7 days" is today
/// and the six days before it, and "older than 7 days" is what comes before those, so that one of the two holds for every moment up to now.
/// </remarks>
public sealed class InstantField : MemberField
{
    internal InstantField(string name)
        : base(name)
    {
    }

    /// <inheritdoc/>
    public override FieldKind Kind => FieldKind.Instant;

    /// <summary>Holds before a moment.</summary>
    /// <param name="value">The first moment that is too late, from the year 1900 to 9000.</param>
    /// <returns>The condition.</returns>
    /// <exception cref="ArgumentException">The moment is out of range.</exception>
    public SegmentRule Before(DateTimeOffset value) => Condition(RuleOperator.Below, RuleValue.Of(value));

    /// <summary>Holds from a moment on, itself included.</summary>
    /// <param name="value">The first moment that holds, from the year 1900 to 9000.</param>
    /// <returns>The condition.</returns>
    /// <exception cref="ArgumentException">The moment is out of range.</exception>
    public SegmentRule Since(DateTimeOffset value) => Condition(RuleOperator.AtLeast, RuleValue.Of(value));

    /// <summary>Holds from one moment to another, both included.</summary>
    /// <param name="from">The first moment that holds.</param>
    /// <param name="through">The last moment that holds.</param>
    /// <returns>The condition.</returns>
    /// <exception cref="ArgumentException">A moment is out of range, or the range is empty.</exception>
    public SegmentRule Between(DateTimeOffset from, DateTimeOffset through) => Condition(RuleOperator.Between, RuleValue.Of(from), RuleValue.Of(through));

    /// <summary>Holds for moments of the last days: today and those before it. Moments to come do not count.</summary>
    /// <param name="days">How many days with today, from 1 to <see cref="SegmentRule.MaxDays"/>.</param>
    /// <returns>The condition; whether it holds changes with the day.</returns>
    /// <exception cref="ArgumentException">The number of days is out of range.</exception>
    public SegmentRule WithinDays(int days) => Condition(RuleOperator.WithinDays, RuleValue.Of((long)days));

    /// <summary>Holds for moments before the last days.</summary>
    /// <param name="days">How many days with today, from 1 to <see cref="SegmentRule.MaxDays"/>.</param>
    /// <returns>The condition; whether it holds changes with the day.</returns>
    /// <exception cref="ArgumentException">The number of days is out of range.</exception>
    public SegmentRule OlderThanDays(int days) => Condition(RuleOperator.OlderThanDays, RuleValue.Of((long)days));
}
