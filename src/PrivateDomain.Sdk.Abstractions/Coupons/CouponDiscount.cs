using System.Text.Json.Serialization;

namespace PrivateDomain.Sdk.Coupons;

/// <summary>What a coupon takes off the lines in its scope: an amount, or a share of their prices with or without a cap.</summary>
/// <remarks>
/// An immutable value; two discounts that say the same are equal. A discount never takes more than what earlier coupons of the same order left of its lines.
/// </remarks>
public sealed record CouponDiscount
{
    [JsonConstructor]
    internal CouponDiscount(Money? amount, long shareBillionths, Money? cap)
    {
        Amount = amount;
        ShareBillionths = shareBillionths;
        Cap = cap;
    }

    /// <summary>The amount; <see langword="null"/> where a share is taken.</summary>
    public Money? Amount { get; }

    /// <summary>The share in billionths, 1 to 1,000,000,000; 0 where an amount is taken.</summary>
    public long ShareBillionths { get; }

    /// <summary>The most that a share takes; <see langword="null"/> without such a limit, and where an amount is taken.</summary>
    public Money? Cap { get; }

    /// <summary>The share, above 0 to 1; 0 where an amount is taken.</summary>
    [JsonIgnore]
    public decimal Share => Billionths.ToDecimal(ShareBillionths);

    /// <summary>Takes an amount off (满减, 立减).</summary>
    /// <param name="amount">How much, from 1 minor unit of the program's currency. Terms with another amount are refused where they are defined (<see cref="CouponRefusals.TermsInvalid"/>).</param>
    /// <returns>The discount.</returns>
    public static CouponDiscount AmountOff(Money amount) => new(amount, 0, null);

    /// <summary>Takes a share off (折扣): 20 % off, 八折, is the share 0.2.</summary>
    /// <param name="share">
    /// Above 0 to 1, with at most nine decimals. It is taken of the prices before any coupon, rounded half up to the minor unit.
    /// </param>
    /// <param name="cap">
    /// The most that is taken, from 1 minor unit of the program's currency; no limit by default. Terms with another cap are refused where they are defined
    /// (<see cref="CouponRefusals.TermsInvalid"/>).
    /// </param>
    /// <returns>The discount.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is 0 or below, above 1, or has more than nine decimals.</exception>
    public static CouponDiscount ShareOff(decimal share, Money? cap = null) => share is > 0 and <= 1 && Billionths.TryFrom(share, out long billionths)
        ? new CouponDiscount(null, billionths, cap)
        : throw new ArgumentOutOfRangeException(nameof(share), share, "A share of prices lies above 0, goes to 1 and has at most nine decimals.");
}
