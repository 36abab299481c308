using System.Text.Json;
using FsCheck.Fluent;
using PrivateDomain.Sdk.Coupons;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Tests.Properties;
using static PrivateDomain.Sdk.Tests.Coupons.PricedBasket;

namespace PrivateDomain.Sdk.Tests.Coupons;

/// <summary>What terms must be like, and that they come back from the store as they went in.</summary>
public sealed class CouponTermTests
{
    private const long MaxAmount = 1_000_000;
    private static readonly DateTimeOffset s_day = new(2026, 11, 11, 0, 0, 0, TimeSpan.FromHours(8));
    private static readonly CouponTerms s_full = new(CouponDiscount.ShareOff(0.123456789m, Cny(5_000)))
    {
        Threshold = Cny(20_000),
        Scope = new CouponScope
        {
            Skus = ["s", "\U0001F381"],
            Products = ["p"],
            Categories = ["c", "c2"],
            Brands = ["b"],
            ExcludedSkus = ["xs"],
            ExcludedProducts = ["xp"],
            ExcludedCategories = ["xc"],
            ExcludedBrands = ["xb"],
        },
        Stacking = CouponStacking.WithOtherTemplates,
        ValidFrom = s_day,
        ValidUntil = s_day.AddDays(30),
        ValidFor = TimeSpan.FromTicks(1),
    };

    public static TheoryData<string, CouponTerms?> Refused => new()
    {
        { CouponRefusals.TermsInvalid, null },
        { CouponRefusals.TermsInvalid, s_full with { Discount = null! } },
        { CouponRefusals.TermsInvalid, s_full with { Discount = new CouponDiscount(null, 0, null) } },
        { CouponRefusals.TermsInvalid, s_full with { Discount = new CouponDiscount(null, 0, Cny(1)) } },
        { CouponRefusals.TermsInvalid, s_full with { Discount = new CouponDiscount(Cny(1), 1, null) } },
        { CouponRefusals.TermsInvalid, s_full with { Discount = new CouponDiscount(Cny(1), 0, Cny(1)) } },
        { CouponRefusals.TermsInvalid, s_full with { Discount = new CouponDiscount(null, -1, null) } },
        { CouponRefusals.TermsInvalid, s_full with { Discount = new CouponDiscount(null, 1_000_000_001, null) } },
        { CouponRefusals.TermsInvalid, s_full with { Discount = CouponDiscount.AmountOff(Cny(0)) } },
        { CouponRefusals.TermsInvalid, s_full with { Discount = CouponDiscount.AmountOff(Cny(-1)) } },
        { CouponRefusals.TermsInvalid, s_full with { Discount = CouponDiscount.AmountOff(Cny(MaxAmount + 1)) } },
        { CouponRefusals.TermsInvalid, s_full with { Discount = CouponDiscount.ShareOff(1, Cny(0)) } },
        { CouponRefusals.TermsInvalid, s_full with { Threshold = Cny(0) } },
        { CouponRefusals.TermsInvalid, s_full with { Threshold = Cny(MaxAmount + 1) } },
        { CouponRefusals.CurrencyMismatch, s_full with { Discount = CouponDiscount.AmountOff(new Money(1, "JPY")) } },
        { CouponRefusals.CurrencyMismatch, s_full with { Discount = CouponDiscount.AmountOff(default) } },
        { CouponRefusals.CurrencyMismatch, s_full with { Discount = CouponDiscount.ShareOff(1, new Money(1, "USD")) } },
        { CouponRefusals.CurrencyMismatch, s_full with { Threshold = new Money(1, "USD") } },
        { CouponRefusals.TermsInvalid, s_full with { Stacking = (CouponStacking)3 } },
        { CouponRefusals.TermsInvalid, s_full with { Stacking = (CouponStacking)(-1) } },
        { CouponRefusals.TermsInvalid, s_full with { Scope = null! } },
        { CouponRefusals.TermsInvalid, s_full with { Scope = s_full.Scope with { Skus = null! } } },
        { CouponRefusals.TermsInvalid, s_full with { Scope = s_full.Scope with { Products = null! } } },
        { CouponRefusals.TermsInvalid, s_full with { Scope = s_full.Scope with { Categories = null! } } },
        { CouponRefusals.TermsInvalid, s_full with { Scope = s_full.Scope with { Brands = null! } } },
        { CouponRefusals.TermsInvalid, s_full with { Scope = s_full.Scope with { ExcludedSkus = null! } } },
        { CouponRefusals.TermsInvalid, s_full with { Scope = s_full.Scope with { ExcludedProducts = null! } } },
        { CouponRefusals.TermsInvalid, s_full with { Scope = s_full.Scope with { ExcludedCategories = null! } } },
        { CouponRefusals.TermsInvalid, s_full with { Scope = s_full.Scope with { ExcludedBrands = Texts(1_001) } } },
        { OperationRefusals.InvalidText, s_full with { Scope = s_full.Scope with { Skus = [null!] } } },
        { OperationRefusals.InvalidText, s_full with { Scope = s_full.Scope with { Products = [""] } } },
        { OperationRefusals.InvalidText, s_full with { Scope = s_full.Scope with { Categories = ["a", "b\u001Ec"] } } },
        { OperationRefusals.InvalidText, s_full with { Scope = s_full.Scope with { Brands = ["\uD800"] } } },
        { OperationRefusals.InvalidText, s_full with { Scope = s_full.Scope with { ExcludedSkus = [new string('a', 129)] } } },
        { OperationRefusals.InvalidText, s_full with { Scope = s_full.Scope with { ExcludedBrands = ["\t"] } } },
        { OperationRefusals.TimeOutOfRange, s_full with { ValidFrom = DateTimeOffset.MinValue } },
        { OperationRefusals.TimeOutOfRange, s_full with { ValidUntil = DateTimeOffset.MaxValue } },
        { CouponRefusals.TermsInvalid, s_full with { ValidUntil = s_day } },
        { CouponRefusals.TermsInvalid, s_full with { ValidUntil = s_day.AddTicks(-1) } },
        { CouponRefusals.TermsInvalid, s_full with { ValidFor = TimeSpan.Zero } },
        { CouponRefusals.TermsInvalid, s_full with { ValidFor = TimeSpan.MinValue } },
        { CouponRefusals.TermsInvalid, s_full with { ValidFor = TimeSpan.FromDays(36_525) + TimeSpan.FromTicks(1) } },
    };

