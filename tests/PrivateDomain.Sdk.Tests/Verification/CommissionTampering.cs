using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Storage;
using static PrivateDomain.Sdk.Tests.Verification.Tampered;

namespace PrivateDomain.Sdk.Tests.Verification;

/// <summary>The laws of commission, broken by hand.</summary>
internal static class CommissionTampering
{
    internal static IEnumerable<(string Tampering, string Law)> Cases =>
    [
        ("third level", "R3"),
        ("accrual above base", "K2"),
        ("clawback above accrual", "K3"),
        ("commission account", "K3"),
        ("commission entry missing", "K3"),
        ("sale refunded without clawback", "K3"),
    ];

    internal static async Task<Change[]> ChangeAsync(string tampering, IRecordStore store)
    {
        CommissionSale sale = await GetAsync<CommissionSale>(store, CommissionSale.KeyOf(Shop.Program, "order/o1"));
        CommissionAccrual accrual = await GetAsync<CommissionAccrual>(store, CommissionAccrual.KeyOf(Shop.Program, "middle", "order/o1", 1));
        CommissionAccount commission = await GetAsync<CommissionAccount>(store, CommissionAccount.KeyOf(Shop.Program, "middle", "CNY"));
        RecordPage entries = await store.QueryAsync(new RecordQuery(CommissionEntry.Schema.Primary, Shop.Program, 10, "middle"), CancellationToken.None);
        return tampering switch
        {
            "third level" => [Instead(accrual with { Level = 3 }, accrual)],
            "accrual above base" => [Update(accrual with { Accrued = accrual.Base + 1 })],
            "clawback above accrual" => [Update(accrual with { ClawedBack = accrual.Accrued + 1 })],
            "commission account" => [new Change.Add(commission.Key, CommissionAccount.AccruedColumn, 1)],
            "commission entry missing" => [new Change.Delete(entries.Records[0].Key, entries.Records[0].Revision)],
            "sale refunded without clawback" => [Update(sale with { RefundedBase = sale.Base })],
            _ => throw new ArgumentOutOfRangeException(nameof(tampering), tampering, "There is no such tampering."),
        };
    }

    // The level is part of the key: the tampered accrual is another record, put beside the right one.
    private static Change Instead(Record tampered, Record original) => tampered.Key == original.Key ? Update(tampered) : Insert(tampered);
}
