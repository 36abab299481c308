using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Operations;

/// <summary>The terms that decisions were made under: kept for ever, so that a refund years later uses the terms of its order.</summary>
/// <remarks>The version is a digest of the terms: equal terms are one version on every host. Written by the first decision under it.</remarks>
public sealed record PolicyVersion : Record
{
    /// <summary>The record type.</summary>
    public static RecordType<PolicyVersion> Schema { get; } = new RecordTypeBuilder<PolicyVersion>("policy_versions")
        .Json("terms", r => r.Terms)
        .Instant("first_used_at", r => r.FirstUsedAt)
        .Build(static (ref row) => new PolicyVersion
        {
            Program = row.Program,
            Revision = row.Revision,
            Feature = row.Owner,
            Version = row.Id,
            Terms = row.Text(),
            FirstUsedAt = row.Instant(),
        });

    /// <summary>Whose terms: <c>points</c> or <c>commissions</c>.</summary>
    public required string Feature { get; init; }

    /// <summary>The version: 16 hexadecimal digits of the terms' SHA-256.</summary>
    public required string Version { get; init; }

    /// <summary>The terms as JSON, acknowledgements included.</summary>
    public required string Terms { get; init; }

    /// <summary>The time of the first decision under these terms.</summary>
    public required DateTimeOffset FirstUsedAt { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => Feature;

    /// <inheritdoc/>
    public override string Id => Version;

    /// <summary>The key of a version.</summary>
    /// <param name="program">The program.</param>
    /// <param name="feature">Whose terms.</param>
    /// <param name="version">The version.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string program, string feature, string version) => new(Schema, feature, program, version);
}
