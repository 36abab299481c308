using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Coupons;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Points;

namespace PrivateDomain.Sdk.Orders;

/// <summary>A part of an order was refunded: points, commission, metrics and coupons go back together.</summary>
internal sealed class RefundedOperation(Policies policies, MetricOptions metrics) : Operation<OrderRefunded, RefundReceipt>
{
    internal override string Kind => "order.refunded";

    internal override JsonTypeInfo<RefundReceipt> AnswerContract => AnswerJson.Default.RefundReceipt;

    internal override string KeyOf(OrderRefunded command) => command.RefundId.Value;

    internal override string OwnerOf(OrderRefunded command) => command.OrderId.Value;

    internal override DateTimeOffset? TimeOf(OrderRefunded command) => command.RefundedAt;

    internal override void Describe(OrderRefunded command, FingerprintBuilder fingerprint) => fingerprint
        .Add("order_id", command.OrderId.Value)
        .Add("refunded_at", command.RefundedAt)
        .Add("amount", command.Amount)
        .Add("lines", command.Lines.Count == 0 ? null : string.Join(
            ',', command.Lines.Select(static line => string.Create(CultureInfo.InvariantCulture, $"{line.Line}:{line.Amount.MinorUnits} {line.Amount.Currency}"))))
        .Add("freight", command.Freight)
        .Add("tax", command.Tax);

    internal override void Read(in DecisionContext context, OrderRefunded command)
    {
        if (context.View.Find<Order>(Order.KeyOf(context.Program, command.OrderId)) is not { } order)
        {
            return;
        }

        policies.FindPointTerms(context, order.PointPolicy);
        MemberId memberId = MemberRules.OwnerOf(context, order.MemberId);
        PointPosting.Read(context, memberId, takesFromLots: true);
        if (order.PointLot is { } sequence
            && context.View.Find<PointLot>(PointLot.KeyOf(context.Program, order.MemberId, sequence)) is { } lot)
        {
            PointMerging.Follow(context, lot);
            if (lot.Remaining < lot.Initial - lot.Claimed)
            {
                // The lot may not cover what is taken back: other lots will be asked for, latest expiry first.
                context.View.Range(PointLot.Open, memberId.Value, context.Program, descending: true);
            }
        }

        if (order.PaysCommission)
        {
            CommissionRules.ReadForClawback(context, OrderRules.ReferenceOf(command.OrderId));
        }

        if (RefundRules.Split(order, command).Split is not { } split)
        {
            return;
        }

        Order after = RefundRules.After(order, split);
        CouponRedemption.ReadForReturn(context, after);
        if (metrics.AreKept)
        {
            MetricPosting.Keep(context, after, new Changes());
        }
    }

    internal override Decision<RefundReceipt> Decide(in DecisionContext context, OrderRefunded command)
    {
        Order? order = context.View.Find<Order>(Order.KeyOf(context.Program, command.OrderId));
        if (context.View.IsIncomplete)
        {
            return Decision<RefundReceipt>.Incomplete;
        }

        if (order is null)
        {
            return new Refusal(OrderRefusals.NotFound, $"There is no order '{command.OrderId.Value}' in this program; report it as paid first.");
        }

        (RefundSplit? split, Refusal? refusal) = RefundRules.Split(order, command);
        if (split is null)
        {
            return refusal!;
        }

        PointTerms? terms = policies.FindPointTerms(context, order.PointPolicy);
        var changes = new Changes();
        var posting = new PointPosting(context, MemberRules.OwnerOf(context, order.MemberId), changes, order.OrderId);
        PointLot? lot = order.PointLot is { } sequence
            ? context.View.Find<PointLot>(PointLot.KeyOf(context.Program, order.MemberId, sequence))
            : null;
        List<PointLot> movedTo = lot is null ? [] : PointMerging.Follow(context, lot);
        CommissionSale? sale = order.PaysCommission ? CommissionRules.ReadForClawback(context, OrderRules.ReferenceOf(order.OrderId)) : null;
        if (context.View.IsIncomplete)
        {
            return Decision<RefundReceipt>.Incomplete;
        }

        posting.ExpireDue();

        // What was taken back of the grant already, by earlier refunds or by hand, is not taken back again.
        long remaining = PointRules.Earned(terms!, order.Goods - order.RefundedGoods - split.Goods, order.Currency);
        long reversed = lot is null ? 0 : Math.Max(0, lot.Initial - lot.Claimed - remaining);
        if (!posting.HasRoomForDebt(reversed))
        {
            return PointRules.BalanceTooLarge;
        }

        if (reversed > 0)
        {
            posting.Reverse(lot!, reversed, movedTo);
        }

        posting.Write();
        List<CommissionShare> shares = sale is null ? [] : CommissionRules.ClawBack(context, sale, split.Goods, changes);
        Order after = RefundRules.After(order, split);
        changes.Put(after);
        IReadOnlyList<CouponId> coupons = CouponRedemption.Return(context, after, changes);
        if (metrics.AreKept)
        {
            MetricPosting.Keep(context, after, changes);
        }

        return Decision<RefundReceipt>.Accept(
            new RefundReceipt(
                command.RefundId,
                order.OrderId,
                split.Total,
                after.Refunded,
                posting.Expired,
                posting.Reversed,
                posting.Settled,
                posting.DebtIncurred,
                posting.Balance,
                posting.Debt,
                order.Currency,
                shares) { CouponsReturned = coupons },
            changes);
    }
}
