namespace PrivateDomain.Sdk.Storage.Conformance;

/// <summary>A record of the kit of which an owner has one: its id is empty.</summary>
public sealed record Vault : Record
{
    public static RecordType<Vault> Schema { get; } = new RecordTypeBuilder<Vault>("kit_vaults")
        .Counter("amount", r => r.Amount, (r, value) => r with { Amount = value })
        .Index("all_by_amount", IndexScope.Program, "amount")
        .Build(static (ref row) => new Vault
        {
            Program = row.Program,
            Revision = row.Revision,
            Holder = row.Owner,
            Amount = row.Int64(),
        });

    public static RecordIndex AllByAmount { get; } = Schema.Index("all_by_amount");

    public static RecordColumn AmountColumn { get; } = Schema.Column("amount");

    public required string Holder { get; init; }

    public long Amount { get; init; }

    public override RecordType Type => Schema;

    public override string Owner => Holder;

    public override string Id => "";

    public static RecordKey KeyOf(string program, string holder) => new(Schema, holder, program, "");
}
