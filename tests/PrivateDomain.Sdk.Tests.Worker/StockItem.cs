using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Tests.Worker;

/// <summary>Something that is there a number of times, for guarded adds.</summary>
public sealed record StockItem : Record
{
    /// <summary>The record type.</summary>
    public static RecordType<StockItem> Schema { get; } = new RecordTypeBuilder<StockItem>("stock_items")
        .Counter("stock", r => r.Stock, (r, value) => r with { Stock = value })
        .Build(static (ref row) => new StockItem { Program = row.Program, Revision = row.Revision, Sku = row.Owner, Stock = row.Int64() });

    /// <summary>A model of this type alone.</summary>
    public static RecordModel Model { get; } = new(Schema);

    /// <summary>The counter.</summary>
    public static RecordColumn StockColumn { get; } = Schema.Column("stock");

    /// <summary>What it is.</summary>
    public required string Sku { get; init; }

    /// <summary>How many there are.</summary>
    public required long Stock { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => Sku;

    /// <inheritdoc/>
    public override string Id => "";

    /// <summary>The key of an item.</summary>
    /// <param name="sku">What it is.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string sku) => new(Schema, sku, "default", "");
}
