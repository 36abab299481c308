using System.Globalization;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Commissions;

/// <summary>What one beneficiary earned on one sale (计提), and how much of it was taken back.</summary>
public sealed record CommissionAccrual : Record
{
    private DerivedText _id;

    /// <summary>The record type.</summary>
    public static RecordType<CommissionAccrual> Schema { get; } = new RecordTypeBuilder<CommissionAccrual>("commission_accruals")
        .Text("reference", r => r.Reference)
        .Int64("level", r => r.Level)
        .Text("currency", r => r.Currency.Code)
        .Int64("base_amount", r => r.Base)
        .Int64("rate_billionths", r => r.RateBillionths)
        .Int64("accrued", r => r.Accrued)
        .Int64("clawed_back", r => r.ClawedBack)
        .Instant("accrued_at", r => r.AccruedAt)
        .Instant("matures_at", r => r.MaturesAt)
        .Text("policy", r => r.Policy)
        .Build(static (ref row) => new CommissionAccrual
        {
            Program = row.Program,
            Revision = row.Revision,
            Beneficiary = row.Owner,
            Reference = row.Text(),
            Level = (int)row.Int64(),
            Currency = row.Text(),
            Base = row.Int64(),
            RateBillionths = row.Int64(),
            Accrued = row.Int64(),
            ClawedBack = row.Int64(),
            AccruedAt = row.Instant(),
            MaturesAt = row.Instant(),
            Policy = row.Text(),
        });

    /// <summary>Who earned it.</summary>
    public required MemberId Beneficiary { get; init; }

    /// <summary>The sale: <see cref="CommissionSale.Reference"/>.</summary>
    public required string Reference
    {
        get;
        init
        {
            field = value;
            _id = default;
        }
    }

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

    /// <summary>The currency.</summary>
    public required Currency Currency { get; init; }

    /// <summary>What commission was computed on, in minor units.</summary>
    public required long Base { get; init; }

    /// <summary>The rate, in billionths.</summary>
    public required long RateBillionths { get; init; }

    /// <summary>What was earned, in minor units, above 0.</summary>
    public required long Accrued { get; init; }

    /// <summary>What was taken back since, in minor units; never above <see cref="Accrued"/>.</summary>
    public long ClawedBack { get; init; }

    /// <summary>When it was earned.</summary>
    public required DateTimeOffset AccruedAt { get; init; }

    /// <summary>When it may be settled: after the hold days of its terms.</summary>
    public required DateTimeOffset MaturesAt { get; init; }

    /// <summary>The version of the commission terms.</summary>
    public required string Policy { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => Beneficiary.Value;

    /// <inheritdoc/>
    public override string Id => _id.Value ??= IdOf(Reference, Level);

    /// <summary>The key of an accrual.</summary>
    /// <param name="program">The program.</param>
    /// <param name="beneficiary">Who earned it.</param>
    /// <param name="reference">The sale.</param>
    /// <param name="level">The level.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string program, MemberId beneficiary, string reference, int level) =>
        new(Schema, beneficiary.Value, program, IdOf(reference, level));

    private static string IdOf(string reference, int level) => string.Create(CultureInfo.InvariantCulture, $"{reference}/{level}");
}
