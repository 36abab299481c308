using System.Globalization;
using PrivateDomain.Sdk.Members;

namespace PrivateDomain.Sdk.Segments;

/// <summary>The fields that rules can ask for.</summary>
/// <remarks>Thread-safe. Money is in minor units of the program's currency, shares are in billionths.</remarks>
public static class MemberFields
{
    /// <summary>The longest window of <see cref="OrdersWithin"/> and <see cref="SpendWithin"/>, in days.</summary>
    public const int MaxWindowDays = 3_650;

    internal const string LevelPrefix = "level.";
    internal const string TagPrefix = "tag.";
    internal const string ConsentPrefix = "consent.";
    internal const string AttributePrefix = "attribute.";

    private const string OrdersWithinPrefix = "metric.orders_";
    private const string SpendWithinPrefix = "metric.spend_";
    private const char Days = 'd';

    private static readonly AttributeKind[] AttributeKinds = Enum.GetValues<AttributeKind>();

    // Made when first asked for: the fields are initialized after this line.
    private static readonly Lazy<Dictionary<string, MemberField>> s_known = new(IndexByName);

    /// <summary>When the member was registered: <c>member.registered_at</c>.</summary>
    public static InstantField RegisteredAt { get; } = new("member.registered_at");

    /// <summary>How many orders count: <c>metric.orders</c>.</summary>
    public static NumberField Orders { get; } = new("metric.orders");

    /// <summary>What was spent, net of refunds, in minor units: <c>metric.spend</c>.</summary>
    public static NumberField Spend { get; } = new("metric.spend");

    /// <summary>Spend by order, in minor units: <c>metric.average_order</c>. Without orders it has no value.</summary>
    public static NumberField AverageOrder { get; } = new("metric.average_order");

    /// <summary>When the first order was paid that counts: <c>metric.first_order_at</c>.</summary>
    public static InstantField FirstOrderAt { get; } = new("metric.first_order_at");

    /// <summary>When the last order was paid that counts: <c>metric.last_order_at</c>.</summary>
    public static InstantField LastOrderAt { get; } = new("metric.last_order_at");

    /// <summary>What share of what was paid was refunded, in billionths: <c>metric.refund_rate</c>. Without orders it has no value.</summary>
    public static NumberField RefundRate { get; } = new("metric.refund_rate");

    /// <summary>The categories bought: <c>metric.categories</c>.</summary>
    public static TextSetField Categories { get; } = new("metric.categories");

    /// <summary>How many members this one brought: <c>metric.referrals</c>.</summary>
    public static NumberField Referrals { get; } = new("metric.referrals");

    /// <summary>How many orders of members that this one brought count: <c>metric.referred_orders</c>.</summary>
    public static NumberField ReferredOrders { get; } = new("metric.referred_orders");

    /// <summary>What members that this one brought have spent, in minor units: <c>metric.referred_spend</c>.</summary>
    public static NumberField ReferredSpend { get; } = new("metric.referred_spend");

    /// <summary>Points held, those that are not available yet included: <c>points.balance</c>. Expired points leave it when their expiry is booked.</summary>
    public static NumberField PointsBalance { get; } = new("points.balance");

    /// <summary>Points owed: <c>points.debt</c>.</summary>
    public static NumberField PointsDebt { get; } = new("points.debt");

    /// <summary>How many coupons the member has that are issued or held: <c>coupons.live</c>. One whose time is over leaves it when that is booked.</summary>
    public static NumberField CouponsLive { get; } = new("coupons.live");

    /// <summary>How many coupons of the member are redeemed: <c>coupons.redeemed</c>. One that comes back with a refund leaves it.</summary>
    public static NumberField CouponsRedeemed { get; } = new("coupons.redeemed");

    /// <summary>The templates that the member has live coupons of: <c>coupons.templates</c>. One whose time is over leaves it when that is booked.</summary>
    public static TextSetField CouponTemplates { get; } = new("coupons.templates");

    /// <summary>The lifecycle stage: <c>lifecycle.stage</c>.</summary>
    public static TextField LifecycleStage { get; } = new("lifecycle.stage");

    /// <summary>The rank of the level: <c>level.rank</c>, 1 for the lowest; 0 without a level. Changes with the day.</summary>
    public static NumberField LevelRank { get; } = new("level.rank");

    /// <summary>The name of the level: <c>level.name</c>. Who has no level has no value. Changes with the day.</summary>
    public static TextField LevelName { get; } = new("level.name");

    /// <summary>The growth of purchases within the window: <c>level.growth</c>. Changes with the day.</summary>
    public static NumberField LevelGrowth { get; } = new("level.growth");

    /// <summary>R, from 1 (worst) to the number of bins: <c>rfm.recency</c>. Who is not scored has no value.</summary>
    public static NumberField RfmRecency { get; } = new("rfm.recency");

