using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Consents;

/// <summary>Where a member's consents stand: written by the same commit as each entry, so that two hosts never decide about one member's at once.</summary>
public sealed record ConsentLedger : Record
{
    /// <summary>The record type.</summary>
    public static RecordType<ConsentLedger> Schema { get; } = new RecordTypeBuilder<ConsentLedger>("consent_ledgers", since: 2)
        .Int64("consents", r => r.Consents)
        .Int64("entries", r => r.Entries)
        .Build(static (ref row) => new ConsentLedger
        {
            Program = row.Program,
            Revision = row.Revision,
            MemberId = row.Owner,
            Consents = row.Int64(),
            Entries = row.Int64(),
        });

    /// <summary>Whose.</summary>
    public required MemberId MemberId { get; init; }

    /// <summary>How many consents are given.</summary>
    public long Consents { get; init; }

    /// <summary>How many entries there are: the sequence of the last one.</summary>
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
