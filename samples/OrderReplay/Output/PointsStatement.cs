using CsvHelper;
using OrderReplay.Input;
using OrderReplay.Replaying;
using PrivateDomain.Sdk.Points;

namespace OrderReplay.Output;

/// <summary>The points of all members, entry by entry.</summary>
internal static class PointsStatement
{
    public static async Task WriteAsync(Stream stream, IAsyncEnumerable<PointEntry> entries, PhaseProgress progress, CancellationToken cancellationToken)
    {
        await using CsvWriter csv = StatementCsv.Open(
            stream, "member_id", "sequence", "at", "kind", "amount", "balance_after", "debt_after", "lot", "order_id", "operation", "reason");
        await foreach (PointEntry entry in entries)
        {
            csv.WriteField(entry.MemberId.Value);
            csv.WriteField(entry.Sequence);
            csv.WriteField(Instant.ToText(entry.At));
            csv.WriteField(NameOf(entry.Kind));
            csv.WriteField(entry.Amount);
            csv.WriteField(entry.BalanceAfter);
            csv.WriteField(entry.DebtAfter);
            csv.WriteField(entry.Lot);
            csv.WriteField(entry.OrderId?.Value);
            csv.WriteField(entry.Operation);
            csv.WriteField(entry.Reason);
            await csv.EndRecordAsync(cancellationToken);
            progress.Advance();
        }

        await csv.FlushAsync(cancellationToken);
    }

    private static string NameOf(PointEntryKind kind) => kind switch
    {
        PointEntryKind.Grant => "grant",
        PointEntryKind.Repay => "repay",
        PointEntryKind.Spend => "spend",
        PointEntryKind.Expire => "expire",
        PointEntryKind.Reverse => "reverse",
        PointEntryKind.Debt => "debt",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This kind of entry has no name yet."),
    };
}
