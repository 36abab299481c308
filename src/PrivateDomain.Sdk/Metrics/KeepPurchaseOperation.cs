using System.Text.Json.Serialization.Metadata;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Metrics;

/// <summary>Brings the purchase of a stored order in line with it.</summary>
internal sealed class KeepPurchaseOperation : Operation<Order, Reconciled>
{
    /// <summary>What every such operation is named by in a decision's context.</summary>
    internal const string Reference = "metrics.purchase/";

    internal override string Kind => "metrics.purchase";

    internal override bool IsKept => false;

    internal override JsonTypeInfo<Reconciled>? AnswerContract => null;

    internal override string KeyOf(Order command) => command.OrderId.Value;

    internal override string OwnerOf(Order command) => command.MemberId.Value;

    internal override DateTimeOffset? TimeOf(Order command) => null;

    internal override void Describe(Order command, FingerprintBuilder fingerprint)
    {
        // The key says it all.
    }

    internal override void Read(in DecisionContext context, Order command) => Decide(context, command);

    internal override Decision<Reconciled> Decide(in DecisionContext context, Order command)
    {
        // What the caller saw of the order only names it: the order of now counts, and must still be that of now when this is stored.
        Order? order = context.View.Find<Order>(Order.KeyOf(context.Program, command.OrderId));
        var changes = new Changes();
        bool isChanged = order is not null && MetricPosting.Keep(context, order, changes);
        if (context.View.IsIncomplete)
        {
            return Decision<Reconciled>.Incomplete;
        }

        if (isChanged)
        {
            changes.Expect(Order.KeyOf(context.Program, command.OrderId));
        }

        return Decision<Reconciled>.Accept(new Reconciled(isChanged), changes);
    }
}
