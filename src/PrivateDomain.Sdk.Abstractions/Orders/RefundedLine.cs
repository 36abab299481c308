namespace PrivateDomain.Sdk.Orders;

/// <summary>How much of one line of an order was refunded.</summary>
/// <param name="Line">The line's place in <see cref="OrderPaid.Lines"/>, counted from 1.</param>
/// <param name="Amount">How much was refunded for it.</param>
public sealed record RefundedLine(int Line, Money Amount);
