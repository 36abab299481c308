using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Storage;
using static PrivateDomain.Sdk.Tests.Verification.Tampered;

namespace PrivateDomain.Sdk.Tests.Verification;

/// <summary>The laws of points, broken by hand.</summary>
internal static class PointTampering
{
    internal static IEnumerable<(string Tampering, string Law)> Cases =>
    [
        ("entry amount", "L1"),
        ("entry balance", "L1"),
        ("entry missing", "L6"),
        ("entry amount zero", "L9"),
        ("issued points vanish", "L2"),
        ("lot remaining", "L3"),
        ("lot spent", "L3"),
        ("account balance", "L3"),
        ("account next expiry", "L3"),
        ("account negative", "L4"),
        ("debt beside balance", "L4"),
        ("lot claimed", "L6"),
        ("lot granted twice for an order", "I7"),
        ("points from nowhere", "L1"),
        ("lot moved", "L3"),
        ("lot opened by nothing", "L3"),
    ];

    internal static async Task<Change[]> ChangeAsync(string tampering, IRecordStore store)
    {
        PointAccount account = await GetAsync<PointAccount>(store, PointAccount.KeyOf(Shop.Program, "buyer"));
        PointAccount debtor = await GetAsync<PointAccount>(store, PointAccount.KeyOf(Shop.Program, "debtor"));
        PointLot lot = await GetAsync<PointLot>(store, PointLot.KeyOf(Shop.Program, "buyer", 1));
        PointEntry entry = await GetAsync<PointEntry>(store, new RecordKey(PointEntry.Schema, "buyer", Shop.Program, lot.Id));
        PointLot moved = await GetAsync<PointLot>(store, PointLot.KeyOf(Shop.Program, "kept", 1));
        PointEntry came = await GetAsync<PointEntry>(store, new RecordKey(PointEntry.Schema, "kept", Shop.Program, moved.Id));
        return tampering switch
        {
            "entry amount" => [Update(entry with { Amount = entry.Amount + 1 })],
            "entry balance" => [Update(entry with { BalanceAfter = entry.BalanceAfter + 1 })],
            "entry missing" => [new Change.Delete(entry.Key, entry.Revision)],
            "entry amount zero" => [Update(entry with { Amount = 0 })],
            "issued points vanish" => [Update(entry with { Kind = PointEntryKind.Debt })],
            "lot remaining" => [Update(lot with { Remaining = lot.Remaining + 1 })],
            "lot spent" => [Update(lot with { Spent = lot.Spent + 1, Remaining = lot.Remaining - 1 })],
            "account balance" => [Update(account with { Balance = account.Balance + 1 })],
            "account next expiry" => [Update(account with { NextExpiry = account.NextExpiry!.Value.AddTicks(1) })],
            "account negative" => [Update(account with { Balance = -1 })],
            "debt beside balance" => [Update(debtor with { Balance = 1 })],
            "lot claimed" => [Update(lot with { Claimed = lot.Initial + 1 })],
            "lot granted twice for an order" => [Update((await GetAsync<PointLot>(store, PointLot.KeyOf(Shop.Program, "buyer", 3))) with { OrderId = "o1" })],
            "points from nowhere" => [Update(came with { Kind = PointEntryKind.Grant })],
            "lot moved" => [Update(moved with { Moved = moved.Moved - 1, Spent = 1 })],
            "lot opened by nothing" => [Insert(moved with { Sequence = 9, Remaining = 0, Moved = 0 })],
            _ => throw new ArgumentOutOfRangeException(nameof(tampering), tampering, "There is no such tampering."),
        };
    }
}
