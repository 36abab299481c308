using PrivateDomain.Sdk.Members;

namespace PrivateDomain.Sdk.Points;

/// <summary>The answer to the booking of one member's expired points.</summary>
/// <param name="MemberId">Whose points.</param>
/// <param name="Lots">How many lots expired.</param>
/// <param name="Expired">How many points expired.</param>
/// <param name="Balance">The member's points afterwards, pending ones included.</param>
public sealed record ExpiryReceipt(MemberId MemberId, int Lots, long Expired, long Balance);
