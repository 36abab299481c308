using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Storage;
using static PrivateDomain.Sdk.Tests.Verification.Tampered;

namespace PrivateDomain.Sdk.Tests.Verification;

/// <summary>The law of external ids, broken by hand.</summary>
internal static class ExternalIdTampering
{
    internal static IEnumerable<(string Tampering, string Law)> Cases =>
    [
        ("external id claimed by another", "E1"),
        ("external id claimed by nobody", "E1"),
        ("external id of a stranger", "E1"),
        ("external id that its member lost", "E1"),
    ];

    internal static async Task<Change[]> ChangeAsync(string tampering, IRecordStore store)
    {
        Member buyer = await GetAsync<Member>(store, Member.KeyOf(Shop.Program, "buyer"));
        ExternalIdLink link = Assert.Single(buyer.ExternalIds);
        ExternalIdClaim claim = await GetAsync<ExternalIdClaim>(store, ExternalIdClaim.KeyOf(Shop.Program, link.Hash, link.Kind));
        return tampering switch
        {
            "external id claimed by another" => [Update(claim with { MemberId = "top" })],
            "external id claimed by nobody" => [Delete(claim)],
            "external id of a stranger" => [Insert(claim with { Kind = "phone", MemberId = "stranger" })],
            "external id that its member lost" => [Update(buyer with { ExternalIds = [] })],
            _ => throw new ArgumentOutOfRangeException(nameof(tampering), tampering, "There is no such tampering."),
        };
    }
}
