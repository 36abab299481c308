using PrivateDomain.Sdk.Segments;

namespace PrivateDomain.Sdk.Tests.Segments;

/// <summary>Facts written down by a test; every other field has no value.</summary>
internal sealed class Facts : Dictionary<string, Fact>, IMemberFacts
{
    internal static readonly BusinessDay Day = new(new DateOnly(2026, 3, 15), TimeZoneInfo.Utc);

    public Fact Find(MemberField field) => this.GetValueOrDefault(field.Name);

    public DateOnly? NextChangeOn(MemberField field) => null;

    internal static DateTimeOffset At(DateOnly day, int hour = 12) => new(day.ToDateTime(new TimeOnly(hour, 0)), TimeSpan.Zero);

    internal static DateTimeOffset DaysAgo(int days) => At(Day.Today.AddDays(-days));

    internal bool Satisfy(SegmentRule rule) => SegmentRules.Holds(rule, this, Day);
}
