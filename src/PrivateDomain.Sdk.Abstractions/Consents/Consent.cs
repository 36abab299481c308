using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Consents;

/// <summary>A consent (同意) that is given now. One that was withdrawn is not here: only the entries tell of it, so that nobody takes it for given.</summary>
/// <remarks>An immutable value, written by the same commit as the entry that proves it. One for each member, purpose and recipient.</remarks>
public sealed record Consent : Record
{
    // Sorts before whatever an id may hold and is in no id: so purpose and recipient together order and tell apart as the pair does.
    private const char Separator = '\u001F';

    /// <summary>The record type.</summary>
    public static RecordType<Consent> Schema { get; } = new RecordTypeBuilder<Consent>("consents", since: 2)
        .Text("purpose", r => r.Purpose)
        .OptionalText("recipient", r => r.Recipient)
        .Int64("version", r => r.Version)
        .Instant("given_at", r => r.GivenAt)
        .OptionalText("channel", r => r.Channel)
        .OptionalText("actor", r => r.Actor)
        .ReadInPrimaryOrder()
        .Build(static (ref row) => new Consent
        {
            Program = row.Program,
            Revision = row.Revision,
            MemberId = row.Owner,
            Purpose = row.Text(),
            Recipient = row.OptionalText(),
            Version = row.Int64(),
            GivenAt = row.Instant(),
            Channel = row.OptionalText(),
            Actor = row.OptionalText(),
        });

    /// <summary>Whose.</summary>
    public required MemberId MemberId { get; init; }

    /// <summary>For what.</summary>
    public required string Purpose { get; init; }

    /// <summary>For whom; <see langword="null"/> for the program itself.</summary>
    public string? Recipient { get; init; }

    /// <summary>The version of the text that he consented to.</summary>
    public required long Version { get; init; }

    /// <summary>Since when this version is given.</summary>
    public required DateTimeOffset GivenAt { get; init; }

    /// <summary>Where he said so, where it was told.</summary>
    public string? Channel { get; init; }

    /// <summary>Who recorded it for him; <see langword="null"/> when he did it himself.</summary>
    public string? Actor { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => MemberId.Value;

    /// <inheritdoc/>
    public override string Id => TextOf(Purpose, Recipient);

    /// <summary>The key of a consent.</summary>
    /// <param name="program">The program.</param>
    /// <param name="memberId">Whose.</param>
    /// <param name="purpose">For what.</param>
    /// <param name="recipient">For whom; <see langword="null"/> for the program itself.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string program, MemberId memberId, string purpose, string? recipient) =>
        new(Schema, memberId.Value, program, TextOf(purpose, recipient));

    /// <summary>The purpose in a consent's key; <see langword="null"/> where it is for another recipient than the program itself.</summary>
    internal static string? OwnPurposeOf(string id) => id[^1] == Separator ? id[..^1] : null;

    private static string TextOf(string purpose, string? recipient) => $"{purpose}{Separator}{recipient}";
}
