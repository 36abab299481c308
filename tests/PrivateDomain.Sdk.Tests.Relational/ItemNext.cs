using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Tests.Relational;

/// <summary>A type that comes with schema version 3, beside <see cref="Item"/>.</summary>
public sealed record ItemNext : Record
{
    public static RecordType<ItemNext> Schema { get; } = new RecordTypeBuilder<ItemNext>("item_notes", since: 2)
        .Text("note", r => r.Note)
        .Since(3)
        .OptionalInt64("rank", r => r.Rank)
        .Index("by_rank", IndexScope.Owner, "rank")
        .Build(static (ref row) => new ItemNext
        {
            Program = row.Program,
            Revision = row.Revision,
            Holder = row.Owner,
            NoteId = row.Id,
            Note = row.Text(),
            Rank = row.OptionalInt64(),
        });

    public static RecordModel Model { get; } = new(Item.Schema, Schema);

    public required string Holder { get; init; }

    public required string NoteId { get; init; }

    public required string Note { get; init; }

    public long? Rank { get; init; }

    public override RecordType Type => Schema;

    public override string Owner => Holder;

    public override string Id => NoteId;
}
