using System.Globalization;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Storage;
using PrivateDomain.Sdk.Tags;

namespace PrivateDomain.Sdk.Tests.Tags;

/// <summary>The members of a tag, in pages and as a stream.</summary>
public sealed class TagReadingTests
{
    private static readonly DateTimeOffset s_start = new(2024, 3, 1, 10, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Memory, 7)]
    [InlineData(StoreKind.Sqlite, 7)]
    [InlineData(StoreKind.Memory, 1)]
    public async Task Pages_of_members_neither_skip_nor_repeat_while_others_are_tagged(StoreKind store, int size)
    {
        await using Shop shop = Shop.On(store);
        string[] members = ["é", "e\u0301", "Z", "a", "\U0001F600", "\uFFFD", " ", "中", .. Enumerable.Range(0, 40).Select(i => i.ToString("D3", CultureInfo.InvariantCulture))];
        await shop.Domain.Tags.DefineGroupAsync(new("d", "likes"), Ct);
        foreach (string member in members)
        {
            await TagAsync(shop, member, "tea");
            await TagAsync(shop, member, "teapot");
        }

        var seen = new List<string>();
        string? cursor = null;
        int added = 0;
        do
        {
            Page<MemberTag> page = await shop.Domain.Tags.GetMembersAsync("likes", "tea", new PageRequest(cursor, size), null, Ct);
            Assert.All(page.Items, tag => Assert.Equal("tea", tag.Value));
            seen.AddRange(page.Items.Select(tag => tag.MemberId.Value));
            cursor = page.NextCursor;
            foreach (string place in added < 100 ? new[] { "!", "0205", "zz", "\U0001F601" } : [])
            {
                await TagAsync(shop, string.Create(CultureInfo.InvariantCulture, $"{place}-{added++}"), "tea");
            }

            await shop.RestartAsync();
        }
        while (cursor is not null);

        Assert.Equal(seen.Order(CodePointComparer.Instance).Distinct(StringComparer.Ordinal), seen);
        Assert.Subset(seen.ToHashSet(StringComparer.Ordinal), members.ToHashSet(StringComparer.Ordinal));
        await shop.VerifyAsync(Ct);
    }

    [Fact]
    public async Task Pages_of_groups_values_and_members_with_expired_ones_between_them_join_to_the_whole()
    {
        await using Shop shop = Shop.InMemory();
        shop.Time.Now = s_start.UtcDateTime;
        for (int i = 0; i < 23; i++)
        {
            string name = i.ToString("D2", CultureInfo.InvariantCulture);
            await shop.Domain.Tags.DefineGroupAsync(new(name, name), Ct);
        }

        for (int i = 0; i < 23; i++)
        {
            string name = i.ToString("D2", CultureInfo.InvariantCulture);
            await TagAsync(shop, "m", name, "00");
            await TagAsync(shop, name, "tea", "01", i % 4 == 0 ? null : s_start.AddDays(1));
        }

        shop.Time.Now = s_start.AddDays(2).UtcDateTime;
        ITags tags = shop.Domain.Tags;
        Assert.Equal(23, (await AllAsync(page => tags.GetGroupsAsync(page, Ct))).Distinct().Count());
        Assert.Equal(Enumerable.Range(0, 23).Select(i => i.ToString("D2", CultureInfo.InvariantCulture)), (await AllAsync(page => tags.GetCountsAsync("00", page, Ct))).Select(count => count.Value));
        Assert.Equal(6, (await AllAsync(page => tags.GetMembersAsync("01", "tea", page, null, Ct))).Count);
        Assert.Equal(23, (await AllAsync(page => tags.GetMembersAsync("01", "tea", page, s_start, Ct))).Count);
        Assert.Equal(23, await tags.CountAsync("01", "tea", Ct));
        var streamed = new List<string>();
        await foreach (MemberTag tag in tags.ReadMembersAsync("01", "tea", null, Ct))
        {
            streamed.Add(tag.MemberId.Value);
        }

        Assert.Equal(["00", "04", "08", "12", "16", "20"], streamed);
        await shop.VerifyAsync(Ct);
    }

    [Fact]
    public async Task Members_of_a_large_tag_are_streamed_and_let_go()
    {
        const int members = 30_000;
        const int watched = 1_000;
        await using Shop shop = Shop.OnSqlite();
        await shop.Domain.Tags.GetGroupsAsync(null, Ct);
        foreach (int[] portion in Enumerable.Range(0, members).Chunk(shop.Store.Descriptor.MaxChanges))
        {
            await shop.Store.CommitAsync(new ChangeSet([.. portion.Select(i => new Change.Insert(Tag(i)))]), Ct);
        }

        // What this process holds in all says nothing here: other tests run beside this one.
        var first = new List<WeakReference>(watched);
        int read = 0;
        string last = "";
        await foreach (MemberTag tag in shop.Domain.Tags.ReadMembersAsync("likes", "tea", null, Ct))
        {
            Assert.True(string.CompareOrdinal(last, tag.MemberId.Value) < 0);
            last = tag.MemberId.Value;
            if (++read <= watched)
            {
                first.Add(new WeakReference(tag));
            }
            else if (read == members / 2)
            {
                GC.Collect();
                // A state machine may hold on to the one it gave first; what must not stay are the pages.
                Assert.InRange(first.Count(tagBefore => tagBefore.IsAlive), 0, watched / 10);
            }
        }

        Assert.Equal(members, read);
    }

    private static MemberTag Tag(int member) => new()
    {
        Program = Shop.Program,
        MemberId = member.ToString("D6", CultureInfo.InvariantCulture),
        Group = "likes",
        Value = "tea",
        Source = TagSource.Import,
        SetAt = s_start,
    };

    private static async Task<List<T>> AllAsync<T>(Func<PageRequest, ValueTask<Page<T>>> read)
    {
        var all = new List<T>();
        string? cursor = null;
        do
        {
            Page<T> page = await read(new PageRequest(cursor, 3));
            all.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        return all;
    }

    private static async Task TagAsync(Shop shop, string member, string value, string group = "likes", DateTimeOffset? expiresAt = null)
    {
        await shop.Domain.Members.RegisterAsync(new RegisterMember(member) { RegisteredAt = s_start }, Ct);
        Assert.True((await shop.Domain.Tags.SetAsync(new($"{member}-{group}-{value}", member, group, value) { ExpiresAt = expiresAt }, Ct)).IsAccepted);
    }
}
