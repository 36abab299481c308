using System.Globalization;
using System.Runtime.CompilerServices;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Storage;
using PrivateDomain.Sdk.Tags;

namespace PrivateDomain.Sdk.Tests.Tags;

/// <summary>Many tags at once: counted, in order, bounded, and to be run again.</summary>
public sealed class TagStreamTests
{
    private const int Members = 50;
    private const int AtOnce = 1_000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Memory, 5_500)]
    [InlineData(StoreKind.Sqlite, 2_500)]
    public async Task A_stream_is_counted_by_outcome_and_can_be_run_again_with_the_same_keys(StoreKind store, int commands)
    {
        await using Shop shop = await OpenAsync(Shop.On(store));
        var reports = new List<TagBulk>();

        TagBulk first = await shop.Domain.Tags.SetManyAsync(StreamAsync(commands), new Reports(reports.Add), Ct);
        string stored = await shop.DumpAsync(Ct);
        await shop.RestartAsync();
        TagBulk again = await shop.Domain.Tags.SetManyAsync(StreamAsync(commands), null, Ct);

        // Of each member's exclusive group the last one stands.
        int refused = Enumerable.Range(0, commands).Count(i => i % 100 == 99);
        Assert.Equal((commands, Members, refused), (first.Commands, first.Set, first.Refused));
        Assert.Equal(commands, first.Set + first.Renewed + first.Replaced + first.Unchanged + first.Kept + first.Refused);
        Assert.Equal(commands - Members - refused, first.Replaced);
        Assert.Equal(int.Min(refused, TagBulk.MaxRefusals), first.FirstRefusals.Count);
        Assert.Equal((100L, TagRefusals.GroupNotFound, "99"), (first.FirstRefusals[0].Position, first.FirstRefusals[0].Refusal.Code, first.FirstRefusals[0].Command.Value));
        Assert.Equal(first, reports[^1]);
        Assert.Equal(reports.Select(report => report.Commands).Order(), reports.Select(report => report.Commands));
        Assert.Equal((first.Set, first.Replaced, (long)commands), (again.Set, again.Replaced, again.Replayed));
        Assert.Equal(0, first.Replayed);
        Assert.Equal(stored, await shop.DumpAsync(Ct));
        for (int member = 0; member < Members; member++)
        {
            int last = Enumerable.Range(0, commands).Last(i => i % Members == member && i % 100 != 99);
            Assert.Equal(last.ToString(CultureInfo.InvariantCulture), Assert.Single(await shop.Domain.Tags.GetAsync($"m{member}", null, Ct)).Value);
        }

        await shop.VerifyAsync(Ct);
    }

    [Fact]
    public async Task No_more_than_a_thousand_commands_are_under_way()
    {
        var store = new GatedStore(new Sdk.Storage.InMemory.InMemoryRecordStore());
        await using Shop shop = await OpenAsync(Shop.On(store));
        int pulled = 0;
        async IAsyncEnumerable<SetTag> Commands()
        {
            await foreach (SetTag command in StreamAsync(5_000))
            {
                Interlocked.Increment(ref pulled);
                yield return command;
            }
        }

        store.Close();
        Task<TagBulk> running = shop.Domain.Tags.SetManyAsync(Commands(), null, Ct).AsTask();
        while (Volatile.Read(ref pulled) <= AtOnce)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), Ct);
        }

        // One more has been pulled and waits for a place; were there no bound, the rest would be pulled within this time.
        await Task.Delay(TimeSpan.FromMilliseconds(200), Ct);
        Assert.Equal(AtOnce + 1, Volatile.Read(ref pulled));
        Assert.False(running.IsCompleted);
        store.Open();
        Assert.Equal(5_000, (await running).Commands);
    }

    [Fact]
    public async Task Cancellation_leaves_a_beginning_of_the_stream_without_gap()
    {
        await using Shop shop = await OpenAsync(Shop.InMemory());
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        int told = 0;
        async IAsyncEnumerable<SetTag> Commands()
        {
            await foreach (SetTag command in StreamAsync(5_000))
            {
                if (++told == 2_345)
                {
                    await cut.CancelAsync();
                }

                yield return command;
            }
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await shop.Domain.Tags.SetManyAsync(Commands(), null, cut.Token));

        List<Record> operations = await StoreDump.ReadAsync(shop.Store, Operations.OperationRecord.Schema, Shop.Program, Ct);
        int[] done = [.. operations.Where(record => record.Id == "tag.set").Select(record => int.Parse(record.Owner[1..], CultureInfo.InvariantCulture)).Order()];
        Assert.Equal(Enumerable.Range(0, 2_344), done);
        TagBulk rest = await shop.Domain.Tags.SetManyAsync(StreamAsync(5_000), null, Ct);
        Assert.Equal((5_000L, 2_344L), (rest.Commands, rest.Replayed));
        await shop.VerifyAsync(Ct);
    }

    [Fact]
    public async Task A_null_in_the_stream_and_trouble_of_its_source_reach_the_caller_after_what_was_begun_is_done()
    {
        await using Shop shop = await OpenAsync(Shop.InMemory());
        async IAsyncEnumerable<SetTag> Broken(bool isNull)
        {
            await foreach (SetTag command in StreamAsync(10))
            {
                yield return command;
            }

            yield return isNull ? null! : throw new IOException("The list ends here.");
        }

        await Assert.ThrowsAsync<ArgumentException>(async () => await shop.Domain.Tags.SetManyAsync(Broken(true), null, Ct));
        Assert.Equal(10, (await StoreDump.ReadAsync(shop.Store, TagLedger.Schema, Shop.Program, Ct)).Count);
        await Assert.ThrowsAsync<IOException>(async () => await shop.Domain.Tags.SetManyAsync(Broken(false), null, Ct));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await shop.Domain.Tags.SetManyAsync(null!, null, Ct));
        Assert.Equal(new TagBulk().Commands, (await shop.Domain.Tags.SetManyAsync(StreamAsync(0), null, Ct)).Commands);
        await shop.VerifyAsync(Ct);
    }

    private static async IAsyncEnumerable<SetTag> StreamAsync(int commands, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (int i = 0; i < commands; i++)
        {
            if (i % 500 == 0)
            {
                await Task.Yield();
            }

            string value = i.ToString(CultureInfo.InvariantCulture);
            yield return new SetTag($"k{i}", $"m{i % Members}", i % 100 == 99 ? "nothing" : "visit", value) { Source = TagSource.Import };
        }
    }

    private static async Task<Shop> OpenAsync(Shop shop)
    {
        await Task.WhenAll(Enumerable.Range(0, Members).Select(i => shop.Domain.Members.RegisterAsync(new RegisterMember($"m{i}"), Ct).AsTask()));
        await shop.Domain.Tags.DefineGroupAsync(new("d", "visit") { IsExclusive = true }, Ct);
        return shop;
    }

    private sealed class Reports(Action<TagBulk> onReport) : IProgress<TagBulk>
    {
        public void Report(TagBulk value) => onReport(value);
    }
}
