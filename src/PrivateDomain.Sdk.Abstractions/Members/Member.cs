using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Members;

/// <summary>A member (会员): someone who may hold points, bring others and earn commission.</summary>
public sealed record Member : Record
{
    /// <summary>The record type.</summary>
    public static RecordType<Member> Schema { get; } = new RecordTypeBuilder<Member>("members")
        .Instant("registered_at", r => r.RegisteredAt)
        .Json("external_ids", r => r.ExternalIds, RecordJson.Default.IReadOnlyListExternalIdLink)
        .Build(static (ref row) => new Member
        {
            Program = row.Program,
            Revision = row.Revision,
            MemberId = row.Owner,
            RegisteredAt = row.Instant(),
            ExternalIds = row.Json(RecordJson.Default.IReadOnlyListExternalIdLink),
        });

    /// <summary>The member's id.</summary>
    public required MemberId MemberId { get; init; }

    /// <summary>When the member was registered.</summary>
    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>The external ids linked to the member, as keyed hashes, in the order of linking.</summary>
    public IReadOnlyList<ExternalIdLink> ExternalIds { get; init; } = [];

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => MemberId.Value;

    /// <inheritdoc/>
    public override string Id => "";

    /// <summary>The key of a member's record.</summary>
    /// <param name="program">The program.</param>
    /// <param name="memberId">The member.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string program, MemberId memberId) => new(Schema, memberId.Value, program, "");
}
