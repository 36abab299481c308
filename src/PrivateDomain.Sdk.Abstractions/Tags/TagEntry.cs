using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Tags;

/// <summary>One line of a member's tag history. Appended, never changed: the tags that he has follow from it.</summary>
public sealed record TagEntry : Record
{
    private static readonly string[] KindNames = ["set", "renew", "replace", "remove", "expire"];

    // The number as the key holds it: keys are compared far more often than numbers are asked for.
    private readonly string _id = "";

    /// <summary>The record type.</summary>
    public static RecordType<TagEntry> Schema { get; } = new RecordTypeBuilder<TagEntry>("tag_entries", since: 2)
        .Text("kind", r => KindNames[(int)r.Kind])
        .Text("tag_group", r => r.Group)
        .Text("value", r => r.Value)
        .OptionalText("replaced", r => r.Replaced)
        .Text("source", r => MemberTag.NameOf(r.Source))
        .OptionalText("actor", r => r.Actor)
        .OptionalInstant("expires_at", r => r.ExpiresAt)
        .Instant("at", r => r.At)
        .Text("operation", r => r.Operation)
        .OptionalText("reason", r => r.Reason)
        .Build(static (ref row) => new TagEntry
        {
            Program = row.Program,
            Revision = row.Revision,
            MemberId = row.Owner,
            Sequence = NumberText.Parse(row.Id),
            Kind = (TagEntryKind)Array.IndexOf(KindNames, row.Text()),
            Group = row.Text(),
            Value = row.Text(),
            Replaced = row.OptionalText(),
            Source = MemberTag.SourceOf(row.Text()),
            Actor = row.OptionalText(),
            ExpiresAt = row.OptionalInstant(),
            At = row.Instant(),
            Operation = row.Text(),
            Reason = row.OptionalText(),
        });

    /// <summary>Whose.</summary>
    public required MemberId MemberId { get; init; }

    /// <summary>The number of the entry among the member's: 1, 2, 3 … without gap.</summary>
    public required long Sequence
    {
        get => NumberText.Parse(_id);
        init => _id = NumberText.Of(value);
    }

    /// <summary>What happened.</summary>
    public required TagEntryKind Kind { get; init; }

    /// <summary>The tag's group.</summary>
    public required string Group { get; init; }

    /// <summary>The tag's value.</summary>
    public required string Value { get; init; }

    /// <summary>The value that it took the place of; only with <see cref="TagEntryKind.Replace"/>.</summary>
    public string? Replaced { get; init; }

    /// <summary>Who said so; of an expiry, who had set the tag.</summary>
    public required TagSource Source { get; init; }

    /// <summary>Which person, rule, list or system, where it was told; of an expiry, who had set the tag.</summary>
    public string? Actor { get; init; }

    /// <summary>When the tag expires, or did; <see langword="null"/> for never, and of a removal.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The time of the decision.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The operation that caused it, as kind and key: <c>tag.set/op-1</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The caller's reason, as he wrote it, where one was given.</summary>
    public string? Reason { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => MemberId.Value;

    /// <inheritdoc/>
    public override string Id => _id;
}