    public static TheoryData<CouponTerms> Taken =>
    [
        s_full,
        new CouponTerms(CouponDiscount.AmountOff(Cny(1))),
        new CouponTerms(CouponDiscount.AmountOff(Cny(MaxAmount))) { Threshold = Cny(1) },
        new CouponTerms(CouponDiscount.ShareOff(0.000000001m, Cny(MaxAmount))) { Stacking = CouponStacking.Always, Threshold = Cny(MaxAmount) },
        new CouponTerms(CouponDiscount.ShareOff(1)) { ValidFrom = s_day, ValidUntil = s_day.AddTicks(1) },
        new CouponTerms(CouponDiscount.ShareOff(0.5m)) { ValidUntil = s_day, ValidFor = TimeSpan.FromDays(36_525) },
        new CouponTerms(CouponDiscount.ShareOff(0.5m)) { Scope = new CouponScope { Skus = Texts(1_000), ExcludedBrands = Texts(1_000) } },
    ];

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void Terms_that_leave_a_limit_are_refused(string code, CouponTerms? terms)
    {
        Refusal? refusal = CouponTermRules.Refuse(terms, PricedBasket.Currency, MaxAmount);
        Assert.Equal(code, refusal?.Code);
        Assert.DoesNotContain('\u001E', refusal!.Message);
    }

    [Theory]
    [MemberData(nameof(Taken), DisableDiscoveryEnumeration = true)]
    public void Terms_within_the_limits_are_taken_and_come_back_from_JSON_as_they_went_in(CouponTerms terms)
    {
        Assert.Null(CouponTermRules.Refuse(terms, PricedBasket.Currency, MaxAmount));
        string json = JsonSerializer.Serialize(terms, RecordJson.Default.CouponTerms);
        CouponTerms back = JsonSerializer.Deserialize(json, RecordJson.Default.CouponTerms)!;
        Assert.Equal(terms, back);
        Assert.Equal(terms.GetHashCode(), back.GetHashCode());
        Assert.Equal(CouponTermRules.Canonical(terms), CouponTermRules.Canonical(back));
        Assert.Equal(json, JsonSerializer.Serialize(back, RecordJson.Default.CouponTerms));
        Assert.Null(CouponTermRules.Refuse(back, PricedBasket.Currency, MaxAmount));
    }

    [Fact]
    public void Random_terms_come_back_from_JSON_as_they_went_in() => Laws.Hold(Any, 300, static basket =>
    {
        foreach (CouponCandidate coupon in basket.Coupons)
        {
            CouponTerms back = JsonSerializer.Deserialize(
                JsonSerializer.Serialize(coupon.Terms, RecordJson.Default.CouponTerms), RecordJson.Default.CouponTerms)!;
            Assert.Equal(coupon.Terms, back);
            Assert.Null(CouponTermRules.Refuse(back, PricedBasket.Currency, long.MaxValue));
        }
    });

