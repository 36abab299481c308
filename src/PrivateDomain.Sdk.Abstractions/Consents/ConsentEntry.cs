using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Consents;

/// <summary>One line of a member's consent ledger. Appended, never changed: which consents are given follows from it.</summary>
public sealed record ConsentEntry : Record
{
    private static readonly string[] KindNames = ["give", "renew", "withdraw"];

    // The number as the key holds it: keys are compared far more often than numbers are asked for.
    private readonly string _id = "";

    /// <summary>The record type.</summary>
    public static RecordType<ConsentEntry> Schema { get; } = new RecordTypeBuilder<ConsentEntry>("consent_entries", since: 2)
        .Text("kind", r => KindNames[(int)r.Kind])
        .Text("purpose", r => r.Purpose)
        .OptionalText("recipient", r => r.Recipient)
        .Int64("version", r => r.Version)
        .OptionalText("channel", r => r.Channel)
        .OptionalText("actor", r => r.Actor)
        .Instant("at", r => r.At)
        .Text("operation", r => r.Operation)
        .Build(static (ref row) => new ConsentEntry
        {
            Program = row.Program,
            Revision = row.Revision,
            MemberId = row.Owner,
            Sequence = NumberText.Parse(row.Id),
            Kind = (ConsentEntryKind)Array.IndexOf(KindNames, row.Text()),
            Purpose = row.Text(),
            Recipient = row.OptionalText(),
            Version = row.Int64(),
            Channel = row.OptionalText(),
            Actor = row.OptionalText(),
            At = row.Instant(),
            Operation = row.Text(),
        });

    /// <summary>Whose.</summary>
    public required MemberId MemberId { get; init; }

    /// <summary>The number of the entry among the member's: 1, 2, 3 … without gap.</summary>
    public required long Sequence
    {
        get => NumberText.Parse(_id);
        init => _id = NumberText.Of(value);
    }

    /// <summary>What he said.</summary>
    public required ConsentEntryKind Kind { get; init; }

    /// <summary>For what.</summary>
    public required string Purpose { get; init; }

    /// <summary>For whom; <see langword="null"/> for the program itself.</summary>
    public string? Recipient { get; init; }

    /// <summary>The version that he consented to; of a withdrawal, the one that he withdrew.</summary>
    public required long Version { get; init; }

    /// <summary>Where he said so, where it was told.</summary>
    public string? Channel { get; init; }

    /// <summary>Who recorded it for him; <see langword="null"/> when he did it himself.</summary>
    public string? Actor { get; init; }

    /// <summary>The time of the decision.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The operation that caused it, as kind and key: <c>consent.give/op-1</c>.</summary>
    public required string Operation { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => MemberId.Value;

    /// <inheritdoc/>
    public override string Id => _id;
}
