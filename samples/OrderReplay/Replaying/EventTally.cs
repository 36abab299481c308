using System.Collections.Concurrent;
using OrderReplay.Input;
using PrivateDomain.Sdk;

namespace OrderReplay.Replaying;

/// <summary>Counts what became of the events. Thread-safe.</summary>
internal sealed class EventTally
{
    private readonly ConcurrentDictionary<string, long> _rejected = new();
    private long _orders;
    private long _refunds;
    private long _ordersAmount;
    private long _refundsAmount;
    private long _replayed;
    private long _repeats;

    /// <summary>Accepted orders, now or in an earlier run.</summary>
    public long Orders => Volatile.Read(ref _orders);

    /// <summary>Accepted refunds, now or in an earlier run.</summary>
    public long Refunds => Volatile.Read(ref _refunds);

    /// <summary>The accepted orders' sum, in minor units.</summary>
    public long OrdersAmount => Volatile.Read(ref _ordersAmount);

    /// <summary>The accepted refunds' sum, in minor units.</summary>
    public long RefundsAmount => Volatile.Read(ref _refundsAmount);

    /// <summary>Accepted events that an earlier run had brought already: their first answer came back and nothing changed.</summary>
    public long Replayed => Volatile.Read(ref _replayed);

    /// <summary>Rows that say what an earlier row of the file says.</summary>
    public long Repeats => Volatile.Read(ref _repeats);

    /// <summary>Refused events by code.</summary>
    public IReadOnlyDictionary<string, long> Rejected => _rejected;

    public void Count(ShopEvent shopEvent, bool isReplayed, Refusal? refusal)
    {
        if (shopEvent.IsRepeat)
        {
            Interlocked.Increment(ref _repeats);
            return;
        }

        if (refusal is not null)
        {
            _rejected.AddOrUpdate(refusal.Code, 1, static (_, count) => count + 1);
            return;
        }

        if (isReplayed)
        {
            Interlocked.Increment(ref _replayed);
        }

        bool isOrder = shopEvent.Kind == ShopEventKind.Order;
        Interlocked.Increment(ref isOrder ? ref _orders : ref _refunds);
        Interlocked.Add(ref isOrder ? ref _ordersAmount : ref _refundsAmount, shopEvent.Amount.MinorUnits);
    }
}
