namespace PrivateDomain.Sdk.Storage.Conformance;

/// <summary>A record of the kit with every kind of column, and indexes of both scopes, sparse and dense.</summary>
public sealed record Gadget : Record
{
    public static RecordType<Gadget> Schema { get; } = new RecordTypeBuilder<Gadget>("kit_gadgets")
        .Text("name", r => r.Name)
        .OptionalText("note", r => r.Note)
        .Counter("stock", r => r.Stock, (r, value) => r with { Stock = value })
        .Counter("reserved", r => r.Reserved, (r, value) => r with { Reserved = value })
        .Int64("size", r => r.Size)
        .OptionalInt64("rank", r => r.Rank)
        .Boolean("enabled", r => r.IsEnabled)
        .OptionalBoolean("approved", r => r.IsApproved)
        .Instant("made_at", r => r.MadeAt)
        .OptionalInstant("due_at", r => r.DueAt)
        .OptionalText("shelf", r => r.Shelf)
        .Json("payload", r => r.Payload)
        .Index("by_name", IndexScope.Owner, "name")
        .Index("by_stock", IndexScope.Owner, "stock")
        .Index("by_rank", IndexScope.Owner, "rank")
        .Index("by_due", IndexScope.Owner, "due_at", "size")
        .Index("by_enabled", IndexScope.Owner, "enabled", "note")
        .Index("all_by_made", IndexScope.Program, "made_at")
        .Index("all_by_shelf", IndexScope.Program, "shelf", "size")
        .Build(static (ref row) => new Gadget
        {
            Program = row.Program,
            Revision = row.Revision,
            Holder = row.Owner,
            GadgetId = row.Id,
            Name = row.Text(),
            Note = row.OptionalText(),
            Stock = row.Int64(),
            Reserved = row.Int64(),
            Size = row.Int64(),
            Rank = row.OptionalInt64(),
            IsEnabled = row.Boolean(),
            IsApproved = row.OptionalBoolean(),
            MadeAt = row.Instant(),
            DueAt = row.OptionalInstant(),
            Shelf = row.OptionalText(),
            Payload = row.Text(),
        });

    public static RecordIndex ByName { get; } = Schema.Index("by_name");

    public static RecordIndex ByStock { get; } = Schema.Index("by_stock");

    /// <summary>Sparse, in the owner's scope.</summary>
    public static RecordIndex ByRank { get; } = Schema.Index("by_rank");

    /// <summary>Sparse, in the owner's scope, of two columns.</summary>
    public static RecordIndex ByDue { get; } = Schema.Index("by_due");

    /// <summary>In the owner's scope, with a second column that may have no value: no value comes first.</summary>
    public static RecordIndex ByEnabled { get; } = Schema.Index("by_enabled");

    public static RecordIndex AllByMade { get; } = Schema.Index("all_by_made");

    /// <summary>Sparse, in the program's scope, of two columns.</summary>
    public static RecordIndex AllByShelf { get; } = Schema.Index("all_by_shelf");

    public static RecordColumn StockColumn { get; } = Schema.Column("stock");

    public static RecordColumn ReservedColumn { get; } = Schema.Column("reserved");

    public required string Holder { get; init; }

    public required string GadgetId { get; init; }

    public string Name { get; init; } = "gadget";

    public string? Note { get; init; }

    public long Stock { get; init; }

    public long Reserved { get; init; }

    public long Size { get; init; }

    public long? Rank { get; init; }

    public bool IsEnabled { get; init; }

    public bool? IsApproved { get; init; }

    public DateTimeOffset MadeAt { get; init; } = DateTimeOffset.UnixEpoch;

    public DateTimeOffset? DueAt { get; init; }

    public string? Shelf { get; init; }

    public string Payload { get; init; } = "{}";

    public override RecordType Type => Schema;

    public override string Owner => Holder;

    public override string Id => GadgetId;
}
