namespace PrivateDomain.Sdk.Commissions;

/// <summary>The answer to an accrual or a clawback.</summary>
/// <param name="SaleId">The sale.</param>
/// <param name="Currency">The currency of the shares.</param>
/// <param name="Shares">Who gained or lost how much, by level; empty when nobody is paid on this sale.</param>
public sealed record CommissionReceipt(SaleId SaleId, Currency Currency, IReadOnlyList<CommissionShare> Shares);
