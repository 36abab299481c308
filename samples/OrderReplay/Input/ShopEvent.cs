using PrivateDomain.Sdk;

namespace OrderReplay.Input;

/// <summary>One row of the orders file: an order that was paid, or a refund of one.</summary>
internal sealed record ShopEvent(
    ShopEventKind Kind, string EventId, string OrderId, string MemberId, DateTimeOffset OccurredAt, Money Amount)
{
    /// <summary>Whether the file says the same thing on an earlier line: the SDK replays it, and it is not counted twice.</summary>
    public bool IsRepeat { get; init; }

    /// <summary>Whether the member had another order on an earlier line.</summary>
    public bool FollowsEarlierOrder { get; init; }

    /// <summary>What the SDK knows the event by: an order's own id, a refund's event id.</summary>
    public string Key => Kind == ShopEventKind.Order ? OrderId : EventId;
}
