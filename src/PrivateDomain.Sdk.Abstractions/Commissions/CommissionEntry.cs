using System.Globalization;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Commissions;

/// <summary>One line of a beneficiary's commission ledger. Appended, never changed.</summary>
public sealed record CommissionEntry : Record
{
    private static readonly string[] KindNames = ["accrual", "clawback"];

    private DerivedText _id;

    /// <summary>The record type.</summary>
    public static RecordType<CommissionEntry> Schema { get; } = new RecordTypeBuilder<CommissionEntry>("commission_entries")
        .Text("kind", r => KindNames[(int)r.Kind])
        .Int64("amount", r => r.Amount)
        .Text("currency", r => r.Currency.Code)
        .Int64("level", r => r.Level)
        .Text("reference", r => r.Reference)
        .Text("buyer_id", r => r.Buyer.Value)
        .Instant("at", r => r.At)
        .Text("operation", r => r.Operation)
        .Build(static (ref row) => new CommissionEntry
        {
            Program = row.Program,
            Revision = row.Revision,
            Beneficiary = row.Owner,
            Kind = (CommissionEntryKind)Array.IndexOf(KindNames, row.Text()),
            Amount = row.Int64(),
            Currency = row.Text(),
            Level = (int)row.Int64(),
            Reference = row.Text(),
            Buyer = row.Text(),
            At = row.Instant(),
            Operation = row.Text(),
        });

    /// <summary>Whose entry.</summary>
    public required MemberId Beneficiary { get; init; }

    /// <summary>Why commission moved.</summary>
    public required CommissionEntryKind Kind { get; init; }

    /// <summary>How much, in minor units, above 0.</summary>
    public required long Amount { get; init; }

    /// <summary>The currency.</summary>
    public required Currency Currency { get; init; }

    /// <summary>1 for the buyer's referrer, 2 for that member's referrer.</summary>
    public required int Level
    {
        get;
        init
        {
            field = value;
            _id = default;
        }
    }

    /// <summary>The sale: <see cref="CommissionSale.Reference"/>.</summary>
    public required string Reference { get; init; }

    /// <summary>Who bought.</summary>
    public required MemberId Buyer { get; init; }

    /// <summary>The time of the decision.</summary>
    public required DateTimeOffset At
    {
        get;
        init
        {
            field = value;
            _id = default;
        }
    }

    /// <summary>The operation that caused it, as kind and key: <c>order.paid/1001</c>.</summary>
    public required string Operation
    {
        get;
        init
        {
            field = value;
            _id = default;
        }
    }

    /// <summary>What the entry adds to the beneficiary's net, in minor units: negative for a clawback.</summary>
    public long SignedAmount => Kind == CommissionEntryKind.Accrual ? Amount : -Amount;

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => Beneficiary.Value;

    /// <inheritdoc/>
    /// <remarks>Starts with the time, so that the order of ids is the order of the statement.</remarks>
    public override string Id => _id.Value ??= string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks:D19}/{Operation}/{Level}");
}
