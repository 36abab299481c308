using System.Text.Json.Serialization.Metadata;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Commissions;

/// <summary>Takes commission back on a sale that is not an order.</summary>
internal sealed class ClawBackOperation : Operation<ClawBackCommission, CommissionReceipt>
{
    internal override string Kind => "commission.claw_back";

    internal override JsonTypeInfo<CommissionReceipt> AnswerContract => AnswerJson.Default.CommissionReceipt;

    internal override string KeyOf(ClawBackCommission command) => command.OperationId.Value;

    internal override string OwnerOf(ClawBackCommission command) => command.SaleId.Value;

    internal override DateTimeOffset? TimeOf(ClawBackCommission command) => command.OccurredAt;

    internal override void Describe(ClawBackCommission command, FingerprintBuilder fingerprint) => fingerprint
        .Add("sale_id", command.SaleId.Value)
        .Add("refunded", command.Refunded)
        .Add("occurred_at", command.OccurredAt);

    internal override void Read(in DecisionContext context, ClawBackCommission command) =>
        CommissionRules.ReadForClawback(context, AccrueOperation.ReferenceOf(command.SaleId));

    internal override Decision<CommissionReceipt> Decide(in DecisionContext context, ClawBackCommission command)
    {
        CommissionSale? sale = CommissionRules.ReadForClawback(context, AccrueOperation.ReferenceOf(command.SaleId));
        if (context.View.IsIncomplete)
        {
            return Decision<CommissionReceipt>.Incomplete;
        }

        if (sale is null)
        {
            return new Refusal(CommissionRefusals.SaleNotFound, $"No commission was paid on a sale '{command.SaleId.Value}' in this program.");
        }

        if (sale.Currency != command.Refunded.Currency)
        {
            return CommissionRules.CurrencyMismatch(command.Refunded, sale.Currency);
        }

        if (command.Refunded.MinorUnits > sale.Base - sale.RefundedBase)
        {
            return new Refusal(
                CommissionRefusals.ClawbackExceedsBase,
                $"{command.Refunded} cannot be refunded: the sale's base is {new Money(sale.Base, sale.Currency)}, "
                + $"and {new Money(sale.RefundedBase, sale.Currency)} of it are refunded already.");
        }

        var changes = new Changes();
        List<CommissionShare> shares = CommissionRules.ClawBack(context, sale, command.Refunded.MinorUnits, changes);
        return Decision<CommissionReceipt>.Accept(new CommissionReceipt(command.SaleId, sale.Currency, shares), changes);
    }
}
