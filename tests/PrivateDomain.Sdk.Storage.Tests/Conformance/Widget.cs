namespace PrivateDomain.Sdk.Storage.Conformance;

/// <summary>A record of the kit as its first schema version declared it; <see cref="WidgetNext"/> is the second.</summary>
public sealed record Widget : Record
{
    public static RecordType<Widget> Schema { get; } = new RecordTypeBuilder<Widget>("kit_widgets")
        .Text("name", r => r.Name)
        .Int64("size", r => r.Size)
        .Index("by_name", IndexScope.Owner, "name")
        .Build(static (ref row) => new Widget
        {
            Program = row.Program,
            Revision = row.Revision,
            Holder = row.Owner,
            WidgetId = row.Id,
            Name = row.Text(),
            Size = row.Int64(),
        });

    public required string Holder { get; init; }

    public required string WidgetId { get; init; }

    public required string Name { get; init; }

    public required long Size { get; init; }

    public override RecordType Type => Schema;

    public override string Owner => Holder;

    public override string Id => WidgetId;
}
