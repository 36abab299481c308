using PrivateDomain.Sdk.Members;

namespace PrivateDomain.Sdk.Commissions;

/// <summary>Who is paid on a sale at which level and rate: decided at the sale, and kept.</summary>
/// <param name="Level">1 for the buyer's referrer, 2 for that member's referrer.</param>
/// <param name="MemberId">The beneficiary.</param>
/// <param name="RateBillionths">The rate in billionths of the base: 50,000,000 is 5 %.</param>
public sealed record CommissionPayee(int Level, MemberId MemberId, long RateBillionths);
