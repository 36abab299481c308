using System.Runtime.InteropServices;

namespace OrderReplay.Input;

/// <summary>The first pass over <c>orders.csv</c>: reads it to the end and changes nothing.</summary>
/// <remarks>
/// Keeps hashes, not rows: 28 bytes for each event and 36 for each order, up to twice that while a table grows; a million orders take about 100 MB
/// until the pass is over. Two different events would be taken for one with a chance of n² / 2^65, for a million events 1 : 37,000,000.
/// </remarks>
internal sealed class OrderFileCheck
{
    private const int RowsBetweenReports = 4096;

    private readonly Dictionary<ulong, ulong> _contentByEvent = [];
    private readonly Dictionary<ulong, OrderTrace> _orders = [];
    private readonly HashSet<long> _repeatedLines = [];
    private Int128 _sum;
    private long _events;
    private DateTimeOffset _firstEventAt = DateTimeOffset.MaxValue;
    private DateTimeOffset? _lastOrderAt;

    /// <exception cref="UnusableInputException">The file cannot be used.</exception>
    public static OrderFile Run(string path, IProgress<long>? bytesRead = null, CancellationToken cancellationToken = default) =>
        new OrderFileCheck().Check(path, bytesRead, cancellationToken);

    private OrderFile Check(string path, IProgress<long>? bytesRead, CancellationToken cancellationToken)
    {
        var problems = new InputProblems();
        using var rows = OrderRows.Open(path, problems);
        while (rows.Read())
        {
            if (rows.TryGetEvent(out ShopEvent? row))
            {
                Note(row, rows);
            }

            if (_events % RowsBetweenReports == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                bytesRead?.Report(rows.Position);
            }
        }

        if (_events == 0 && problems.Count == 0)
        {
            problems.Add(path, 1, "the file has a header and no events");
        }

        problems.ThrowIfAny();
        return new OrderFile(path, rows.Currency, _events, _firstEventAt, _lastOrderAt, _repeatedLines);
    }

    private void Note(ShopEvent row, OrderRows rows)
    {
        _events++;
        _firstEventAt = row.OccurredAt < _firstEventAt ? row.OccurredAt : _firstEventAt;
        if (row.Kind == ShopEventKind.Order && !(row.OccurredAt < _lastOrderAt))
        {
            _lastOrderAt = row.OccurredAt;
        }

        _sum += row.Amount.MinorUnits;
        if (_sum > long.MaxValue)
        {
            rows.Report("all amounts up to here add up to more than 64 bits of minor units hold");
            _sum = 0;
        }

        ulong content = ContentOf(row);
        bool isRepeat = NoteEvent(row, content, rows);
        isRepeat |= NoteOrder(row, content, rows);
        if (isRepeat)
        {
            _repeatedLines.Add(rows.Line);
        }
    }

    private bool NoteEvent(ShopEvent row, ulong content, OrderRows rows)
    {
        ulong withOrder = StableHash.Of(row.OrderId, content);
        ref ulong known = ref CollectionsMarshal.GetValueRefOrAddDefault(_contentByEvent, StableHash.Of(row.EventId), out bool exists);
        if (exists && known != withOrder)
        {
            rows.Report($"event {InputProblems.Quote(row.EventId)} stands on an earlier line with other content");
        }

        known = withOrder;
        return exists;
    }

    // An order and its refunds must be one member's: his events are replayed one after the other, those of different members at once.
    private bool NoteOrder(ShopEvent row, ulong content, OrderRows rows)
    {
        ulong member = StableHash.Of(row.MemberId);
        ref OrderTrace known = ref CollectionsMarshal.GetValueRefOrAddDefault(_orders, StableHash.Of(row.OrderId), out bool exists);
        if (exists && known.Member != member)
        {
            rows.Report($"order {InputProblems.Quote(row.OrderId)} stands on an earlier line with another member");
        }

        bool isRepeat = row.Kind == ShopEventKind.Order && known.Paid == content;
        known = new OrderTrace(member, row.Kind == ShopEventKind.Order && known.Paid == 0 ? content : known.Paid);
        return isRepeat;
    }

    private static ulong ContentOf(ShopEvent row) =>
        StableHash.Of(row.Amount.MinorUnits, StableHash.Of(row.OccurredAt.UtcTicks, StableHash.Of((long)row.Kind, StableHash.Of(row.MemberId))));

    /// <param name="Member">Whose order it is, hashed.</param>
    /// <param name="Paid">The content of the order's own row, hashed; 0 while only refunds named it.</param>
    private readonly record struct OrderTrace(ulong Member, ulong Paid);
}
