using System.Text.Json.Serialization.Metadata;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Commissions;

/// <summary>Pays commission on a sale that is not an order.</summary>
internal sealed class AccrueOperation(Policies policies) : Operation<AccrueCommission, CommissionReceipt>
{
    internal override string Kind => "commission.accrue";

    internal override JsonTypeInfo<CommissionReceipt> AnswerContract => AnswerJson.Default.CommissionReceipt;

    internal static string ReferenceOf(SaleId saleId) => $"sale/{saleId.Value}";

    internal override string KeyOf(AccrueCommission command) => command.OperationId.Value;

    internal override string OwnerOf(AccrueCommission command) => command.Buyer.Value;

    internal override DateTimeOffset? TimeOf(AccrueCommission command) => command.OccurredAt;

    internal override void Describe(AccrueCommission command, FingerprintBuilder fingerprint) => fingerprint
        .Add("sale_id", command.SaleId.Value)
        .Add("buyer", command.Buyer.Value)
        .Add("base", command.Base)
        .Add("occurred_at", command.OccurredAt);

    internal override void Read(in DecisionContext context, AccrueCommission command)
    {
        context.View.Find<CommissionSale>(CommissionSale.KeyOf(context.Program, ReferenceOf(command.SaleId)));
        Policies.Read(context, policies.Commissions);
        CommissionRules.ReadForAccrual(context, MemberRules.OwnerOf(context, command.Buyer), policies.Commissions.Terms, command.Base.Currency);
    }

    internal override Decision<CommissionReceipt> Decide(in DecisionContext context, AccrueCommission command)
    {
        var changes = new Changes();
        Member? buyer = MemberRules.Resolve(context, command.Buyer);
        CommissionSale? sale = context.View.Find<CommissionSale>(CommissionSale.KeyOf(context.Program, ReferenceOf(command.SaleId)));
        Policies.Keep(context, policies.Commissions, changes);
        if (context.View.IsIncomplete)
        {
            return Decision<CommissionReceipt>.Incomplete;
        }

        if (buyer is null)
        {
            return MemberRules.NotFound(command.Buyer);
        }

        if (sale is not null)
        {
            return new Refusal(CommissionRefusals.AlreadyAccrued, $"Commission was paid on sale '{command.SaleId.Value}' before; a sale pays once.");
        }

        List<CommissionShare> shares = CommissionRules.Accrue(
            context, ReferenceOf(command.SaleId), buyer.MemberId, command.Base, policies.Commissions.Terms, policies.Commissions.Version, changes);
        return Decision<CommissionReceipt>.Accept(new CommissionReceipt(command.SaleId, command.Base.Currency, shares), changes);
    }
}
