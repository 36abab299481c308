using PrivateDomain.Sdk.Members;

namespace PrivateDomain.Sdk.Referrals;

/// <summary>Who had brought two members before they were merged, and who brought the one that is left.</summary>
/// <param name="From">The binding of the member who was merged; <see langword="null"/> where he had none.</param>
/// <param name="Into">The binding of the member who is left, as it was before.</param>
/// <param name="After">His referrer since; <see langword="null"/> for none.</param>
internal readonly record struct MovedReferrers(ReferralBinding? From, ReferralBinding? Into, MemberId? After);
