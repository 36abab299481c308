using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;

namespace PrivateDomain.Sdk.Commissions;

/// <summary>Pays commission on a sale that is not an order of <see cref="Orders.IOrders"/>.</summary>
/// <param name="OperationId">The key of this write.</param>
/// <param name="SaleId">The sale; pays commission at most once.</param>
/// <param name="Buyer">Who bought; his referrers are paid.</param>
/// <param name="Base">What commission is paid on.</param>
public sealed record AccrueCommission(OperationId OperationId, SaleId SaleId, MemberId Buyer, Money Base)
{
    /// <summary>When it was sold; now when left out.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}
