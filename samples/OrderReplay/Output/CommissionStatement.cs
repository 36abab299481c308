using CsvHelper;
using OrderReplay.Input;
using OrderReplay.Replaying;
using PrivateDomain.Sdk;
using PrivateDomain.Sdk.Commissions;

namespace OrderReplay.Output;

/// <summary>The commission of all members, entry by entry.</summary>
internal static class CommissionStatement
{
    public static async Task WriteAsync(
        Stream stream, IAsyncEnumerable<CommissionEntry> entries, TopPayees topPayees, PhaseProgress progress, CancellationToken cancellationToken)
    {
        await using CsvWriter csv = StatementCsv.Open(
            stream, "beneficiary_id", "at", "kind", "level", "amount", "currency", "sale", "buyer_id", "operation");
        await foreach (CommissionEntry entry in entries)
        {
            csv.WriteField(entry.Beneficiary.Value);
            csv.WriteField(Instant.ToText(entry.At));
            csv.WriteField(entry.Kind == CommissionEntryKind.Accrual ? "accrual" : "clawback");
            csv.WriteField(entry.Level);
            csv.WriteField(new Money(entry.Amount, entry.Currency).ToPlainString());
            csv.WriteField(entry.Currency.Code);
            csv.WriteField(entry.Reference);
            csv.WriteField(entry.Buyer.Value);
            csv.WriteField(entry.Operation);
            await csv.EndRecordAsync(cancellationToken);
            topPayees.Add(entry);
            progress.Advance();
        }

        await csv.FlushAsync(cancellationToken);
    }
}
