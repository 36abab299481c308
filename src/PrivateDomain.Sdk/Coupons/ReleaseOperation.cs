using System.Text.Json.Serialization.Metadata;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Coupons;

/// <summary>Gives back whatever coupons are held for an order.</summary>
internal sealed class ReleaseOperation : Operation<ReleaseCoupons, ReservationReceipt>
{
    internal override string Kind => "coupon.release";

    internal override JsonTypeInfo<ReservationReceipt> AnswerContract => AnswerJson.Default.ReservationReceipt;

    internal override string KeyOf(ReleaseCoupons command) => command.OperationId.Value;

    internal override string OwnerOf(ReleaseCoupons command) => command.MemberId.Value;

    internal override DateTimeOffset? TimeOf(ReleaseCoupons command) => command.OccurredAt;

    internal override void Describe(ReleaseCoupons command, FingerprintBuilder fingerprint) => fingerprint
        .Add("order_id", command.OrderId.Value)
        .Add("member_id", command.MemberId.Value)
        .Add("occurred_at", command.OccurredAt);

    internal override void Read(in DecisionContext context, ReleaseCoupons command) => Decide(context, command);

    internal override Decision<ReservationReceipt> Decide(in DecisionContext context, ReleaseCoupons command)
    {
        Member? member = MemberRules.Resolve(context, command.MemberId);
        var book = new CouponBook(context, member?.MemberId ?? command.MemberId);
        List<Coupon> held = book.FindLive().FindAll(coupon => coupon.State == CouponState.Reserved && coupon.OrderId == command.OrderId);
        if (context.View.IsIncomplete)
        {
            return Decision<ReservationReceipt>.Incomplete;
        }

        if (member is null)
        {
            return MemberRules.NotFound(command.MemberId);
        }

        foreach (Coupon coupon in held)
        {
            book.Release(coupon);
        }

        var changes = new Changes();
        book.WriteTo(changes);
        return Decision<ReservationReceipt>.Accept(
            new ReservationReceipt(command.OrderId, member.MemberId, held.ConvertAll(static coupon => coupon.CouponId), null), changes);
    }
}
