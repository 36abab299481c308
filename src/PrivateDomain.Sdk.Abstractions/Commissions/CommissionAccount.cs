using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Commissions;

/// <summary>Where a beneficiary's commission in one currency stands: two counters, changed by guarded adds only.</summary>
/// <remarks>Adds need no read, so ten thousand orders may pay one famous referrer without a conflict.</remarks>
public sealed record CommissionAccount : Record
{
    /// <summary>The record type.</summary>
    public static RecordType<CommissionAccount> Schema { get; } = new RecordTypeBuilder<CommissionAccount>("commission_accounts")
        .Counter("accrued", r => r.Accrued, (r, value) => r with { Accrued = value })
        .Counter("clawed_back", r => r.ClawedBack, (r, value) => r with { ClawedBack = value })
        .Build(static (ref row) => new CommissionAccount
        {
            Program = row.Program,
            Revision = row.Revision,
            Beneficiary = row.Owner,
            Currency = row.Id,
            Accrued = row.Int64(),
            ClawedBack = row.Int64(),
        });

    /// <summary>The counter of all accruals.</summary>
    public static RecordColumn AccruedColumn { get; } = Schema.Column("accrued");

    /// <summary>The counter of all clawbacks.</summary>
    public static RecordColumn ClawedBackColumn { get; } = Schema.Column("clawed_back");

    /// <summary>Whose account.</summary>
    public required MemberId Beneficiary { get; init; }

    /// <summary>The currency.</summary>
    public required Currency Currency { get; init; }

    /// <summary>All that was ever earned, in minor units.</summary>
    public long Accrued { get; init; }

    /// <summary>All that was ever taken back, in minor units.</summary>
    public long ClawedBack { get; init; }

    /// <inheritdoc/>
    public override RecordType Type => Schema;

    /// <inheritdoc/>
    public override string Owner => Beneficiary.Value;

    /// <inheritdoc/>
    public override string Id => Currency.Code;

    /// <summary>The key of an account.</summary>
    /// <param name="program">The program.</param>
    /// <param name="beneficiary">Whose account.</param>
    /// <param name="currency">The currency.</param>
    /// <returns>The key.</returns>
    public static RecordKey KeyOf(string program, MemberId beneficiary, Currency currency) => new(Schema, beneficiary.Value, program, currency.Code);
}
