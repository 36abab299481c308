using PrivateDomain.Sdk.Operations;

namespace PrivateDomain.Sdk.Commissions;

/// <summary>Takes commission back because a part of a sale was refunded.</summary>
/// <param name="OperationId">The key of this write.</param>
/// <param name="SaleId">The sale.</param>
/// <param name="Refunded">How much of the base was refunded now; all refunds together never exceed the base.</param>
public sealed record ClawBackCommission(OperationId OperationId, SaleId SaleId, Money Refunded)
{
    /// <summary>When it was refunded; now when left out.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}