    [Fact]
    public void Every_part_of_the_terms_is_part_of_the_fingerprint_and_of_equality()
    {
        CouponScope scope = s_full.Scope;
        CouponTerms[] different =
        [
            s_full,
            s_full with { Discount = CouponDiscount.ShareOff(0.123456788m, Cny(5_000)) },
            s_full with { Discount = CouponDiscount.ShareOff(0.123456789m, Cny(5_001)) },
            s_full with { Discount = CouponDiscount.ShareOff(0.123456789m) },
            s_full with { Discount = CouponDiscount.AmountOff(Cny(5_000)) },
            s_full with { Discount = CouponDiscount.AmountOff(new Money(5_000, "USD")) },
            s_full with { Threshold = null },
            s_full with { Threshold = Cny(20_001) },
            s_full with { Stacking = CouponStacking.Always },
            s_full with { ValidFrom = null },
            s_full with { ValidUntil = null },
            s_full with { ValidUntil = s_day.AddDays(31) },
            s_full with { ValidFor = null },
            s_full with { ValidFor = TimeSpan.FromTicks(2) },
            s_full with { Scope = CouponScope.Everything },
            s_full with { Scope = scope with { Skus = ["\U0001F381", "s"] } },
            s_full with { Scope = scope with { Skus = ["s"], Products = ["\U0001F381", "p"] } },
            s_full with { Scope = scope with { Products = [] } },
            s_full with { Scope = scope with { Categories = ["c", "C2"] } },
            s_full with { Scope = scope with { Brands = ["b", "b"] } },
            s_full with { Scope = scope with { ExcludedSkus = [] } },
            s_full with { Scope = scope with { ExcludedProducts = ["xp2"] } },
            s_full with { Scope = scope with { ExcludedCategories = [] } },
            s_full with { Scope = scope with { ExcludedBrands = [] } },
        ];
        Assert.Equal(different.Length, different.Select(CouponTermRules.Canonical).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(different.Length, different.Distinct().Count());

        // The same moment in another zone is the same moment.
        CouponTerms same = s_full with { ValidFrom = s_day.ToUniversalTime(), Scope = scope with { Skus = [.. scope.Skus] } };
        Assert.Equal(s_full, same);
        Assert.Equal(s_full.GetHashCode(), same.GetHashCode());
        Assert.Equal(CouponTermRules.Canonical(s_full), CouponTermRules.Canonical(same));
    }

    [Fact]
    public void Scopes_that_are_not_complete_can_be_compared()
    {
        var broken = new CouponScope { Skus = null! };
        Assert.NotEqual(CouponScope.Everything, broken);
        Assert.NotEqual(broken, CouponScope.Everything);
        Assert.Equal(broken, new CouponScope { Skus = null! });
        Assert.Equal(broken.GetHashCode(), new CouponScope { Skus = null! }.GetHashCode());
        Assert.False(broken.Equals(null));
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(10, null, 10)]
    [InlineData(null, 5, 5)]
    [InlineData(10, 5, 5)]
    [InlineData(5, 10, 5)]
    [InlineData(-5, 10, -5)]
    public void A_coupon_expires_at_the_earlier_end(int? untilDay, int? forDays, int? expiresOnDay)
    {
        CouponTerms terms = new(CouponDiscount.ShareOff(1))
        {
            ValidUntil = untilDay is { } day ? s_day.AddDays(day) : null,
            ValidFor = forDays is { } days ? TimeSpan.FromDays(days) : null,
        };
        Assert.Equal(expiresOnDay is { } expected ? s_day.AddDays(expected) : null, CouponTermRules.ExpiresAt(terms, s_day));
    }

    [Fact]
    public void The_latest_moment_and_the_longest_life_together_are_a_moment()
    {
        var latest = new DateTimeOffset(9000, 12, 31, 0, 0, 0, TimeSpan.Zero);
        CouponTerms terms = new(CouponDiscount.ShareOff(1)) { ValidFor = CouponTermRules.MaxValidFor };
        Assert.Equal(latest.AddDays(36_525), CouponTermRules.ExpiresAt(terms, latest));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-0.1")]
    [InlineData("1.000000001")]
    [InlineData("0.0000000001")]
    public void A_share_that_is_none_is_an_error(string share) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CouponDiscount.ShareOff(decimal.Parse(share, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void A_discount_says_what_it_is()
    {
        CouponDiscount share = CouponDiscount.ShareOff(0.2m, Cny(300));
        Assert.Equal((200_000_000L, 0.2m, null, Cny(300)), (share.ShareBillionths, share.Share, share.Amount, share.Cap));
        CouponDiscount amount = CouponDiscount.AmountOff(Cny(300));
        Assert.Equal((0L, 0m, Cny(300), null), (amount.ShareBillionths, amount.Share, amount.Amount, amount.Cap));
        Assert.Equal(amount, CouponDiscount.AmountOff(Cny(300)));
        Assert.NotEqual(amount, share);
    }

    private static string[] Texts(int count) => [.. Enumerable.Range(0, count).Select(static i => $"text-{i}")];
}
