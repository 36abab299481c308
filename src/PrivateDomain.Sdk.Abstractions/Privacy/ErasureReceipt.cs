using PrivateDomain.Sdk.Members;

namespace PrivateDomain.Sdk.Privacy;

/// <summary>The answer to an erasure.</summary>
/// <param name="MemberId">Who was erased.</param>
/// <param name="ErasedAt">When.</param>
/// <param name="Ids">How many ids stood for him: his own, and those that were merged into it.</param>
/// <param name="ExternalIds">How many external ids were unlinked.</param>
/// <param name="Attributes">How many attributes were removed.</param>
/// <param name="Tags">How many tags were removed.</param>
/// <param name="Consents">How many consents were withdrawn.</param>
public sealed record ErasureReceipt(MemberId MemberId, DateTimeOffset ErasedAt, int Ids, int ExternalIds, int Attributes, int Tags, int Consents);
