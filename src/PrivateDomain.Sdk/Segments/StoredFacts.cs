using PrivateDomain.Sdk.Consents;
using PrivateDomain.Sdk.Coupons;
using PrivateDomain.Sdk.Forecasts;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Levels;
using PrivateDomain.Sdk.Lifecycle;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Rfm;
using PrivateDomain.Sdk.Tags;

namespace PrivateDomain.Sdk.Segments;

/// <summary>A member's facts, from the records: each is read when it is asked for, and once.</summary>
internal sealed class StoredFacts(
    Overlay records, string program, MemberId memberId, Currency currency, BusinessDay day, LifecycleTerms terms, LevelTerms? levels) : IMemberFacts
{
    // Many rules ask for the same: a host's fields are few, its rules are many.
    private readonly Dictionary<string, Fact> _facts = new(StringComparer.Ordinal);
    private MemberTotals? _totals;
    private LifecycleStanding? _stage;
    private LevelStanding? _level;
    private GrowthGain[]? _gains;
    private List<Purchase>? _purchases;
    private List<MemberTag>? _tags;
    private Predicate<MemberTag>? _overlooked;

    private MemberTotals? Totals => _totals ??= records.Find<MemberTotals>(MemberTotals.KeyOf(program, memberId, currency));

    private PointAccount? Account => records.Find<PointAccount>(PointAccount.KeyOf(program, memberId));

    private CouponLedger? CouponLedger => records.Find<CouponLedger>(CouponLedger.KeyOf(program, memberId));

    /// <summary>His scores; none where no order of his counts any more.</summary>
    private RfmState? Scores => records.Find<RfmState>(RfmState.KeyOf(program, memberId)) is { Segment: not null } scored ? scored : null;

    private MemberForecast? Forecast => records.Find<MemberForecast>(MemberForecast.KeyOf(program, memberId));

    private Member? Member => records.Find<Member>(Member.KeyOf(program, memberId));

    /// <summary>The purchases that count, in the order of payment.</summary>
    private List<Purchase> Purchases =>
        _purchases ??= [.. records.Range<Purchase>(Purchase.Counted, memberId.Value, program).Where(purchase => purchase.Currency == currency)];

    private LifecycleStanding Stage
    {
        get
        {
            if (_stage is null)
            {
                _stage = LifecycleRules.StageOf(PurchaseCalendar.DaysOf(Purchases, currency, day.TimeZone), day.Today, terms);
            }

            return _stage;
        }
    }

    private GrowthGain[] Gains => _gains ??= levels is null ? [] : GrowthCalendar.GainsOf(Purchases, levels, day.TimeZone);

    /// <summary>His level; none where the host keeps levels no more, though a rule of former times asks for them.</summary>
    private LevelStanding? Level => _level ??= levels is null ? null : LevelRules.LevelOf(Gains, day.Today, levels);

    /// <summary>Whether a field is kept, with what the host has switched on and declared.</summary>
    internal static bool IsKept(string field, PrivateDomainOptions options)
    {
        if (MemberFields.AttributeOf(field) is { } attribute)
        {
            return AttributeRules.Find(options.Members.Attributes, attribute.Name)?.Kind == attribute.Kind;
        }

        if (field.StartsWith(MemberFields.ConsentPrefix, StringComparison.Ordinal))
        {
            return options.Consents.Purposes.Contains(field[MemberFields.ConsentPrefix.Length..]);
        }

        return field[..(field.IndexOf('.', StringComparison.Ordinal) + 1)] switch
        {
            "metric." or "lifecycle." => options.Metrics.AreKept,
            MemberFields.LevelPrefix => options.Levels.IsKept,
            "forecast." => options.Forecasts.IsKept,
            "rfm." => options.Rfm.IsKept,
            _ => true,
        };
    }

    /// <summary>Leaves tags out of account from here on, or none; tags that changed meanwhile are seen as they are now.</summary>
    internal void Overlook(Predicate<MemberTag>? overlooked)
    {
        _overlooked = overlooked;
        _tags = null;
    }

    public Fact Find(MemberField field)
    {
        if (field.Name.StartsWith(MemberFields.TagPrefix, StringComparison.Ordinal))
        {
            return Fact.Of(Tags(field.Name[MemberFields.TagPrefix.Length..]));
        }

        if (!_facts.TryGetValue(field.Name, out Fact fact))
        {
            fact = Read(field);
            _facts.Add(field.Name, fact);
        }

        return fact;
    }

    public DateOnly? NextChangeOn(MemberField field)
    {
        if (field.Name == "lifecycle.stage")
        {
            return Stage.NextTransitionOn;
        }

        if (field.Name.StartsWith(MemberFields.LevelPrefix, StringComparison.Ordinal))
        {
            return NextChangeOfLevel(field.Name == "level.growth");
        }

        return MemberFields.WindowOf(field) is { } window ? NextChangeOfWindow(window.Days) : null;
    }

    private static long? Share(decimal? rate) => rate is { } share ? (long)(share * Billionths.One) : null;

    private Fact Read(MemberField field)
    {
        if (MemberFields.WindowOf(field) is { } window)
        {
            return Fact.Of(InWindow(window.IsSpend, window.Days));
        }

        if (field.Name.StartsWith(MemberFields.ConsentPrefix, StringComparison.Ordinal))
        {
            return Fact.Of(records.Find<Consent>(Consent.KeyOf(program, memberId, field.Name[MemberFields.ConsentPrefix.Length..], null)) is not null);
        }

        if (MemberFields.AttributeOf(field.Name) is { } attribute)
        {
            return Attribute(attribute.Kind, attribute.Name);
        }

        return field.Name switch
        {
            "member.registered_at" => Fact.Of(Member?.RegisteredAt),
            "metric.orders" => Fact.Of(Totals?.Orders ?? 0),
            "metric.spend" => Fact.Of(Totals?.Spend ?? 0),
            "metric.average_order" => Fact.Of(Totals is { } totals ? MetricRules.Average(totals.Spend, totals.Orders, currency)?.MinorUnits : null),
            "metric.first_order_at" => Fact.Of(Totals?.FirstOrderAt),
            "metric.last_order_at" => Fact.Of(Totals?.LastOrderAt),
            "metric.refund_rate" => Fact.Of(Totals is { } totals ? Share(MetricRules.RefundRate(totals.Spend, totals.Refunded)) : null),
            "metric.categories" => Fact.Of(Categories()),
            "metric.referrals" => Fact.Of(Brought(id => records.Find<ReferralTally>(ReferralTally.KeyOf(program, id))?.Members)),
            "metric.referred_orders" => Fact.Of(Brought(id => records.Find<ReferrerTotals>(ReferrerTotals.KeyOf(program, id, currency))?.Orders)),
            "metric.referred_spend" => Fact.Of(Brought(id => records.Find<ReferrerTotals>(ReferrerTotals.KeyOf(program, id, currency))?.Spend)),
            "points.balance" => Fact.Of(Account?.Balance ?? 0),
            "points.debt" => Fact.Of(Account?.Debt ?? 0),
            "coupons.live" => Fact.Of(CouponLedger?.Live ?? 0),
            "coupons.redeemed" => Fact.Of(Brought(id => records.Find<CouponLedger>(CouponLedger.KeyOf(program, id))?.Redeemed)),
            "coupons.templates" => Fact.Of(CouponTemplates()),
            "forecast.p_alive" => Fact.Of(Forecast?.AliveBillionths),
            "forecast.expected_purchases" => Fact.Of(Forecast?.ExpectedPurchasesBillionths),
            "forecast.expected_value" => Fact.Of(Forecast?.ExpectedValue),
            "rfm.recency" => Fact.Of(Scores?.Recency),
            "rfm.frequency" => Fact.Of(Scores?.Frequency),
            "rfm.monetary" => Fact.Of(Scores?.Monetary),
            "rfm.segment" => Fact.Of(Scores?.Segment),
            "level.rank" => Fact.Of(Level?.Level.Rank),
            "level.name" => Fact.Of(Level?.Level.Name),
            "level.growth" => Fact.Of(Level?.Growth),
            "lifecycle.stage" => Fact.Of(LifecycleStageNames.Of(Stage.Stage)),
            _ => throw new InvalidOperationException($"The field '{field.Name}' is not known here."),
        };
    }

    /// <summary>What a person's referrals brought stays under the id that brought them: ids that were merged into his are added up.</summary>
    private long Brought(Func<MemberId, long?> under)
    {
        long sum = under(memberId) ?? 0;
        foreach (MemberId absorbed in Member?.Absorbed ?? [])
        {
            sum = checked(sum + (under(absorbed) ?? 0));
        }

        return sum;
    }

    private string[] CouponTemplates() =>
    [
        .. records.Range<Coupon>(Coupon.Live, memberId.Value, program, (int)(CouponLedger?.Live ?? 0))
            .Select(static coupon => coupon.Template)
            .Distinct(StringComparer.Ordinal),
    ];

    private string[] Categories() =>
    [
        .. records.Range<CategoryTotals>(CategoryTotals.Schema.Primary, memberId.Value, program)
            .Where(category => category.Currency == currency && category.Orders > 0)
            .Select(category => category.Category),
    ];

    private string[] Tags(string group)
    {
        _tags ??= records.Range<MemberTag>(MemberTag.Schema.Primary, memberId.Value, program).FindAll(tag => _overlooked?.Invoke(tag) != true);
        return [.. _tags.Where(tag => tag.Group == group).Select(static tag => tag.Value)];
    }

    /// <summary>What is stored under another kind, from another declaration, is no value for a rule.</summary>
    private Fact Attribute(AttributeKind kind, string name)
    {
        MemberAttribute? stored = records.Find<MemberAttribute>(MemberAttribute.KeyOf(program, memberId, name));
        if (stored?.Kind != kind)
        {
            return Fact.None;
        }

        return kind switch
        {
            AttributeKind.Text => Fact.Of(stored.Text),
            AttributeKind.Number => Fact.Of(stored.Number),
            AttributeKind.Boolean => Fact.Of(stored.Boolean),
            AttributeKind.Instant => Fact.Of(stored.Instant),
            _ => Fact.Of(stored.Texts),
        };
    }

    private long InWindow(bool isSpend, int days)
    {
        long sum = 0;
        foreach (Purchase purchase in Purchases)
        {
            int age = day.Today.DayNumber - day.DayOf(purchase.PaidAt).DayNumber;
            if (age >= 0 && age < days)
            {
                sum = checked(sum + (isSpend ? MetricRules.Spend(purchase) : 1));
            }
        }

        return sum;
    }

    /// <summary>The day on which growth leaves the window or the level is not kept any more, unless a purchase that is dated later than today comes in before.</summary>
    private DateOnly? NextChangeOfLevel(bool isGrowth)
    {
        DateOnly? change = isGrowth ? Level?.NextChangeOn : Level?.KeptThrough?.AddDays(1);
        return GrowthCalendar.NextAfter(Gains, day.Today) is { } bought && !(change < bought) ? bought : change;
    }

    /// <summary>The oldest purchase inside leaves first, unless one that is dated later than today comes in before.</summary>
    private DateOnly? NextChangeOfWindow(int days)
    {
        DateOnly? next = null;
        foreach (Purchase purchase in Purchases)
        {
            int bought = day.DayOf(purchase.PaidAt).DayNumber;
            int change = bought > day.Today.DayNumber ? bought : bought + days;
            if (change > day.Today.DayNumber && change <= DateOnly.MaxValue.DayNumber && (next is null || change < next.Value.DayNumber))
            {
                next = DateOnly.FromDayNumber(change);
            }
        }

        return next;
    }
}
