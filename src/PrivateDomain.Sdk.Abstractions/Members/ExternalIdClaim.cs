using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Members;

/// <summary>Says whose an external id is: found by its keyed hash, one member each.</summary>
public sealed record ExternalIdClaim : Record
{
    /// <summary>The record type.</summary>
    public static RecordType<ExternalIdClaim> Schema { get; } = new RecordTypeBuilder<ExternalIdClaim>("external_ids")
        .Text("member_id", r => r.MemberId.Value)
        .Build(static (ref row) => new ExternalIdClaim
        {
            Program = row.Program,
            Revision = row.Revision,
            Hash = row.Owner,
            Kind = row.Id,
            MemberId = row.Text(),
        });

    /// <summary>The keyed hash of the external id, base64url.</summary>
    public required string Hash { get; init; }

    /// <summary>Which system the id is of.</summary>
    public required string Kind { get; init; }

    /// <summary>The member.</summary>
    public required MemberId MemberId { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => Hash;

    /// <inheritdoc/>
    public override string Id => Kind;

    /// <summary>The key of an external id's record.</summary>
    /// <param name="program">The program.</param>
    /// <param name="hash">The keyed hash.</param>
    /// <param name="kind">The kind of id.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string program, string hash, string kind) => new(Schema, hash, program, kind);
}
