using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Tags;

/// <summary>Where a member's tag history stands: written by the same commit as each entry, so that two hosts never change one member's tags at once.</summary>
public sealed record TagLedger : Record
{
    /// <summary>The record type.</summary>
    public static RecordType<TagLedger> Schema { get; } = new RecordTypeBuilder<TagLedger>("tag_ledgers", since: 2)
        .Int64("tags", r => r.Tags)
        .Int64("entries", r => r.Entries)
        .Build(static (ref row) => new TagLedger
        {
            Program = row.Program,
            Revision = row.Revision,
            MemberId = row.Owner,
            Tags = row.Int64(),
            Entries = row.Int64(),
        });

    /// <summary>Whose.</summary>
    public required MemberId MemberId { get; init; }

    /// <summary>How many tags he has, expired ones included until their expiry is booked.</summary>
    public long Tags { get; init; }

    /// <summary>How many entries the history has: the sequence of the last one.</summary>
    public long Entries { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => MemberId.Value;

    /// <inheritdoc/>
    public override string Id => "";

    /// <summary>The key of a member's ledger.</summary>
    /// <param name="program">The program.</param>
    /// <param name="memberId">Whose.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string program, MemberId memberId) => new(Schema, memberId.Value, program, "");
}
