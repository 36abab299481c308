namespace PrivateDomain.Sdk.Members;

/// <summary>The answer to a write about a member.</summary>
/// <param name="MemberId">The member.</param>
/// <param name="RegisteredAt">When the member was registered.</param>
/// <param name="ExternalIds">How many external ids the member now has.</param>
public sealed record MemberReceipt(MemberId MemberId, DateTimeOffset RegisteredAt, int ExternalIds);
