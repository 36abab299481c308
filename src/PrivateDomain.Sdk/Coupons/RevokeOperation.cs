using System.Text.Json.Serialization.Metadata;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Coupons;

/// <summary>Takes back a coupon that is not redeemed.</summary>
internal sealed class RevokeOperation : Operation<RevokeCoupon, CouponReceipt>
{
    internal override string Kind => "coupon.revoke";

    internal override JsonTypeInfo<CouponReceipt> AnswerContract => AnswerJson.Default.CouponReceipt;

    internal override string KeyOf(RevokeCoupon command) => command.OperationId.Value;

    internal override string OwnerOf(RevokeCoupon command) => command.MemberId.Value;

    internal override DateTimeOffset? TimeOf(RevokeCoupon command) => command.OccurredAt;

    internal override void Describe(RevokeCoupon command, FingerprintBuilder fingerprint) => fingerprint
        .Add("member_id", command.MemberId.Value)
        .Add("coupon_id", command.CouponId.Value)
        .Add("actor", command.Actor)
        .AddText("reason", command.Reason)
        .Add("occurred_at", command.OccurredAt);

    internal override void Read(in DecisionContext context, RevokeCoupon command) => Decide(context, command);

    internal override Decision<CouponReceipt> Decide(in DecisionContext context, RevokeCoupon command)
    {
        Member? member = MemberRules.Resolve(context, command.MemberId);
        var book = new CouponBook(context, member?.MemberId ?? command.MemberId, command.Actor, command.Reason);
        Coupon? coupon = book.Find(command.CouponId);
        CouponTemplateVersion? version = coupon is null ? null : CouponRedemption.FindVersion(context, coupon);
        if (context.View.IsIncomplete)
        {
            return Decision<CouponReceipt>.Incomplete;
        }

        if (member is null)
        {
            return MemberRules.NotFound(command.MemberId);
        }

        if (coupon is null)
        {
            return CouponStateRules.NotFound(command.CouponId);
        }

        if (!coupon.IsLive)
        {
            return CouponStateRules.RefuseUse(coupon, null, context.Now)!;
        }

        Coupon revoked = book.Revoke(coupon, version!.Restocks);
        if (context.View.IsIncomplete)
        {
            return Decision<CouponReceipt>.Incomplete;
        }

        var changes = new Changes();
        book.WriteTo(changes);
        return Decision<CouponReceipt>.Accept(CouponReceipts.Of(revoked), changes);
    }
}
