using System.Threading.Channels;
using OrderReplay.Input;

namespace OrderReplay.Replaying;

/// <summary>
/// Keeps many calls to the SDK in flight, and yet the order of each member's events: a member's events go down one lane, where each waits for the
/// answer to the one before it. The SDK commits in one batch what all lanes have asked for meanwhile.
/// </summary>
internal static class MemberLanes
{
    /// <summary>Applies all events, and returns when the last one is answered or one has failed.</summary>
    /// <param name="events">The events.</param>
    /// <param name="count">How many lanes, and so how many calls are in flight at most.</param>
    /// <param name="apply">Applies an event.</param>
    /// <param name="cancellationToken">Ends the replay between two events of each lane.</param>
    public static async Task RunAsync(
        IEnumerable<ShopEvent> events, int count, Func<ShopEvent, CancellationToken, ValueTask> apply, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        // One bound for all lanes: with one for each, a member with many orders would keep the others waiting.
        using var room = new ReadAhead(2 * count);
        var lanes = new Channel<ShopEvent>[count];
        var workers = new Task[count];
        for (int i = 0; i < count; i++)
        {
            lanes[i] = Channel.CreateUnbounded<ShopEvent>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
            workers[i] = WorkAsync(lanes[i].Reader, apply, room, stop);
        }

        Task feeding = FeedAsync(events, lanes, room, stop);
        await Task.WhenAll([feeding, .. workers]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // The first failure cancels everything else; what counts is the failure, not the cancellations that follow from it.
        Task? failed = feeding.IsFaulted ? feeding : Array.Find(workers, static w => w.IsFaulted);
        await (failed ?? feeding);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private static async Task FeedAsync(IEnumerable<ShopEvent> events, Channel<ShopEvent>[] lanes, ReadAhead room, CancellationTokenSource stop)
    {
        try
        {
            foreach (ShopEvent shopEvent in events)
            {
                await room.WaitAsync(stop.Token);
                await lanes[StableHash.Of(shopEvent.MemberId) % (ulong)lanes.Length].Writer.WriteAsync(shopEvent, stop.Token);
            }
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }
        finally
        {
            foreach (Channel<ShopEvent> lane in lanes)
            {
                lane.Writer.Complete();
            }
        }
    }

    private static async Task WorkAsync(
        ChannelReader<ShopEvent> lane, Func<ShopEvent, CancellationToken, ValueTask> apply, ReadAhead room, CancellationTokenSource stop)
    {
        try
        {
            while (await lane.WaitToReadAsync(stop.Token))
            {
                while (lane.TryRead(out ShopEvent? shopEvent))
                {
                    await apply(shopEvent, stop.Token);
                    room.Release();
                }
            }
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }
    }
}