    /// <summary>F, from 1 (worst) to the number of bins: <c>rfm.frequency</c>. Who is not scored has no value.</summary>
    public static NumberField RfmFrequency { get; } = new("rfm.frequency");

    /// <summary>M, from 1 (worst) to the number of bins: <c>rfm.monetary</c>. Who is not scored has no value.</summary>
    public static NumberField RfmMonetary { get; } = new("rfm.monetary");

    /// <summary>The name of the RFM segment: <c>rfm.segment</c>. Who is not scored has no value.</summary>
    public static TextField RfmSegment { get; } = new("rfm.segment");

    /// <summary>
    /// The probability that he has not left for good, in billionths: <c>forecast.p_alive</c>. Who was never forecast has no value, nor by BG/NBD who
    /// bought on one day only.
    /// </summary>
    public static NumberField ForecastAlive { get; } = new("forecast.p_alive");

    /// <summary>The purchases to expect within the horizon, in billionths: <c>forecast.expected_purchases</c>. Who was never forecast has no value.</summary>
    public static NumberField ForecastPurchases { get; } = new("forecast.expected_purchases");

    /// <summary>What these are worth, in minor units: <c>forecast.expected_value</c>. Who was never forecast has no value.</summary>
    public static NumberField ForecastValue { get; } = new("forecast.expected_value");

    /// <summary>The member's tags of a group: <c>tag.city</c>. Expired ones leave it when their expiry is booked.</summary>
    /// <param name="group">The group's name: an id text.</param>
    /// <returns>The field.</returns>
    /// <exception cref="ArgumentException">The name is no id text.</exception>
    public static TextSetField Tag(string group) => new(TagPrefix + Identifier.Require(group, "tag group"));

    /// <summary>An attribute of the member that is a text: <c>attribute.text.city</c>.</summary>
    /// <param name="name">The attribute's name: <c>[a-z][a-z0-9_]*</c>, at most 32 characters.</param>
    /// <returns>The field. Where the attribute is not set, or is of another kind, it has no value.</returns>
    /// <exception cref="ArgumentException">The name is none of an attribute.</exception>
    public static TextField TextAttribute(string name) => new(NameOf(AttributeKind.Text, name));

    /// <summary>An attribute of the member that is a whole number: <c>attribute.number.height_cm</c>.</summary>
    /// <param name="name">The attribute's name: <c>[a-z][a-z0-9_]*</c>, at most 32 characters.</param>
    /// <returns>The field. Where the attribute is not set, or is of another kind, it has no value.</returns>
    /// <exception cref="ArgumentException">The name is none of an attribute.</exception>
    public static NumberField NumberAttribute(string name) => new(NameOf(AttributeKind.Number, name));

    /// <summary>An attribute of the member that is yes or no: <c>attribute.boolean.newsletter</c>.</summary>
    /// <param name="name">The attribute's name: <c>[a-z][a-z0-9_]*</c>, at most 32 characters.</param>
    /// <returns>The field. Where the attribute is not set, or is of another kind, it has no value.</returns>
    /// <exception cref="ArgumentException">The name is none of an attribute.</exception>
    public static BooleanField BooleanAttribute(string name) => new(NameOf(AttributeKind.Boolean, name));

    /// <summary>An attribute of the member that is a moment: <c>attribute.instant.birthday</c>.</summary>
    /// <param name="name">The attribute's name: <c>[a-z][a-z0-9_]*</c>, at most 32 characters.</param>
    /// <returns>The field. Where the attribute is not set, or is of another kind, it has no value.</returns>
    /// <exception cref="ArgumentException">The name is none of an attribute.</exception>
    public static InstantField InstantAttribute(string name) => new(NameOf(AttributeKind.Instant, name));

    /// <summary>An attribute of the member that is a set of texts: <c>attribute.set.likes</c>.</summary>
    /// <param name="name">The attribute's name: <c>[a-z][a-z0-9_]*</c>, at most 32 characters.</param>
    /// <returns>The field. Where the attribute is not set, or is of another kind, it has no value.</returns>
    /// <exception cref="ArgumentException">The name is none of an attribute.</exception>
    public static TextSetField TextSetAttribute(string name) => new(NameOf(AttributeKind.TextSet, name));

    /// <summary>Whether the member consents to a purpose, for the program itself and in any version: <c>consent.marketing_sms</c>. It always has a value.</summary>
    /// <param name="purpose">The purpose: an id text.</param>
    /// <returns>The field.</returns>
    /// <exception cref="ArgumentException">The purpose is no id text.</exception>
    public static BooleanField Consent(string purpose) => new(ConsentPrefix + Identifier.Require(purpose, "purpose"));

