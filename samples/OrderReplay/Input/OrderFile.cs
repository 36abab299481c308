using System.Runtime.InteropServices;
using PrivateDomain.Sdk;

namespace OrderReplay.Input;

/// <summary>An orders file that was checked from the first line to the last, ready to be read again.</summary>
internal sealed record OrderFile(string Path, Currency Currency, long Events, DateTimeOffset FirstEventAt, DateTimeOffset? LastOrderAt, IReadOnlySet<long> RepeatedLines)
{
    /// <summary>How long a file is, to tell how far its reading has come; 0 when there is none, which the reading itself reports.</summary>
    public static long SizeOf(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;

    /// <summary>Reads the events in file order, one at a time.</summary>
    /// <exception cref="UnusableInputException">The file is no longer what it was when it was checked.</exception>
    public IEnumerable<ShopEvent> ReadEvents()
    {
        var problems = new InputProblems();
        var firstOrders = new Dictionary<string, string>();
        using var rows = OrderRows.Open(Path, problems);
        while (rows.Read())
        {
            if (!rows.TryGetEvent(out ShopEvent? row))
            {
                problems.ThrowIfAny();
            }

            yield return row! with { IsRepeat = RepeatedLines.Contains(rows.Line), FollowsEarlierOrder = FollowsEarlierOrder(firstOrders, row) };
        }

        problems.ThrowIfAny();
    }

    private static bool FollowsEarlierOrder(Dictionary<string, string> firstOrders, ShopEvent row)
    {
        if (row.Kind != ShopEventKind.Order)
        {
            return false;
        }

        // A member's first order stays the first when its row stands twice: the same key must always have the same content.
        ref string? first = ref CollectionsMarshal.GetValueRefOrAddDefault(firstOrders, row.MemberId, out _);
        first ??= row.OrderId;
        return first != row.OrderId;
    }
}
