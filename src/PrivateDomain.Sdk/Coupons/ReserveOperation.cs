using System.Text.Json.Serialization.Metadata;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Coupons;

/// <summary>Holds coupons for an order: all of them, or none.</summary>
internal sealed class ReserveOperation(TimeSpan longestHold) : Operation<ReserveCoupons, ReservationReceipt>
{
    internal override string Kind => "coupon.reserve";

    internal override JsonTypeInfo<ReservationReceipt> AnswerContract => AnswerJson.Default.ReservationReceipt;

    internal override string KeyOf(ReserveCoupons command) => command.OperationId.Value;

    internal override string OwnerOf(ReserveCoupons command) => command.MemberId.Value;

    internal override DateTimeOffset? TimeOf(ReserveCoupons command) => command.OccurredAt;

    internal override void Describe(ReserveCoupons command, FingerprintBuilder fingerprint) => fingerprint
        .Add("order_id", command.OrderId.Value)
        .Add("member_id", command.MemberId.Value)
        .Add("coupons", CouponRedemption.Canonical(command.Coupons))
        .Add("until", command.Until)
        .Add("occurred_at", command.OccurredAt);

    internal override void Read(in DecisionContext context, ReserveCoupons command) => Decide(context, command);

    internal override Decision<ReservationReceipt> Decide(in DecisionContext context, ReserveCoupons command)
    {
        Member? member = MemberRules.Resolve(context, command.MemberId);
        var book = new CouponBook(context, member?.MemberId ?? command.MemberId);
        (List<Coupon> coupons, Refusal? refusal) = CouponRedemption.FindUsable(context, book, command.Coupons, command.OrderId);
        if (context.View.IsIncomplete)
        {
            return Decision<ReservationReceipt>.Incomplete;
        }

        if (member is null)
        {
            return MemberRules.NotFound(command.MemberId);
        }

        DateTimeOffset until = command.Until.ToUniversalTime();
        if (until <= context.Now || until - context.Now > longestHold)
        {
            return CouponStateRules.UntilOutOfRange(until, context.Now, longestHold);
        }

        if (refusal is not null)
        {
            return refusal;
        }

        foreach (Coupon coupon in coupons)
        {
            book.Reserve(coupon, command.OrderId, until);
        }

        var changes = new Changes();
        book.WriteTo(changes);
        return Decision<ReservationReceipt>.Accept(new ReservationReceipt(command.OrderId, member.MemberId, command.Coupons, until), changes);
    }
}
