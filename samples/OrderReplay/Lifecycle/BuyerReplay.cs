using System.Collections.Concurrent;
using OrderReplay.Input;
using OrderReplay.Replaying;
using PrivateDomain.Sdk;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Points;

namespace OrderReplay.Lifecycle;

/// <summary>Replays orders of members whom no other file lists: who buys first becomes a member then.</summary>
internal sealed class BuyerReplay(IPrivateDomain privateDomain, int callsInFlight, PhaseProgress progress)
{
    private readonly EventReplay _events = new(privateDomain, PointRedemption.None, progress);
    private readonly ConcurrentDictionary<string, bool> _known = new();

    /// <summary>What became of the events.</summary>
    public EventTally Tally => _events.Tally;

    public Task RunAsync(OrderFile orders, CancellationToken cancellationToken) =>
        MemberLanes.RunAsync(orders.ReadEvents(), callsInFlight, ApplyAsync, cancellationToken);

    private async ValueTask ApplyAsync(ShopEvent shopEvent, CancellationToken cancellationToken)
    {
        if (shopEvent.Kind == ShopEventKind.Order && _known.TryAdd(shopEvent.MemberId, true))
        {
            await JoinAsync(shopEvent, cancellationToken);
        }

        await _events.ApplyAsync(shopEvent, cancellationToken);
    }

    private async ValueTask JoinAsync(ShopEvent order, CancellationToken cancellationToken)
    {
        // Asked first: a file may begin where another ended, and then its first order of a member is not the one that he joined with.
        if (await privateDomain.Members.GetAsync(order.MemberId, cancellationToken) is null)
        {
            await privateDomain.Members.RegisterAsync(new RegisterMember(order.MemberId) { RegisteredAt = order.OccurredAt }, cancellationToken);
        }
    }
}
