using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Tags;

namespace PrivateDomain.Sdk.Tests.Tags;

/// <summary>What setting, removing and reading tags does, by example.</summary>
public sealed class TagTests
{
    private static readonly DateTimeOffset s_start = new(2024, 3, 1, 10, 0, 0, TimeSpan.Zero);

    public static TheoryData<StoreKind> Stores => [StoreKind.Memory, StoreKind.Sqlite];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_tag_that_is_set_is_read_back_with_its_source_actor_and_expiry(StoreKind store)
    {
        await using Shop shop = await OpenAsync(store);

        Outcome<TagReceipt> set = await shop.Domain.Tags.SetAsync(
            new("op-1", "m", "likes", "茶") { ExpiresAt = s_start.AddDays(30), Source = TagSource.Import, Actor = "list-7", Reason = "spring" }, Ct);

        Assert.Equal(
            new TagReceipt("m", "likes", "茶", TagChange.Set) { Standing = "茶", Source = TagSource.Import, ExpiresAt = s_start.AddDays(30) }, set.Value);
        MemberTag tag = Assert.Single(await shop.Domain.Tags.GetAsync("m", null, Ct));
        Assert.Equal(("likes", "茶", TagSource.Import, "list-7", s_start, s_start.AddDays(30)), (tag.Group, tag.Value, tag.Source, tag.Actor, tag.SetAt, tag.ExpiresAt));
        TagEntry entry = Assert.Single((await shop.Domain.Tags.GetHistoryAsync("m", null, Ct)).Items);
        Assert.Equal(
            (1, TagEntryKind.Set, "likes", "茶", TagSource.Import, "list-7", "spring", "tag.set/op-1"),
            (entry.Sequence, entry.Kind, entry.Group, entry.Value, entry.Source, entry.Actor, entry.Reason, entry.Operation));
        Assert.Equal(1, await shop.Domain.Tags.CountAsync("likes", "茶", Ct));
        Assert.Equal("m", Assert.Single((await shop.Domain.Tags.GetMembersAsync("likes", "茶", null, null, Ct)).Items).MemberId.Value);
        await shop.VerifyAsync(Ct);
    }

