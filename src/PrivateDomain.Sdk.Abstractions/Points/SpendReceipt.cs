using PrivateDomain.Sdk.Members;

namespace PrivateDomain.Sdk.Points;

/// <summary>The answer to a spend.</summary>
/// <param name="MemberId">Whose points.</param>
/// <param name="Spent">How many were spent.</param>
/// <param name="Balance">The member's points afterwards, pending ones included.</param>
public sealed record SpendReceipt(MemberId MemberId, long Spent, long Balance);
