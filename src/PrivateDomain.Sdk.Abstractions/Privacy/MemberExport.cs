using PrivateDomain.Sdk.Members;

namespace PrivateDomain.Sdk.Privacy;

/// <summary>What an export wrote.</summary>
/// <param name="MemberId">Whose data.</param>
/// <param name="Ids">The ids that stand for him: his own, then those that were merged into it.</param>
/// <param name="Records">How many records were written.</param>
public sealed record MemberExport(MemberId MemberId, IReadOnlyList<MemberId> Ids, long Records);
