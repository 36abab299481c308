using PrivateDomain.Sdk.Members;

namespace PrivateDomain.Sdk.Points;

/// <summary>A member's points as of a moment. Computed at read; reading changes nothing.</summary>
/// <param name="MemberId">Whose.</param>
/// <param name="AsOf">The moment.</param>
/// <param name="Available">Points that may be spent at that moment.</param>
/// <param name="Pending">Points granted but not yet available at that moment.</param>
/// <param name="Expiring">Those of <paramref name="Available"/> that expire within the window asked for.</param>
/// <param name="Debt">Points owed, repaid first by later grants.</param>
public sealed record PointBalance(MemberId MemberId, DateTimeOffset AsOf, long Available, long Pending, long Expiring, long Debt);
