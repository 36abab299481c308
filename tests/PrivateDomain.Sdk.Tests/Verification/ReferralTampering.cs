using PrivateDomain.Sdk.Referrals;
using PrivateDomain.Sdk.Storage;
using static PrivateDomain.Sdk.Tests.Verification.Tampered;

namespace PrivateDomain.Sdk.Tests.Verification;

/// <summary>The laws of referral bindings, broken by hand.</summary>
internal static class ReferralTampering
{
    internal static IEnumerable<(string Tampering, string Law)> Cases =>
    [
        ("own referrer", "R1"),
        ("circle", "R1"),
        ("referrer unknown", "R1"),
    ];

    internal static async Task<Change[]> ChangeAsync(string tampering, IRecordStore store)
    {
        ReferralBinding binding = await GetAsync<ReferralBinding>(store, ReferralBinding.KeyOf(Shop.Program, "buyer"));
        return tampering switch
        {
            "own referrer" => [Update(binding with { Referrer = "buyer" })],
            "circle" => [Insert(binding with { MemberId = "top", Referrer = "buyer" })],
            "referrer unknown" => [Update(binding with { Referrer = "stranger" })],
            _ => throw new ArgumentOutOfRangeException(nameof(tampering), tampering, "There is no such tampering."),
        };
    }
}
