using System.Text.Json.Serialization.Metadata;
using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Coupons;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Points;

namespace PrivateDomain.Sdk.Orders;

/// <summary>An order was paid: coupons, points, commission and metrics move together.</summary>
internal sealed class PaidOperation(Policies policies, MetricOptions metrics) : Operation<OrderPaid, OrderReceipt>
{
    internal override string Kind => "order.paid";

    internal override JsonTypeInfo<OrderReceipt> AnswerContract => AnswerJson.Default.OrderReceipt;

    internal override string KeyOf(OrderPaid command) => command.OrderId.Value;

    internal override string OwnerOf(OrderPaid command) => command.MemberId.Value;

    internal override DateTimeOffset? TimeOf(OrderPaid command) => command.PaidAt;

    internal override void Describe(OrderPaid command, FingerprintBuilder fingerprint) => fingerprint
        .Add("member_id", command.MemberId.Value)
        .Add("paid_at", command.PaidAt)
        .Add("lines", OrderRules.Canonical(command.Lines))
        .Add("currency", command.Lines[0].Amount.Currency.Code)
        .Add("freight", command.Freight)
        .Add("tax", command.Tax)
        .Add("amount", command.Amount)
        .Add("channel", command.Channel)
        .Add("redeem_points", command.Redeem.Points)
        .Add("redeem_share", command.Redeem.ShareBillionths)
        .Add("coupons", CouponRedemption.Canonical(command.Coupons));

    internal override void Read(in DecisionContext context, OrderPaid command)
    {
        MemberId memberId = MemberRules.OwnerOf(context, command.MemberId);
        context.View.Find<Order>(Order.KeyOf(context.Program, command.OrderId));
        PointPosting.Read(context, memberId, takesFromLots: Redeems(command));
        Policies.Read(context, policies.Points);
        Policies.Read(context, policies.Commissions);
        CommissionRules.ReadForAccrual(context, memberId, policies.Commissions.Terms, command.Lines[0].Amount.Currency);
        CouponRedemption.Read(context, memberId, command);
        if (metrics.AreKept)
        {
            MetricPosting.ReadForPaid(context, memberId, command);
        }
    }

    private static bool Redeems(OrderPaid command) => command.Redeem.Points > 0 || command.Redeem.ShareBillionths > 0;

    internal override Decision<OrderReceipt> Decide(in DecisionContext context, OrderPaid command)
    {
        var changes = new Changes();
        Member? member = MemberRules.Resolve(context, command.MemberId);
        MemberId memberId = member?.MemberId ?? command.MemberId;
        Order? before = context.View.Find<Order>(Order.KeyOf(context.Program, command.OrderId));
        var posting = new PointPosting(context, memberId, changes, command.OrderId);
        Refusal? unusable = CouponRedemption.Redeem(context, memberId, command, changes);
        Policies.Keep(context, policies.Points, changes);
        Policies.Keep(context, policies.Commissions, changes);
        if (context.View.IsIncomplete)
        {
            return Decision<OrderReceipt>.Incomplete;
        }

        if (member is null)
        {
            return MemberRules.NotFound(command.MemberId);
        }

        if (before is not null)
        {
            return new Refusal(OrderRefusals.AlreadyPaid, $"Order '{command.OrderId.Value}' was paid before.");
        }

        if (unusable is not null)
        {
            return unusable;
        }

        posting.ExpireDue();
        long available = Redeems(command) ? posting.Available() : 0;
        long spent = command.Redeem.Points + PointRules.Share(available, command.Redeem.ShareBillionths);
        if (spent > available)
        {
            return PointService.Insufficient(spent, available);
        }

        posting.Spend(spent);
        long goods = OrderRules.Goods(command);
        Currency currency = command.Lines[0].Amount.Currency;
        PointTerms terms = policies.Points.Terms;
        long earned = PointRules.Earned(terms, goods, currency);
        if (!posting.HasRoomFor(earned))
        {
            return PointRules.BalanceTooLarge;
        }

        if (earned > 0)
        {
            posting.Grant(
                earned, PointRules.AvailableAt(terms, context.Now), PointRules.ExpiresAt(terms, context.Now), policies.Points.Version);
        }

        posting.Write();
        List<CommissionShare> shares = CommissionRules.Accrue(
            context,
            OrderRules.ReferenceOf(command.OrderId),
            memberId,
            new Money(goods, currency),
            policies.Commissions.Terms,
            policies.Commissions.Version,
            changes);
        long freight = command.Freight?.MinorUnits ?? 0;
        long tax = command.Tax?.MinorUnits ?? 0;
        var order = new Order
        {
            Program = context.Program,
            OrderId = command.OrderId,
            MemberId = memberId,
            Currency = currency,
            Amount = checked(goods + freight + tax),
            Goods = goods,
            Freight = freight,
            Tax = tax,
            Channel = command.Channel,
            Lines = command.Lines,
            PaidAt = context.Now,
            PointsSpent = spent,
            PointsGranted = earned,
            PointLot = posting.GrantedLot,
            PointPolicy = policies.Points.Version,
            PaysCommission = shares.Count > 0,
        };
        changes.Put(order);
        if (metrics.AreKept)
        {
            MetricPosting.KeepPaid(context, order, changes);
        }

        return Decision<OrderReceipt>.Accept(
            new OrderReceipt(
                command.OrderId, posting.Expired, spent, earned, posting.DebtRepaid, posting.Balance, posting.Debt, currency, shares),
            changes);
    }
}
