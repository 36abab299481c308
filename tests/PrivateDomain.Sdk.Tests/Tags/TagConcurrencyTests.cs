using System.Globalization;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Tags;

namespace PrivateDomain.Sdk.Tests.Tags;

/// <summary>Callers at once and two hosts on one store: nothing is lost, nothing counts twice, an exclusive group holds one value.</summary>
public sealed class TagConcurrencyTests
{
    private const int Callers = 32;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Memory, 40)]
    [InlineData(StoreKind.Sqlite, 8)]
    public async Task An_exclusive_group_holds_one_value_under_32_callers_on_two_hosts(StoreKind store, int each)
    {
        using var directory = new TempDirectory();
        await using Shop one = store == StoreKind.Memory ? Shop.InMemory() : Shop.OnSqlite(directory);
        await PrepareAsync(one, 1);
        await using Shop two = store == StoreKind.Memory ? Shop.On(one.Store) : Shop.OnSqlite(directory);

        TagReceipt[][] receipts = await Task.WhenAll(Enumerable.Range(0, Callers).Select(async caller =>
        {
            ITags tags = (caller % 2 == 0 ? one : two).Domain.Tags;
            var mine = new List<TagReceipt>();
            for (int i = 0; i < each; i++)
            {
                string value = (i % 5).ToString(CultureInfo.InvariantCulture);
                mine.Add(i % 7 == 6
                    ? (await tags.RemoveAsync(new($"r{caller}-{i}", "m0", "city", value), Ct)).Value
                    : (await tags.SetAsync(new($"s{caller}-{i}", "m0", "city", value), Ct)).Value);
            }

            return mine.ToArray();
        }));

        // The history is the order in which they were decided: each replaced value is the one before it, and as many say so as there are entries.
        await one.VerifyAsync(Ct);
        Page<TagCount> counts = await one.Domain.Tags.GetCountsAsync("city", null, Ct);
        IReadOnlyList<MemberTag> left = await one.Domain.Tags.GetAsync("m0", null, Ct);
        Assert.InRange(left.Count, 0, 1);
        Assert.Equal(left.Count, counts.Items.Sum(count => count.Members));
        List<TagEntry> entries = await HistoryAsync(one);
        TagReceipt[] all = [.. receipts.SelectMany(mine => mine)];
        Assert.Equal(all.Count(receipt => receipt.Change != TagChange.Unchanged), entries.Count);
        Assert.Equal(
            all.Where(receipt => receipt.Change == TagChange.Replaced).Select(receipt => $"{receipt.Replaced}>{receipt.Value}").Order(StringComparer.Ordinal),
            entries.Where(entry => entry.Kind == TagEntryKind.Replace).Select(entry => $"{entry.Replaced}>{entry.Value}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(StoreKind.Memory, 600)]
    [InlineData(StoreKind.Sqlite, 120)]
    public async Task A_tag_that_everybody_gets_is_counted_exactly_on_two_hosts(StoreKind store, int members)
    {
        using var directory = new TempDirectory();
        await using Shop one = store == StoreKind.Memory ? Shop.InMemory() : Shop.OnSqlite(directory);
        await PrepareAsync(one, members);
        await using Shop two = store == StoreKind.Memory ? Shop.On(one.Store) : Shop.OnSqlite(directory);

        // Each member is tagged twice under different keys, on both hosts; every third one loses the tag again.
        await Parallel.ForAsync(0, members, new ParallelOptions { MaxDegreeOfParallelism = Callers, CancellationToken = Ct }, async (i, token) =>
        {
            Task<Outcome<TagReceipt>>[] set =
            [
                one.Domain.Tags.SetAsync(new($"one-{i}", $"m{i}", "likes", "tea"), token).AsTask(),
                two.Domain.Tags.SetAsync(new($"two-{i}", $"m{i}", "likes", "tea"), token).AsTask(),
            ];
            Outcome<TagReceipt>[] outcomes = await Task.WhenAll(set);
            Assert.Equal([TagChange.Unchanged, TagChange.Set], outcomes.Select(outcome => outcome.Value.Change).Order());
            if (i % 3 == 0)
            {
                Assert.Equal(TagChange.Removed, (await (i % 2 == 0 ? one : two).Domain.Tags.RemoveAsync(new($"r-{i}", $"m{i}", "likes", "tea"), token)).Value.Change);
            }
        });

        Assert.Equal(Enumerable.Range(0, members).Count(i => i % 3 != 0), await two.Domain.Tags.CountAsync("likes", "tea", Ct));
        await two.VerifyAsync(Ct);
    }

    [Fact]
    public async Task Two_sweeps_at_once_beside_renewals_book_each_expiry_once()
    {
        const int members = 300;
        await using Shop one = Shop.InMemory();
        await PrepareAsync(one, members);
        await using Shop two = Shop.On(one.Store);
        DateTimeOffset end = one.Time.GetUtcNow().AddDays(1);
        await Task.WhenAll(Enumerable.Range(0, members).Select(i => one.Domain.Tags.SetAsync(new($"s{i}", $"m{i}", "likes", "tea") { ExpiresAt = end }, Ct).AsTask()));
        one.Time.Now = two.Time.Now = end.UtcDateTime;

        Task<TagExpirySweep> first = one.Domain.Tags.ExpireAsync(null, null, Ct).AsTask();
        Task<TagExpirySweep> second = two.Domain.Tags.ExpireAsync(null, null, Ct).AsTask();
        Outcome<TagReceipt>[] renewed = await Task.WhenAll(Enumerable.Range(0, members / 3).Select(i =>
            two.Domain.Tags.SetAsync(new($"again{i}", $"m{i}", "likes", "tea"), Ct).AsTask()));

        // Whoever books it, the sweep or the write that finds it expired: each tag's time runs out once.
        long swept = (await first).Tags + (await second).Tags;
        Assert.InRange(swept, members - renewed.Length, members);
        Assert.All(renewed, outcome => Assert.Equal(TagChange.Set, outcome.Value.Change));
        Assert.Equal(members / 3, await one.Domain.Tags.CountAsync("likes", "tea", Ct));
        await one.VerifyAsync(Ct);
    }

    private static async Task PrepareAsync(Shop shop, int members)
    {
        await Task.WhenAll(Enumerable.Range(0, members).Select(i => shop.Domain.Members.RegisterAsync(new RegisterMember($"m{i}"), Ct).AsTask()));
        await shop.Domain.Tags.DefineGroupAsync(new("d1", "city") { IsExclusive = true }, Ct);
        await shop.Domain.Tags.DefineGroupAsync(new("d2", "likes"), Ct);
    }

    private static async Task<List<TagEntry>> HistoryAsync(Shop shop)
    {
        var entries = new List<TagEntry>();
        string? cursor = null;
        do
        {
            Page<TagEntry> page = await shop.Domain.Tags.GetHistoryAsync("m0", new PageRequest(cursor), Ct);
            entries.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        return entries;
    }
}
