using System.Text.Json.Serialization.Metadata;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Coupons;

/// <summary>Books what has run out about one coupon: its hold, its time, or both. What the sweep saw only names the coupon: the coupon of now counts.</summary>
internal sealed class ExpireCouponOperation : Operation<ExpireCouponOperation.Command, CouponSweep>
{
    internal override string Kind => "coupon.expire";

    internal override bool IsKept => false;

    internal override JsonTypeInfo<CouponSweep>? AnswerContract => null;

    internal override string KeyOf(Command command) => command.CouponId.Value;

    internal override string OwnerOf(Command command) => command.MemberId.Value;

    internal override DateTimeOffset? TimeOf(Command command) => command.AsOf;

    internal override void Describe(Command command, FingerprintBuilder fingerprint)
    {
        // Nothing is kept under the key that could be compared.
    }

    internal override void Read(in DecisionContext context, Command command) => Decide(context, command);

    internal override Decision<CouponSweep> Decide(in DecisionContext context, Command command)
    {
        var book = new CouponBook(context, command.MemberId);
        Coupon? coupon = book.Find(command.CouponId);
        CouponTemplateVersion? version = coupon is null ? null : CouponRedemption.FindVersion(context, coupon);
        if (context.View.IsIncomplete)
        {
            return Decision<CouponSweep>.Incomplete;
        }

        long released = 0;
        long expired = 0;
        if (coupon is { State: CouponState.Reserved } && !coupon.IsHeldAt(context.Now))
        {
            coupon = book.Release(coupon);
            released++;
        }

        if (coupon is { State: CouponState.Issued } && coupon.ExpiresAt <= context.Now)
        {
            book.Expire(coupon, version!.Restocks);
            expired++;
        }

        if (context.View.IsIncomplete)
        {
            return Decision<CouponSweep>.Incomplete;
        }

        var changes = new Changes();
        book.WriteTo(changes);
        return Decision<CouponSweep>.Accept(new CouponSweep(expired, released), changes);
    }

    internal sealed record Command(MemberId MemberId, CouponId CouponId, DateTimeOffset AsOf);
}
