using PrivateDomain.Sdk.Members;

namespace PrivateDomain.Sdk.Rfm;

/// <summary>A member's scores and segment on a day, and what they were decided by: an entry of his RFM history.</summary>
/// <param name="MemberId">Whose.</param>
/// <param name="AsOf">The day of scoring.</param>
/// <param name="Score">The scores.</param>
/// <param name="Segment">The name of the segment.</param>
/// <param name="Version">A digest of the cuts and of the segment table: two standings compare only if it is the same.</param>
/// <remarks>An immutable value. It keeps no amounts: a history of segments need not be a history of spending.</remarks>
public sealed record RfmStanding(MemberId MemberId, DateOnly AsOf, RfmScore Score, string Segment, string Version);
