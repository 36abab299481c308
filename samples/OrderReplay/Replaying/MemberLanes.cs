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

        // The last event of each lane; it ends after all those before it.
        var lanes = new Task[count];
        Array.Fill(lanes, Task.CompletedTask);
        Task feeding = FeedAsync();
        await feeding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(lanes).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // The first failure cancels everything else; what counts is the failure, not the cancellations that follow from it.
        Task? failed = feeding.IsFaulted ? feeding : Array.Find(lanes, static lane => lane.IsFaulted);
        await (failed ?? feeding);
        cancellationToken.ThrowIfCancellationRequested();

        async Task FeedAsync()
        {
            try
            {
                foreach (ShopEvent shopEvent in events)
                {
                    await room.WaitAsync(stop.Token);
                    ref Task lane = ref lanes[StableHash.Of(shopEvent.MemberId) % (ulong)count];
                    lane = ApplyAfterAsync(lane, shopEvent);
                }
            }
            catch
            {
                await stop.CancelAsync();
                throw;
            }
        }

        async Task ApplyAfterAsync(Task previous, ShopEvent shopEvent)
        {
            try
            {
                await previous;
                stop.Token.ThrowIfCancellationRequested();
                await apply(shopEvent, stop.Token);
                room.Release();
            }
            catch
            {
                await stop.CancelAsync();
                throw;
            }
        }
    }
}
