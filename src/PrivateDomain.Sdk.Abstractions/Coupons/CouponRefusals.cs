namespace PrivateDomain.Sdk.Coupons;

/// <summary>Refusal codes about coupons.</summary>
public static class CouponRefusals
{
    /// <summary>The program has no such coupon template.</summary>
    public const string TemplateNotFound = "coupon.template_not_found";

    /// <summary>The terms contradict themselves or leave a limit; the message says where.</summary>
    public const string TermsInvalid = "coupon.terms_invalid";

    /// <summary>The template's stock would be set below what was issued.</summary>
    public const string StockBelowIssued = "coupon.stock_below_issued";

    /// <summary>A coupon of this id was issued to the member before.</summary>
    public const string AlreadyIssued = "coupon.already_issued";

    /// <summary>The template's stock is used up.</summary>
    public const string SoldOut = "coupon.sold_out";

    /// <summary>The member got as many coupons of the template as a member may get.</summary>
    public const string LimitReached = "coupon.limit_reached";

    /// <summary>The template issues no coupons at this time: not yet, or no more.</summary>
    public const string NotIssuedNow = "coupon.not_issued_now";

    /// <summary>The member has no such coupon; also when another member has.</summary>
    public const string NotFound = "coupon.not_found";

    /// <summary>The coupon's validity has not begun.</summary>
    public const string NotValidYet = "coupon.not_valid_yet";

    /// <summary>The coupon's validity is over.</summary>
    public const string Expired = "coupon.expired";

    /// <summary>The coupon is reserved for another order.</summary>
    public const string Reserved = "coupon.reserved";

    /// <summary>The coupon was redeemed.</summary>
    public const string Redeemed = "coupon.redeemed";

    /// <summary>The coupon was revoked.</summary>
    public const string Revoked = "coupon.revoked";

    /// <summary>The lines in scope come to less than the coupon's threshold.</summary>
    public const string BelowThreshold = "coupon.below_threshold";

    /// <summary>No line of the order is in the coupon's scope.</summary>
    public const string NotInScope = "coupon.not_in_scope";

    /// <summary>The coupon may not stand beside another one that is used.</summary>
    public const string NotStackable = "coupon.not_stackable";

    /// <summary>The coupon would take nothing: its share comes to less than half a minor unit, or nothing is left of its lines.</summary>
    public const string NoEffect = "coupon.no_effect";

    /// <summary>The coupon fits, and other coupons take as much or more without it.</summary>
    public const string NotBest = "coupon.not_best";

    /// <summary>More coupons are named than an order may use.</summary>
    public const string TooMany = "coupon.too_many";

    /// <summary>What the order says that coupons took off its lines is not what their terms give.</summary>
    public const string DiscountMismatch = "coupon.discount_mismatch";

    /// <summary>A coupon is named twice.</summary>
    public const string NamedTwice = "coupon.named_twice";

    /// <summary>An amount is not in the program's currency, or a coupon's terms are in another.</summary>
    public const string CurrencyMismatch = "coupon.currency_mismatch";

    /// <summary>A reservation would end at once, or after the longest time that one may last.</summary>
    public const string UntilOutOfRange = "coupon.until_out_of_range";
}
