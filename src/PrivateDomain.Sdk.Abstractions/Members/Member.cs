using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Members;

/// <summary>A member (会员): someone who may hold points, bring others and earn commission.</summary>
public sealed record Member : Record
{
    // A control character, which no id holds.
    private const char Separator = '\u001F';

    /// <summary>The record type.</summary>
    public static RecordType<Member> Schema { get; } = new RecordTypeBuilder<Member>("members")
        .Instant("registered_at", r => r.RegisteredAt)
        .Json("external_ids", r => r.ExternalIds, RecordJson.Default.IReadOnlyListExternalIdLink)
        .Since(2)
        .OptionalText("merged_into", r => r.MergedInto?.Value)
        .OptionalText("absorbed", r => r.Absorbed.Count == 0 ? null : string.Join(Separator, r.Absorbed))
        .OptionalInstant("erased_at", r => r.ErasedAt)
        .Build(static (ref row) => new Member
        {
            Program = row.Program,
            Revision = row.Revision,
            MemberId = row.Owner,
            RegisteredAt = row.Instant(),
            ExternalIds = row.Json(RecordJson.Default.IReadOnlyListExternalIdLink),
            MergedInto = row.OptionalId<MemberId>(),
            Absorbed = row.OptionalText() is { } absorbed ? [.. absorbed.Split(Separator).Select(static id => new MemberId(id))] : [],
            ErasedAt = row.OptionalInstant(),
        });

    /// <summary>The member's id.</summary>
    public required MemberId MemberId { get; init; }

    /// <summary>When the member was registered.</summary>
    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>The external ids linked to the member, as keyed hashes, in the order of linking.</summary>
    public IReadOnlyList<ExternalIdLink> ExternalIds { get; init; } = [];

    /// <summary>The member that this one was merged into, who is not merged himself; <see langword="null"/> for a member of his own.</summary>
    /// <remarks>Whatever names this id from then on is about that member.</remarks>
    public MemberId? MergedInto { get; init; }

    /// <summary>The members that were merged into this one, directly or through one another, in the order of merging.</summary>
    public IReadOnlyList<MemberId> Absorbed { get; init; } = [];

    /// <summary>When the member was erased; <see langword="null"/> for one who was not.</summary>
    public DateTimeOffset? ErasedAt { get; init; }

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
