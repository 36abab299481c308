using System.Globalization;
using PrivateDomain.Sdk.Operations;

namespace PrivateDomain.Sdk.Coupons;

/// <summary>What a coupon's terms must be like, whatever is stored.</summary>
internal static class CouponTermRules
{
    internal static readonly TimeSpan MaxValidFor = TimeSpan.FromDays(36_525);

    internal static Refusal? Refuse(CouponTerms? terms, Currency currency, long maxAmount) => terms is null
        ? Invalid("No terms are given; say what the coupons take off.")
        : RefuseDiscount(terms.Discount, currency, maxAmount)
            ?? RefuseAmount(nameof(terms.Threshold), terms.Threshold, currency, maxAmount)
            ?? RefuseStacking(terms.Stacking)
            ?? RefuseScope(terms.Scope)
            ?? RefuseTimes(terms);

    /// <summary>When a coupon that is issued at a moment expires: the earlier end; <see langword="null"/> for never.</summary>
    internal static DateTimeOffset? ExpiresAt(CouponTerms terms, DateTimeOffset issuedAt) => terms.ValidFor is not { } life
        ? terms.ValidUntil
        : terms.ValidUntil is { } until && until - issuedAt <= life ? until : issuedAt + life;

    /// <summary>The canonical text of the terms. The separators are control characters, which no label holds; what is not given is empty, which no value is.</summary>
    internal static string Canonical(CouponTerms terms) => string.Join(
        '\u001E',
        Canonical(terms.Discount.Amount),
        terms.Discount.ShareBillionths.ToString(CultureInfo.InvariantCulture),
        Canonical(terms.Discount.Cap),
        Canonical(terms.Threshold),
        Canonical((long)terms.Stacking),
        Canonical(terms.ValidFrom?.UtcTicks),
        Canonical(terms.ValidUntil?.UtcTicks),
        Canonical(terms.ValidFor?.Ticks),
        Canonical(terms.Scope.Skus),
        Canonical(terms.Scope.Products),
        Canonical(terms.Scope.Categories),
        Canonical(terms.Scope.Brands),
        Canonical(terms.Scope.ExcludedSkus),
        Canonical(terms.Scope.ExcludedProducts),
        Canonical(terms.Scope.ExcludedCategories),
        Canonical(terms.Scope.ExcludedBrands));

    private static string Canonical(Money? money) => money is { } given ? string.Create(CultureInfo.InvariantCulture, $"{given.MinorUnits} {given.Currency}") : "";

    private static string Canonical(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Canonical(IReadOnlyList<string> texts) => string.Join('\u001F', texts);

    private static Refusal? RefuseDiscount(CouponDiscount? discount, Currency currency, long maxAmount)
    {
        if (discount is null || (discount.Amount is null) == (discount.ShareBillionths == 0))
        {
            return Invalid("The discount is neither an amount nor a share, or both; it is one of them.");
        }

        if (discount.Amount is not null)
        {
            return discount.Cap is null
                ? RefuseAmount(nameof(discount.Amount), discount.Amount, currency, maxAmount)
                : Invalid("A discount that is an amount has no cap.");
        }

        return discount.ShareBillionths is >= 1 and <= Billionths.One
            ? RefuseAmount(nameof(discount.Cap), discount.Cap, currency, maxAmount)
            : Invalid(string.Create(
                CultureInfo.InvariantCulture, $"The discount's share is {discount.ShareBillionths} billionths; use 1 to {Billionths.One}."));
    }

    private static Refusal? RefuseAmount(string name, Money? amount, Currency currency, long maxAmount)
    {
        if (amount is not { } given)
        {
            return null;
        }

        if (given.Currency != currency)
        {
            return new Refusal(
                CouponRefusals.CurrencyMismatch, $"{name} is in {given.Currency} and the program's currency is {currency}; convert it first.");
        }

        return given.MinorUnits >= 1 && given.MinorUnits <= maxAmount
            ? null
            : Invalid(string.Create(CultureInfo.InvariantCulture, $"{name} is {given.MinorUnits} minor units; use 1 to {maxAmount}."));
    }

    private static Refusal? RefuseStacking(CouponStacking stacking) => stacking is CouponStacking.Never or CouponStacking.WithOtherTemplates or CouponStacking.Always
        ? null
        : Invalid(string.Create(CultureInfo.InvariantCulture, $"{nameof(CouponTerms.Stacking)} is {(int)stacking}, which is none of its values."));

    private static Refusal? RefuseScope(CouponScope? scope) => scope is null
        ? Invalid($"{nameof(CouponTerms.Scope)} is null; use {nameof(CouponScope)}.{nameof(CouponScope.Everything)} for all lines.")
        : RefuseTexts(nameof(scope.Skus), scope.Skus)
            ?? RefuseTexts(nameof(scope.Products), scope.Products)
            ?? RefuseTexts(nameof(scope.Categories), scope.Categories)
            ?? RefuseTexts(nameof(scope.Brands), scope.Brands)
            ?? RefuseTexts(nameof(scope.ExcludedSkus), scope.ExcludedSkus)
            ?? RefuseTexts(nameof(scope.ExcludedProducts), scope.ExcludedProducts)
            ?? RefuseTexts(nameof(scope.ExcludedCategories), scope.ExcludedCategories)
            ?? RefuseTexts(nameof(scope.ExcludedBrands), scope.ExcludedBrands);

    private static Refusal? RefuseTexts(string name, IReadOnlyList<string>? texts)
    {
        if (texts is null or { Count: > CouponScope.MaxEntries })
        {
            return Invalid(texts is null
                ? $"{name} is null; use an empty list."
                : string.Create(CultureInfo.InvariantCulture, $"{name} has {texts.Count} texts; at most {CouponScope.MaxEntries} are allowed."));
        }

        for (int i = 0; i < texts.Count; i++)
        {
            if (!Identifier.IsValid(texts[i], out string? problem))
            {
                return new Refusal(OperationRefusals.InvalidText, string.Create(CultureInfo.InvariantCulture, $"Text {i + 1} of {name} is not usable: {problem}."));
            }
        }

        return null;
    }

    private static Refusal? RefuseTimes(CouponTerms terms)
    {
        if ((CommandRules.Time(nameof(terms.ValidFrom), terms.ValidFrom) ?? CommandRules.Time(nameof(terms.ValidUntil), terms.ValidUntil)) is { } refusal)
        {
            return refusal;
        }

        if (terms.ValidFrom >= terms.ValidUntil)
        {
            return Invalid($"{nameof(terms.ValidFrom)} is not before {nameof(terms.ValidUntil)}: the coupons would never be valid.");
        }

        return terms.ValidFor is not { } life || (life > TimeSpan.Zero && life <= MaxValidFor)
            ? null
            : Invalid(string.Create(
                CultureInfo.InvariantCulture, $"{nameof(terms.ValidFor)} is {life:c}; use more than zero and at most {MaxValidFor.Days} days."));
    }

    private static Refusal Invalid(string message) => new(CouponRefusals.TermsInvalid, message);
}
