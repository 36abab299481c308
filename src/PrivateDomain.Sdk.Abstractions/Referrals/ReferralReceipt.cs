using PrivateDomain.Sdk.Members;

namespace PrivateDomain.Sdk.Referrals;

/// <summary>The answer to a binding.</summary>
/// <param name="MemberId">Who was brought.</param>
/// <param name="Referrer">Who brought him.</param>
/// <param name="BoundAt">When that was decided.</param>
/// <param name="Replaced">The referrer before, where the policy allowed a change.</param>
public sealed record ReferralReceipt(MemberId MemberId, MemberId Referrer, DateTimeOffset BoundAt, MemberId? Replaced);
