using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;

namespace PrivateDomain.Sdk.Consents;

/// <summary>Records that a member withdraws a consent, in whatever version it stands. What was done before stays lawful (PIPL, art. 15).</summary>
/// <param name="OperationId">The key of this write.</param>
/// <param name="MemberId">Who withdraws.</param>
/// <param name="Purpose">What he had consented to; also a purpose that is no longer declared.</param>
public sealed record WithdrawConsent(OperationId OperationId, MemberId MemberId, string Purpose)
{
    /// <summary>Whom the consent was for; <see langword="null"/> for the program itself.</summary>
    public string? Recipient { get; init; }

    /// <summary>Where he said so, as an id text; may be left out.</summary>
    public string? Channel { get; init; }

    /// <summary>Who recorded it for him, as an id text; <see langword="null"/> when he did it himself.</summary>
    public string? Actor { get; init; }

    /// <summary>When; now when left out. Writes count in the order in which they are stored, whatever time they state.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}