    [Fact]
    public async Task The_same_key_again_returns_the_first_answer_and_an_equal_tag_under_a_new_key_changes_nothing()
    {
        await using Shop shop = await OpenAsync();
        Outcome<TagReceipt> first = await shop.Domain.Tags.SetAsync(new("op-1", "m", "likes", "tea"), Ct);
        Outcome<TagReceipt> again = await shop.Domain.Tags.SetAsync(new("op-1", "m", "likes", "tea"), Ct);
        Outcome<TagReceipt> equal = await shop.Domain.Tags.SetAsync(new("op-2", "m", "likes", "tea") { Actor = "other", Reason = "other" }, Ct);
        Outcome<TagReceipt> altered = await shop.Domain.Tags.SetAsync(new("op-1", "m", "likes", "coffee"), Ct);

        Assert.Equal((first.Value, true), (again.Value, again.IsReplayed));
        Assert.Equal(TagChange.Unchanged, equal.Value.Change);
        Assert.Null((await shop.Domain.Tags.GetAsync("m", null, Ct))[0].Actor);
        Assert.Equal(OperationRefusals.KeyReused, altered.Refusal?.Code);
        Assert.Contains("value", altered.Refusal!.Message, StringComparison.Ordinal);
        Assert.Single((await shop.Domain.Tags.GetHistoryAsync("m", null, Ct)).Items);
        await shop.VerifyAsync(Ct);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task An_exclusive_group_holds_one_value_and_its_history_says_what_was_replaced(StoreKind store)
    {
        await using Shop shop = await OpenAsync(store);
        await SetAsync(shop, "city", "Beijing");
        shop.Time.Now = s_start.AddHours(1).UtcDateTime;
        TagReceipt replaced = await SetAsync(shop, "city", "上海");
        await SetAsync(shop, "likes", "tea");
        await SetAsync(shop, "likes", "coffee");

        Assert.Equal((TagChange.Replaced, "Beijing", "上海"), (replaced.Change, replaced.Replaced, replaced.Standing));
        IReadOnlyList<MemberTag> tags = await shop.Domain.Tags.GetAsync("m", null, Ct);
        Assert.Equal(["city=上海", "likes=coffee", "likes=tea"], tags.Select(tag => $"{tag.Group}={tag.Value}"));
        Assert.Equal(s_start.AddHours(1), tags[0].SetAt);
        Page<TagEntry> history = await shop.Domain.Tags.GetHistoryAsync("m", null, Ct);
        Assert.Equal(["Set ", "Set ", "Replace Beijing", "Set "], history.Items.Select(entry => $"{entry.Kind} {entry.Replaced}"));
        Assert.Equal([("Beijing", 0L), ("上海", 1L)], (await shop.Domain.Tags.GetCountsAsync("city", null, Ct)).Items.Select(count => (count.Value, count.Members)));
        Assert.Empty((await shop.Domain.Tags.GetMembersAsync("city", "Beijing", null, null, Ct)).Items);
        await shop.VerifyAsync(Ct);
    }

    [Fact]
    public async Task A_renewal_changes_expiry_or_source_and_not_since_when()
    {
        await using Shop shop = await OpenAsync();
        await SetAsync(shop, "likes", "tea", TagSource.Rule, s_start.AddDays(1));
        shop.Time.Now = s_start.AddHours(1).UtcDateTime;

        Assert.Equal(TagChange.Renewed, (await SetAsync(shop, "likes", "tea", TagSource.Rule, s_start.AddDays(2))).Change);
        Assert.Equal(TagChange.Renewed, (await SetAsync(shop, "likes", "tea", TagSource.Manual, s_start.AddDays(2))).Change);
        Assert.Equal(TagChange.Renewed, (await SetAsync(shop, "likes", "tea")).Change);
        Assert.Equal(TagChange.Unchanged, (await SetAsync(shop, "likes", "tea")).Change);

        MemberTag tag = Assert.Single(await shop.Domain.Tags.GetAsync("m", null, Ct));
        Assert.Equal((s_start, TagSource.Manual, null), (tag.SetAt, tag.Source, tag.ExpiresAt));
        Assert.Equal(1, await shop.Domain.Tags.CountAsync("likes", "tea", Ct));
        await shop.VerifyAsync(Ct);
    }

    [Theory]
    [InlineData(TagSource.Manual, "Manual Rule Import Sync")]
    [InlineData(TagSource.Import, "Rule Import Sync")]
    [InlineData(TagSource.Sync, "Rule Import Sync")]
    [InlineData(TagSource.Rule, "Rule")]
    public async Task A_source_replaces_renews_and_removes_only_what_is_no_stronger(TagSource source, string yielding)
    {
        foreach (TagSource standing in Enum.GetValues<TagSource>())
        {
            bool wins = yielding.Split(' ').Contains(standing.ToString());
            await using Shop shop = await OpenAsync();
            await SetAsync(shop, "city", "a", standing);
            await SetAsync(shop, "likes", "tea", standing, s_start.AddDays(9));

            TagReceipt other = await SetAsync(shop, "city", "b", source);
            TagReceipt same = await SetAsync(shop, "likes", "tea", source, s_start.AddDays(8));
            Assert.Equal(wins ? TagChange.Replaced : TagChange.Kept, other.Change);
            Assert.Equal(wins ? ("b", source) : ("a", standing), (other.Standing, other.Source));
            Assert.Equal(wins ? TagChange.Renewed : TagChange.Kept, same.Change);
            Assert.Equal(s_start.AddDays(wins ? 8 : 9), same.ExpiresAt);

            TagReceipt removed = (await shop.Domain.Tags.RemoveAsync(new("r", "m", "likes", "tea") { Source = source }, Ct)).Value;
            Assert.Equal(wins ? (TagChange.Removed, null) : (TagChange.Kept, "tea"), (removed.Change, removed.Standing));
            Assert.Equal(wins ? 0 : 1, await shop.Domain.Tags.CountAsync("likes", "tea", Ct));
            await shop.VerifyAsync(Ct);
        }
    }

    [Fact]
    public async Task What_a_stronger_source_set_protects_only_until_it_expires()
    {
        await using Shop shop = await OpenAsync();
        await SetAsync(shop, "city", "a", TagSource.Manual, s_start.AddDays(1));
        shop.Time.Now = s_start.AddDays(1).UtcDateTime;

        TagReceipt set = await SetAsync(shop, "city", "b", TagSource.Rule);

        Assert.Equal((TagChange.Set, null, "b"), (set.Change, set.Replaced, set.Standing));
        Assert.Equal(["Set b", "Expire a", "Set a"], (await shop.Domain.Tags.GetHistoryAsync("m", null, Ct)).Items.Select(entry => $"{entry.Kind} {entry.Value}"));
        Assert.Equal((0, 1), (await shop.Domain.Tags.CountAsync("city", "a", Ct), await shop.Domain.Tags.CountAsync("city", "b", Ct)));
        await shop.VerifyAsync(Ct);
    }

    [Fact]
    public async Task Only_the_named_value_is_removed_and_a_tag_that_is_not_there_is_no_refusal()
    {
        await using Shop shop = await OpenAsync();
        await SetAsync(shop, "city", "a");
        TagReceipt other = (await shop.Domain.Tags.RemoveAsync(new("r1", "m", "city", "b"), Ct)).Value;
        TagReceipt removed = (await shop.Domain.Tags.RemoveAsync(new("r2", "m", "city", "a") { Actor = "anna", Reason = "moved" }, Ct)).Value;
        TagReceipt again = (await shop.Domain.Tags.RemoveAsync(new("r3", "m", "city", "a"), Ct)).Value;

        Assert.Equal([TagChange.Unchanged, TagChange.Removed, TagChange.Unchanged], [other.Change, removed.Change, again.Change]);
        Assert.Equal("a", other.Standing);
        TagEntry entry = (await shop.Domain.Tags.GetHistoryAsync("m", null, Ct)).Items[0];
        Assert.Equal((TagEntryKind.Remove, "anna", "moved"), (entry.Kind, entry.Actor, entry.Reason));
        Assert.Equal(TagChange.Set, (await SetAsync(shop, "city", "a")).Change);
        await shop.VerifyAsync(Ct);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Expired_tags_are_not_read_and_a_sweep_books_them_once(StoreKind store)
    {
        await using Shop shop = await OpenAsync(store);
        await SetAsync(shop, "likes", "tea", TagSource.Manual, s_start.AddDays(1));
        await SetAsync(shop, "likes", "coffee", TagSource.Manual, s_start.AddDays(2));
        await SetAsync(shop, "city", "a", TagSource.Manual, s_start.AddDays(1));
        await SetAsync(shop, "likes", "milk");
        shop.Time.Now = s_start.AddDays(1).UtcDateTime;

        Assert.Equal(["coffee", "milk"], (await shop.Domain.Tags.GetAsync("m", null, Ct)).Select(tag => tag.Value));
        Assert.Equal(4, (await shop.Domain.Tags.GetAsync("m", s_start.AddDays(1).AddTicks(-1), Ct)).Count);
        Assert.Empty((await shop.Domain.Tags.GetMembersAsync("likes", "tea", null, null, Ct)).Items);
        Assert.Single((await shop.Domain.Tags.GetMembersAsync("likes", "tea", null, s_start, Ct)).Items);
        Assert.Equal(1, await shop.Domain.Tags.CountAsync("likes", "tea", Ct));

        Assert.Equal(new TagExpirySweep(2), await shop.Domain.Tags.ExpireAsync(null, null, Ct));
        string once = await shop.DumpAsync(Ct);
        await shop.RestartAsync();
        Assert.Equal(new TagExpirySweep(0), await shop.Domain.Tags.ExpireAsync(null, null, Ct));
        Assert.Equal(once, await shop.DumpAsync(Ct));
        Assert.Equal(0, await shop.Domain.Tags.CountAsync("likes", "tea", Ct));
        Assert.Equal(
            ["tag.expire/m", "tag.expire/m"],
            (await shop.Domain.Tags.GetHistoryAsync("m", null, Ct)).Items.Where(entry => entry.Kind == TagEntryKind.Expire).Select(entry => entry.Operation));
        await shop.VerifyAsync(Ct);
    }

    [Fact]
    public async Task A_group_is_defined_once_and_the_same_definition_again_changes_nothing()
    {
        await using Shop shop = await OpenAsync();
        string before = await shop.DumpAsync(Ct, type => type.Name != "operations");

        Outcome<TagGroupReceipt> same = await shop.Domain.Tags.DefineGroupAsync(new("again", "city") { IsExclusive = true, OccurredAt = s_start.AddYears(1) }, Ct);
        Outcome<TagGroupReceipt> other = await shop.Domain.Tags.DefineGroupAsync(new("other", "city"), Ct);

        Assert.Equal(new TagGroupReceipt("city", true, s_start), same.Value);
        Assert.Equal(TagRefusals.GroupFixed, other.Refusal?.Code);
        Assert.Equal(before, await shop.DumpAsync(Ct, type => type.Name != "operations"));
        Assert.Equal([("city", true), ("likes", false)], (await shop.Domain.Tags.GetGroupsAsync(null, Ct)).Items.Select(group => (group.Name, group.IsExclusive)));
        await shop.VerifyAsync(Ct);
    }

    [Fact]
    public async Task A_member_has_no_more_tags_than_the_limit_but_may_change_those_he_has()
    {
        await using Shop shop = await OpenAsync(StoreKind.Memory, pd => pd.Tags(o => o.MaxPerMember = 3));
        await SetAsync(shop, "city", "a");
        await SetAsync(shop, "likes", "tea", TagSource.Manual, s_start.AddDays(1));
        await SetAsync(shop, "likes", "coffee");
        Outcome<TagReceipt> full = await shop.Domain.Tags.SetAsync(new("full", "m", "likes", "milk"), Ct);
        Assert.Equal(TagRefusals.LimitReached, full.Refusal?.Code);
        Assert.Contains("3 tags", full.Refusal!.Message, StringComparison.Ordinal);

        Assert.Equal(TagChange.Replaced, (await SetAsync(shop, "city", "b")).Change);
        Assert.Equal(TagChange.Renewed, (await SetAsync(shop, "likes", "coffee", TagSource.Manual, s_start.AddDays(9))).Change);
        shop.Time.Now = s_start.AddDays(1).UtcDateTime;
        Assert.Equal(TagRefusals.LimitReached, (await shop.Domain.Tags.SetAsync(new("expired-counts", "m", "likes", "milk"), Ct)).Refusal?.Code);
        await shop.Domain.Tags.ExpireAsync(null, null, Ct);
        Assert.Equal(TagChange.Set, (await SetAsync(shop, "likes", "milk")).Change);

        // Whoever has more from an earlier limit keeps and reads them all.
        await shop.RestartAsync(pd => pd.Tags(o => o.MaxPerMember = 1));
        Assert.Equal(3, (await shop.Domain.Tags.GetAsync("m", null, Ct)).Count);
        await shop.VerifyAsync(Ct);
    }

    [Fact]
    public async Task Groups_and_values_that_run_into_each_other_are_told_apart()
    {
        await using Shop shop = await OpenAsync();
        (string Group, string Value)[] tags = [("a", "b/c"), ("a/b", "c"), ("a ", "b"), ("a", " b"), ("A", "b"), ("a", "b"), ("a", "B"), ("á", "b"), ("a\u0301", "b"), ("\U0001F600", "\uFFFD")];
        foreach ((string group, string value) in tags)
        {
            await shop.Domain.Tags.DefineGroupAsync(new(group, group), Ct);
            Assert.Equal(TagChange.Set, (await SetAsync(shop, group, value)).Change);
        }

        IReadOnlyList<MemberTag> read = await shop.Domain.Tags.GetAsync("m", null, Ct);
        Assert.Equal(
            tags.OrderBy(tag => tag.Group, Sdk.Storage.CodePointComparer.Instance).ThenBy(tag => tag.Value, Sdk.Storage.CodePointComparer.Instance),
            read.Select(tag => (tag.Group, tag.Value)));
        foreach ((string group, string value) in tags)
        {
            Assert.Equal(1, await shop.Domain.Tags.CountAsync(group, value, Ct));
            Assert.Equal(value, Assert.Single((await shop.Domain.Tags.GetMembersAsync(group, value, null, null, Ct)).Items).Value);
        }

        await shop.VerifyAsync(Ct);
    }

    [Fact]
    public async Task Another_programs_tags_do_not_exist_here()
    {
        await using Shop shop = await OpenAsync();
        await SetAsync(shop, "likes", "tea");
        IPrivateDomain other = shop.Domain.ForProgram("other");
        await other.Members.RegisterAsync(new RegisterMember("m"), Ct);

        Assert.Empty(await other.Tags.GetAsync("m", null, Ct));
        Assert.Empty((await other.Tags.GetGroupsAsync(null, Ct)).Items);
        Assert.Equal(0, await other.Tags.CountAsync("likes", "tea", Ct));
        Assert.Equal(TagRefusals.GroupNotFound, (await other.Tags.SetAsync(new("op", "m", "likes", "tea"), Ct)).Refusal?.Code);
    }

    [Fact]
    public async Task A_reason_stands_in_the_history_and_only_its_digest_under_the_key()
    {
        await using Shop shop = await OpenAsync();
        await shop.Domain.Tags.SetAsync(new("op", "m", "likes", "tea") { Reason = "asked on the phone" }, Ct);

        Assert.DoesNotContain("phone", await shop.DumpAsync(Ct, type => type.Name == "operations"), StringComparison.Ordinal);
        Assert.Equal("asked on the phone", (await shop.Domain.Tags.GetHistoryAsync("m", null, Ct)).Items[0].Reason);
        Outcome<TagReceipt> altered = await shop.Domain.Tags.SetAsync(new("op", "m", "likes", "tea") { Reason = "asked by mail" }, Ct);
        Assert.Equal(OperationRefusals.KeyReused, altered.Refusal?.Code);
        Assert.Contains("reason", altered.Refusal!.Message, StringComparison.Ordinal);
    }

    private static async Task<Shop> OpenAsync(StoreKind store = StoreKind.Memory, Action<PrivateDomainBuilder>? configure = null)
    {
        Shop shop = Shop.On(store, configure);
        shop.Time.Now = s_start.UtcDateTime;
        await shop.Domain.Members.RegisterAsync(new RegisterMember("m"), Ct);
        await shop.Domain.Tags.DefineGroupAsync(new("d1", "city") { IsExclusive = true }, Ct);
        await shop.Domain.Tags.DefineGroupAsync(new("d2", "likes"), Ct);
        return shop;
    }

    private static async Task<TagReceipt> SetAsync(
        Shop shop, string group, string value, TagSource source = TagSource.Manual, DateTimeOffset? expiresAt = null)
    {
        long n = (await shop.Domain.Tags.GetHistoryAsync("m", null, Ct)).Items.Count;
        string key = FormattableString.Invariant($"{n}-{group}-{value}-{source}-{expiresAt:O}-{shop.Time.Now.Ticks}");
        return (await shop.Domain.Tags.SetAsync(new(key, "m", group, value) { Source = source, ExpiresAt = expiresAt }, Ct)).Value;
    }
}
