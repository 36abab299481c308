using System.Threading.Channels;
using OrderReplay.Input;

namespace OrderReplay.Replaying;

/// <summary>
/// Keeps many calls to the SDK in flight, and yet the order of each member's events: a member's events go down one lane, where each waits for the
/// answer to the one before it. The SDK commits in one batch what all lanes have asked for meanwhile.
/// </summary>
internal static class MemberLanes
{
    private const int Lanes = 1024;
    private const int EventsWaitingInLane = 16;

    /// <summary>Applies all events, and returns when the last one is answered or one has failed.</summary>
    public static async Task RunAsync(
        IEnumerable<ShopEvent> events, Func<ShopEvent, CancellationToken, ValueTask> apply, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var lanes = new Channel<ShopEvent>[Lanes];
        var workers = new Task[Lanes];
        for (int i = 0; i < Lanes; i++)
        {
            lanes[i] = Channel.CreateBounded<ShopEvent>(new BoundedChannelOptions(EventsWaitingInLane) { SingleReader = true, SingleWriter = true });
            workers[i] = WorkAsync(lanes[i].Reader, apply, stop);
        }

        Task feeding = FeedAsync(events, lanes, stop);
        await Task.WhenAll([feeding, .. workers]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // The first failure cancels everything else; what counts is the failure, not the cancellations that follow from it.
        Task? failed = feeding.IsFaulted ? feeding : Array.Find(workers, static w => w.IsFaulted);
        await (failed ?? feeding);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private static async Task FeedAsync(IEnumerable<ShopEvent> events, Channel<ShopEvent>[] lanes, CancellationTokenSource stop)
    {
        try
        {
            foreach (ShopEvent shopEvent in events)
            {
                ChannelWriter<ShopEvent> lane = lanes[StableHash.Of(shopEvent.MemberId) % Lanes].Writer;
                if (!lane.TryWrite(shopEvent))
                {
                    await lane.WriteAsync(shopEvent, stop.Token);
                }
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
        ChannelReader<ShopEvent> lane, Func<ShopEvent, CancellationToken, ValueTask> apply, CancellationTokenSource stop)
    {
        try
        {
            while (await lane.WaitToReadAsync(stop.Token))
            {
                while (lane.TryRead(out ShopEvent? shopEvent))
                {
                    await apply(shopEvent, stop.Token);
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
