using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Operations;

/// <summary>What is remembered of one write: its key, a fingerprint of its content, and its answer.</summary>
/// <remarks>
/// The caller's key is the owner and the kind of operation is the id, so a key is scoped by program and kind:
/// a grant and a spend may share a key, two grants may not. Written in the same commit as the effect; never changed.
/// </remarks>
public sealed record OperationRecord : Record
{
    /// <summary>The record type.</summary>
    public static RecordType<OperationRecord> Schema { get; } = new RecordTypeBuilder<OperationRecord>("operations")
        .Text("fingerprint", r => r.Fingerprint)
        .Json("answer", r => r.Answer)
        .OptionalText("refusal", r => r.RefusalCode)
        .Instant("decided_at", r => r.DecidedAt)
        .Build(static (ref row) => new OperationRecord
        {
            Program = row.Program,
            Revision = row.Revision,
            OperationKey = row.Owner,
            Kind = row.Id,
            Fingerprint = row.Text(),
            Answer = row.Text(),
            RefusalCode = row.OptionalText(),
            DecidedAt = row.Instant(),
        });

    /// <summary>The caller's key.</summary>
    public required string OperationKey { get; init; }

    /// <summary>The kind of operation: <c>points.grant</c>, <c>order.paid</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>A versioned canonical encoding of the command's content, field by field.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The answer as JSON: the value when accepted, the refusal when refused.</summary>
    public required string Answer { get; init; }

    /// <summary>The refusal's code; <see langword="null"/> when the operation was accepted.</summary>
    public string? RefusalCode { get; init; }

    /// <summary>The time of the decision.</summary>
    public required DateTimeOffset DecidedAt { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => OperationKey;

    /// <inheritdoc/>
    public override string Id => Kind;

    /// <summary>The key of an operation's record.</summary>
    /// <param name="program">The program.</param>
    /// <param name="operationKey">The caller's key.</param>
    /// <param name="kind">The kind of operation.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string program, string operationKey, string kind) => new(Schema, operationKey, program, kind);
}
