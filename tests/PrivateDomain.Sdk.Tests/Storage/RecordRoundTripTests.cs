using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Coupons;
using PrivateDomain.Sdk.Levels;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Merges;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Rfm;
using PrivateDomain.Sdk.Segments;
using PrivateDomain.Sdk.Storage;
using PrivateDomain.Sdk.Tags;

namespace PrivateDomain.Sdk.Tests.Storage;

/// <summary>Every record type takes a record apart and builds the same one: a swapped pair of columns cannot hide.</summary>
public sealed class RecordRoundTripTests
{
    private static readonly DateTimeOffset s_start = new(2024, 2, 29, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> RecordTypes => [.. Schemas().Select(schema => schema.Name)];

    [Fact]
    public void All_record_types_of_the_sdk_are_found() =>
        Assert.Equal(
            [
                "category_totals", "commission_accounts", "commission_accruals", "commission_entries", "commission_sales", "consent_entries",
                "consent_ledgers", "consents", "counted_referrals", "coupon_entries", "coupon_holdings", "coupon_ledgers", "coupon_stocks",
                "coupon_template_versions", "coupon_templates", "coupons", "external_ids", "forecast_runs", "level_events", "level_states",
                "level_tallies", "lifecycle_events", "lifecycle_states",
                "lifecycle_tallies", "member_attributes", "member_forecasts", "member_merges", "member_tags", "member_totals", "members",
                "operations", "order_coupons", "orders", "point_accounts", "point_entries", "point_lots", "point_transfers", "policy_versions", "purchases",
                "referral_bindings", "referral_tallies", "referrer_totals", "rfm_entries", "rfm_runs", "rfm_states", "segment_catalogs", "segment_events",
                "segment_standings", "segment_tallies", "segment_versions", "segments", "tag_counts", "tag_entries", "tag_groups", "tag_ledgers",
            ],
            Schemas().Select(schema => schema.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(RecordTypes))]
    public void A_record_with_a_distinct_value_in_every_column_comes_back_equal(string name)
    {
        RecordType schema = Schemas().Single(s => s.Name == name);
        foreach (bool flag in new[] { true, false })
        {
            Record record = Distinct(RecordClass(schema), flag);

            ColumnValue[] values = [.. schema.Columns.Select(column => schema.GetValue(record, column))];
            Record back = schema.Read(record.Key, record.Revision, values);

            Assert.Same(schema, back.Type);
            Assert.Equal(record.Key, back.Key);
            foreach (PropertyInfo property in RecordClass(schema).GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                AssertSame(property.Name, property.GetValue(record), property.GetValue(back));
            }
        }
    }

    [Theory]
    [MemberData(nameof(RecordTypes))]
    public void A_record_without_its_optional_values_comes_back_equal(string name)
    {
        RecordType schema = Schemas().Single(s => s.Name == name);
        Record record = Distinct(RecordClass(schema), flag: false, leaveOutOptional: true);

        ColumnValue[] values = [.. schema.Columns.Select(column => schema.GetValue(record, column))];
        Record back = schema.Read(record.Key, record.Revision, values);

        foreach (PropertyInfo property in RecordClass(schema).GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            AssertSame(property.Name, property.GetValue(record), property.GetValue(back));
        }
    }

    [Theory]
    [MemberData(nameof(RecordTypes))]
    public void No_two_columns_hold_the_same_value_unless_one_follows_from_the_other(string name)
    {
        RecordType schema = Schemas().Single(s => s.Name == name);
        Record record = Distinct(RecordClass(schema), flag: true);
        string[] derived = name switch
        {
            "point_lots" => ["open_until", "pending_until"],
            "purchases" => ["counted_at"],
            "segment_standings" => ["segment_in"],
            "member_tags" => ["tag"],
            "lifecycle_events" => ["to_stage"],
            "coupons" => ["due_at", "live_template"],
            "coupon_templates" or "coupon_template_versions" => ["returns"],
            _ => [],
        };

        string[] values = [.. schema.Columns.Where(c => !derived.Contains(c.Name)).Select(column => $"{schema.GetValue(record, column)}")];

        Assert.Equal(values.Length, values.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [MemberData(nameof(RecordTypes))]
    public void Every_value_fits_the_declared_kind_of_its_column(string name)
    {
        RecordType schema = Schemas().Single(s => s.Name == name);
        Record record = Distinct(RecordClass(schema), flag: true);
        foreach (RecordColumn column in schema.Columns)
        {
            ColumnValue value = schema.GetValue(record, column);
            Assert.False(value.IsNull, column.Name);
            Assert.Equal(column.Kind is ColumnKind.Text or ColumnKind.Json, value.IsText);
            if (column.Kind == ColumnKind.Boolean)
            {
                Assert.InRange(value.Number, 0, 1);
            }
        }
    }

    private static IEnumerable<RecordType> Schemas() => typeof(Record).Assembly.GetExportedTypes()
        .Where(type => type.IsSubclassOf(typeof(Record)))
        .Select(type => (RecordType)type.GetProperty("Schema", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!)
        .OrderBy(schema => schema.Name, StringComparer.Ordinal);

    private static Type RecordClass(RecordType schema) => schema.GetType().GetGenericArguments()[0];

    /// <summary>A record with another value in every property that can be set.</summary>
    private static Record Distinct(Type type, bool flag, bool leaveOutOptional = false)
    {
        var record = (Record)RuntimeHelpers.GetUninitializedObject(type);
        var nullability = new NullabilityInfoContext();
        int n = 10;
        foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.SetMethod is not null))
        {
            bool optional = nullability.Create(property).WriteState == NullabilityState.Nullable;
            property.SetValue(record, optional && leaveOutOptional ? null : ValueOf(property.PropertyType, n++, flag, property.Name));
        }

        return record;
    }

    private static object ValueOf(Type type, int n, bool flag, string name)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        string text = string.Create(CultureInfo.InvariantCulture, $"{name}-{n}");
        return plain switch
        {
            _ when plain == typeof(string) => name is "Answer" or "Terms" ? string.Create(CultureInfo.InvariantCulture, $$"""{"n":{{n}}}""") : text,
            _ when plain == typeof(long) => (long.MaxValue / 100) + n,
            _ when plain == typeof(int) => n,
            _ when plain == typeof(bool) => flag,
            _ when plain == typeof(DateTimeOffset) => s_start.AddDays(n).AddTicks(n),
            _ when plain == typeof(DateOnly) => DateOnly.FromDateTime(s_start.AddDays(n).DateTime),
            _ when plain == typeof(Level) => new Level(n, text),
            _ when plain == typeof(Currency) => new Currency("KWD"),
            _ when plain.IsEnum => Enum.GetValues(plain).GetValue(1)!,
            _ when plain == typeof(IReadOnlyList<long>) => new List<long> { n, -n, long.MaxValue },
            _ when plain == typeof(IReadOnlyList<string>) => new List<string> { text, "茶 \"\U0001F600\"" },
            _ when plain == typeof(IReadOnlyList<OrderLine>) => new List<OrderLine>
            {
                new("sku", n, new Money(long.MaxValue, "JPY")) { Product = "p", Category = "c", Brand = "b", CouponDiscount = new Money(n, "JPY") },
                new("sku \U0001F600 \"quoted\" ", long.MaxValue, new Money(0, "KWD")),
            },
            _ when plain == typeof(CouponTerms) => new CouponTerms(flag ? CouponDiscount.ShareOff(0.123456789m, new Money(n, "KWD")) : CouponDiscount.AmountOff(new Money(n, "JPY")))
            {
                Threshold = new Money(long.MaxValue, "KWD"),
                Scope = new CouponScope { Skus = [text, "茶 \"\U0001F600\""], ExcludedBrands = ["b"] },
                Stacking = CouponStacking.WithOtherTemplates,
                ValidFrom = s_start.AddTicks(n),
                ValidUntil = s_start.AddDays(n),
                ValidFor = TimeSpan.FromTicks(n),
            },
            _ when plain == typeof(IReadOnlyList<CouponUse>) => new List<CouponUse> { new("c", "茶 \"\U0001F600\"", n, new Money(long.MaxValue, "JPY")), new(text, "t", 1, new Money(1, "KWD")) },
            _ when plain == typeof(IReadOnlyList<CouponId>) => new List<CouponId> { text, "茶/\"😀\"" },
            _ when plain == typeof(IReadOnlyList<CommissionPayee>) => new List<CommissionPayee> { new(1, "中 文", 50_000_000), new(2, "b", long.MaxValue) },
            _ when plain == typeof(IReadOnlyList<PurchasedCategory>) => new List<PurchasedCategory> { new("茶", long.MaxValue, 0), new("tea/\"", 1, 1) },
            _ when plain == typeof(IReadOnlyList<RfmSegmentTotal>) => new List<RfmSegmentTotal> { new("茶", long.MaxValue, n, -n), new("Can't \"Lose\"", 1, 2, 3) },
            _ when plain == typeof(SegmentRule) => SegmentRule.Any(MemberFields.Orders.Is(n), MemberFields.Tag("城").Contains("上海 \"\U0001F600\"")),
            _ when plain == typeof(SegmentTag) => new SegmentTag("城", text) { IsAddOnly = flag },
            _ when plain == typeof(IReadOnlyList<MemberId>) => new List<MemberId> { text, "茶/\"😀\"" },
            _ when plain == typeof(IReadOnlyList<MovedTag>) => new List<MovedTag>
            {
                new("城", text, TagSource.Import, "anna", s_start.AddDays(n), true), new("likes", "茶 \"😀\"", TagSource.Manual, null, null, false),
            },
            _ when plain == typeof(IReadOnlyList<ExternalIdLink>) => new List<ExternalIdLink> { new("openid", "hash-1"), new("phone", "hash-2") },
            _ => plain.GetMethod("Create", BindingFlags.Public | BindingFlags.Static)?.Invoke(null, [text])
                ?? throw new NotSupportedException($"Teach this test to make a {plain} for {name}."),
        };
    }

    private static void AssertSame(string property, object? expected, object? actual)
    {
        if (expected is IEnumerable left and not string && actual is IEnumerable right)
        {
            Assert.Equal(left.Cast<object>(), right.Cast<object>());
        }
        else
        {
            Assert.True(Equals(expected, actual), $"{property}: expected {expected}, but was {actual}");
        }
    }
}
