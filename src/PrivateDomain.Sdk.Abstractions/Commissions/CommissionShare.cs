using PrivateDomain.Sdk.Members;

namespace PrivateDomain.Sdk.Commissions;

/// <summary>What one beneficiary gained or lost by one operation.</summary>
/// <param name="Level">1 for the buyer's referrer, 2 for that member's referrer.</param>
/// <param name="MemberId">The beneficiary.</param>
/// <param name="Amount">How much, in minor units of the receipt's currency, above 0.</param>
public sealed record CommissionShare(int Level, MemberId MemberId, long Amount);
