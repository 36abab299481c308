using System.Collections.Concurrent;
using OrderReplay.Input;
using OrderReplay.Replaying;

namespace PrivateDomain.Sdk.OrderReplay.Tests;

public sealed class MemberLanesTests
{
    private const int Lanes = 1_000;

    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_of_a_member_are_applied_one_at_a_time_and_in_order_while_others_go_on()
    {
        var seen = new ConcurrentDictionary<string, List<int>>();
        int running = 0;
        int most = 0;
        ShopEvent[] events = [.. Enumerable.Range(0, 5_000).Select(i => Event($"m{i % 100}", i))];

        await MemberLanes.RunAsync(events, Lanes, ApplyAsync, Token);

        Assert.All(seen.Values, list => Assert.Equal(list.Order(), list));
        Assert.Equal(5_000, seen.Values.Sum(list => list.Count));
        Assert.InRange(most, 2, 100);

        async ValueTask ApplyAsync(ShopEvent shopEvent, CancellationToken token)
        {
            int now = Interlocked.Increment(ref running);
            most = Math.Max(most, now);
            await Task.Yield();
            seen.GetOrAdd(shopEvent.MemberId, _ => []).Add(int.Parse(shopEvent.EventId));
            Interlocked.Decrement(ref running);
        }
    }

    [Fact]
    public async Task The_first_failure_ends_everything_and_is_what_the_caller_gets()
    {
        ShopEvent[] events = [.. Enumerable.Range(0, 100_000).Select(i => Event($"m{i % 3_000}", i))];
        int applied = 0;

        await Assert.ThrowsAsync<InvalidDataException>(() => MemberLanes.RunAsync(events, Lanes, ApplyAsync, Token));

        Assert.InRange(applied, 1_000, 99_999);

        async ValueTask ApplyAsync(ShopEvent shopEvent, CancellationToken token)
        {
            await Task.Yield();
            if (Interlocked.Increment(ref applied) == 1_000)
            {
                throw new InvalidDataException();
            }
        }
    }

    [Fact]
    public async Task A_failure_while_reading_ends_everything_and_is_what_the_caller_gets() =>
        await Assert.ThrowsAsync<InvalidDataException>(() => MemberLanes.RunAsync(BrokenEvents(), Lanes, (_, _) => ValueTask.CompletedTask, Token));

    [Fact]
    public async Task Stopping_ends_everything()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        ShopEvent[] events = [.. Enumerable.Range(0, 100_000).Select(i => Event($"m{i % 3_000}", i))];

        Task replay = MemberLanes.RunAsync(events, Lanes, async (_, token) => await Task.Delay(Timeout.Infinite, token), stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => replay);
    }

    private static IEnumerable<ShopEvent> BrokenEvents()
    {
        yield return Event("m1", 1);
        throw new InvalidDataException();
    }

    private static ShopEvent Event(string member, int number) =>
        new(ShopEventKind.Order, $"{number}", $"{number}", member, DateTimeOffset.UnixEpoch, Money.Zero("CNY"));
}
