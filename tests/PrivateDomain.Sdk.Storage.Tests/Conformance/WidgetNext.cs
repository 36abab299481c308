namespace PrivateDomain.Sdk.Storage.Conformance;

/// <summary><see cref="Widget"/> in its second schema version: with a color, and with indexes over a new and over an old column.</summary>
public sealed record WidgetNext : Record
{
    public static RecordType<WidgetNext> Schema { get; } = new RecordTypeBuilder<WidgetNext>("kit_widgets")
        .Text("name", r => r.Name)
        .Int64("size", r => r.Size)
        .Index("by_name", IndexScope.Owner, "name")
        .Since(2)
        .OptionalText("color", r => r.Color)
        .Index("by_color", IndexScope.Owner, "color")
        .Index("all_by_size", IndexScope.Program, "size")
        .Build(static (ref row) => new WidgetNext
        {
            Program = row.Program,
            Revision = row.Revision,
            Holder = row.Owner,
            WidgetId = row.Id,
            Name = row.Text(),
            Size = row.Int64(),
            Color = row.OptionalText(),
        });

    public required string Holder { get; init; }

    public required string WidgetId { get; init; }

    public required string Name { get; init; }

    public required long Size { get; init; }

    public string? Color { get; init; }

    public override RecordType Type => Schema;

    public override string Owner => Holder;

    public override string Id => WidgetId;
}
