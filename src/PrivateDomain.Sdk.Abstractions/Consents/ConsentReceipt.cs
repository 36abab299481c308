using PrivateDomain.Sdk.Members;

namespace PrivateDomain.Sdk.Consents;

/// <summary>The answer to giving or withdrawing a consent.</summary>
/// <param name="MemberId">Whose.</param>
/// <param name="Purpose">For what.</param>
/// <param name="Recipient">For whom; <see langword="null"/> for the program itself.</param>
/// <param name="Change">What the write did.</param>
/// <param name="Version">The version that is given now; of a withdrawal, the one that was withdrawn.</param>
/// <param name="Since">Since when that version is given; of a withdrawal, since when it was.</param>
public sealed record ConsentReceipt(MemberId MemberId, string Purpose, string? Recipient, ConsentChange Change, long Version, DateTimeOffset Since);
