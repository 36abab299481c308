using System.Globalization;
using PrivateDomain.Sdk.Segments;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Tests.Segments;

/// <summary>A large segment is read page by page: what was read can go, and reading twice as many holds no more.</summary>
public sealed class SegmentStreamTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Members_and_events_of_a_large_segment_are_streamed_and_let_go()
    {
        const int members = 30_000;
        await using Shop shop = Shop.OnSqlite(SegmentShop.Configure);
        await shop.Domain.Segments.GetAllAsync(Ct);
        foreach (int[] portion in Enumerable.Range(0, members).Chunk(shop.Store.Descriptor.MaxChanges / 2))
        {
            await shop.Store.CommitAsync(new ChangeSet([.. portion.SelectMany(Enter)]), Ct);
        }

        await ReadAsync(shop.Domain.Segments.ReadMembersAsync("large", Ct), members, standing => standing.MemberId.Value);
        await ReadAsync(shop.Domain.Segments.ReadEventsAsync("large", Ct), members, happened => happened.MemberId.Value);
    }

    /// <summary>Reads all of a stream; at a quarter, half and three quarters at most a page or two of it may be alive.</summary>
    private static async Task ReadAsync<T>(IAsyncEnumerable<T> stream, int count, Func<T, string> memberOf)
        where T : class
    {
        const int pages = 1_000;
        var seen = new List<WeakReference>(count);
        string last = "";
        await foreach (T one in stream)
        {
            Assert.True(string.CompareOrdinal(last, memberOf(one)) < 0);
            last = memberOf(one);
            seen.Add(new WeakReference(one));
            if (seen.Count % (count / 4) == 0)
            {
                // What this process holds in all says nothing here: other tests run beside this one.
                GC.Collect();
                Assert.InRange(seen.Count(reference => reference.IsAlive), 0, pages + 1);
            }
        }

        Assert.Equal(count, seen.Count);
    }

    private static IEnumerable<Change> Enter(int member)
    {
        string memberId = member.ToString("D6", CultureInfo.InvariantCulture);
        yield return new Change.Insert(new SegmentStanding
        {
            Program = Shop.Program,
            MemberId = memberId,
            SegmentId = "large",
            IsIn = true,
            Since = SegmentShop.Start,
            Changes = 1,
        });
        yield return new Change.Insert(new SegmentEvent
        {
            Program = Shop.Program,
            MemberId = memberId,
            SegmentId = "large",
            Number = 1,
            Version = 1,
            At = SegmentShop.Start.AddTicks(member),
            Operation = "segment.evaluate/x",
        });
    }
}