    /// <summary>How many orders of the last days count: <c>metric.orders_90d</c>. Changes with the day.</summary>
    /// <param name="days">How many days with today, from 1 to <see cref="MaxWindowDays"/>.</param>
    /// <returns>The field.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number of days is out of range.</exception>
    public static NumberField OrdersWithin(int days) => Window(OrdersWithinPrefix, days);

    /// <summary>What was spent on orders of the last days, net of refunds, in minor units: <c>metric.spend_90d</c>. Changes with the day.</summary>
    /// <param name="days">How many days with today, from 1 to <see cref="MaxWindowDays"/>.</param>
    /// <returns>The field.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number of days is out of range.</exception>
    public static NumberField SpendWithin(int days) => Window(SpendWithinPrefix, days);

    /// <summary>The fields with names of their own, in code-point order of these; beside them there are tag groups and windows.</summary>
    internal static IEnumerable<MemberField> Known => s_known.Value.Values.OrderBy(known => known.Name, StringComparer.Ordinal);

    /// <summary>Finds the field of a name in JSON.</summary>
    internal static MemberField? Find(string name)
    {
        if (s_known.Value.TryGetValue(name, out MemberField? known))
        {
            return known;
        }

        if (name.StartsWith(TagPrefix, StringComparison.Ordinal))
        {
            return Identifier.IsValid(name[TagPrefix.Length..], out _) ? new TextSetField(name) : null;
        }

        if (name.StartsWith(ConsentPrefix, StringComparison.Ordinal))
        {
            return Identifier.IsValid(name[ConsentPrefix.Length..], out _) ? new BooleanField(name) : null;
        }

        if (AttributeOf(name) is { } attribute)
        {
            return attribute.Kind switch
            {
                AttributeKind.Text => new TextField(name),
                AttributeKind.Number => new NumberField(name),
                AttributeKind.Boolean => new BooleanField(name),
                AttributeKind.Instant => new InstantField(name),
                _ => new TextSetField(name),
            };
        }

        return FindWindow(name, OrdersWithinPrefix) ?? FindWindow(name, SpendWithinPrefix);
    }

    /// <summary>The kind and name of an attribute's field; <see langword="null"/> for other fields.</summary>
    internal static (AttributeKind Kind, string Name)? AttributeOf(string field)
    {
        if (!field.StartsWith(AttributePrefix, StringComparison.Ordinal))
        {
            return null;
        }

        ReadOnlySpan<char> rest = field.AsSpan(AttributePrefix.Length);
        foreach (AttributeKind kind in AttributeKinds)
        {
            string name = MemberAttribute.NameOf(kind);
            if (rest.Length > name.Length && rest[name.Length] == '.' && rest.StartsWith(name, StringComparison.Ordinal)
                && AttributeName.IsValid(rest[(name.Length + 1)..]))
            {
                return (kind, rest[(name.Length + 1)..].ToString());
            }
        }

        return null;
    }

    /// <summary>The days of a window's field; <see langword="null"/> for other fields.</summary>
    internal static (bool IsSpend, int Days)? WindowOf(MemberField field) =>
        DaysOf(field.Name, OrdersWithinPrefix) is { } orders ? (false, orders)
        : DaysOf(field.Name, SpendWithinPrefix) is { } spend ? (true, spend)
        : null;

    private static Dictionary<string, MemberField> IndexByName() => new MemberField[]
    {
        RegisteredAt, Orders, Spend, AverageOrder, FirstOrderAt, LastOrderAt, RefundRate, Categories, Referrals, ReferredOrders, ReferredSpend,
        PointsBalance, PointsDebt, CouponsLive, CouponsRedeemed, CouponTemplates, LifecycleStage, RfmRecency, RfmFrequency, RfmMonetary, RfmSegment,
        ForecastAlive, ForecastPurchases, ForecastValue,
        LevelRank, LevelName, LevelGrowth,
    }.ToDictionary(known => known.Name, StringComparer.Ordinal);

    private static string NameOf(AttributeKind kind, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return AttributeName.IsValid(name)
            ? $"{AttributePrefix}{MemberAttribute.NameOf(kind)}.{name}"
            : throw new ArgumentException($"This is no name of an attribute; use [a-z][a-z0-9_]*, at most {AttributeName.MaxLength} characters.", nameof(name));
    }

    private static NumberField Window(string prefix, int days)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, MaxWindowDays);
        return new NumberField(string.Create(CultureInfo.InvariantCulture, $"{prefix}{days}{Days}"));
    }

    private static NumberField? FindWindow(string name, string prefix) => DaysOf(name, prefix) is { } days ? Window(prefix, days) : null;

    private static int? DaysOf(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal)
        && name.EndsWith(Days)
        && name[prefix.Length] is >= '1' and <= '9'
        && int.TryParse(name.AsSpan(prefix.Length, name.Length - prefix.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int days)
        && days <= MaxWindowDays
            ? days
            : null;
}
