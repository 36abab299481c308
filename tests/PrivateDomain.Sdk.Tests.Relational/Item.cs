using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Tests.Relational;

/// <summary>A record with every kind of column and indexes of both scopes, one of them with an optional column behind the first.</summary>
public sealed record Item : Record
{
    public static RecordType<Item> Schema { get; } = new RecordTypeBuilder<Item>("items")
        .Text("order", r => r.Label)
        .Counter("stock", r => r.Stock, (r, value) => r with { Stock = value })
        .Boolean("is_listed", r => r.IsListed)
        .OptionalInstant("due_at", r => r.DueAt)
        .OptionalText("shelf", r => r.Shelf)
        .Json("detail", r => r.Detail)
        .Index("by_due", IndexScope.Owner, "due_at", "shelf")
        .Index("by_label", IndexScope.Owner, "order")
        .Index("all_by_due", IndexScope.Program, "due_at", "shelf")
        .Index("all_by_label", IndexScope.Program, "order", "stock")
        .Build(static (ref row) => new Item
        {
            Program = row.Program,
            Revision = row.Revision,
            Holder = row.Owner,
            ItemId = row.Id,
            Label = row.Text(),
            Stock = row.Int64(),
            IsListed = row.Boolean(),
            DueAt = row.OptionalInstant(),
            Shelf = row.OptionalText(),
            Detail = row.Text(),
        });

    public static RecordModel Model { get; } = new(Schema);

    public required string Holder { get; init; }

    public required string ItemId { get; init; }

    public string Label { get; init; } = "label";

    public long Stock { get; init; }

    public bool IsListed { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    public string? Shelf { get; init; }

    public string Detail { get; init; } = "{}";

    public override RecordType Type => Schema;

    public override string Owner => Holder;

    public override string Id => ItemId;

    public static Item Of(string id, string holder = "owner") => new() { Program = "program", Holder = holder, ItemId = id };
}
