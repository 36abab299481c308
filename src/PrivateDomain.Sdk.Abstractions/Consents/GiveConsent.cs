using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;

namespace PrivateDomain.Sdk.Consents;

/// <summary>Records that a member consents to a purpose.</summary>
/// <param name="OperationId">The key of this write.</param>
/// <param name="MemberId">Who consents.</param>
/// <param name="Purpose">To what: a purpose that is declared in the host's options.</param>
/// <param name="Version">The version of the text that he was shown, from 1; a text that says something else has a higher one.</param>
public sealed record GiveConsent(OperationId OperationId, MemberId MemberId, string Purpose, long Version)
{
    /// <summary>
    /// To whom the data may be passed on, an id text; <see langword="null"/> for the program itself. Each recipient needs a consent of his own
    /// (PIPL, art. 23).
    /// </summary>
    public string? Recipient { get; init; }

    /// <summary>Where he said so, as an id text: a page, a form, a recording; may be left out.</summary>
    public string? Channel { get; init; }

    /// <summary>Who recorded it for him, as an id text; <see langword="null"/> when he did it himself.</summary>
    public string? Actor { get; init; }

    /// <summary>When; now when left out. Writes count in the order in which they are stored, whatever time they state.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}
