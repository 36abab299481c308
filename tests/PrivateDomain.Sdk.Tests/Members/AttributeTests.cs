using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Storage.InMemory;
using PrivateDomain.Sdk.Tests.Consents;
using PrivateDomain.Sdk.Tests.Failures;

namespace PrivateDomain.Sdk.Tests.Members;

/// <summary>What setting, clearing and reading attributes does, by example, on both stores.</summary>
public sealed class AttributeTests
{
    private static readonly DateTimeOffset s_start = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_born = new(1990, 5, 17, 0, 0, 0, TimeSpan.FromHours(8));

    public static TheoryData<StoreKind> Stores => [StoreKind.Memory, StoreKind.Sqlite];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Attributes_of_every_kind_are_set_in_one_commit_and_read_back_typed(StoreKind store)
    {
        await using Shop shop = await OpenAsync(store);
        var command = new SetAttributes("op", "m", new Dictionary<string, AttributeValue?>
        {
            ["nickname"] = "小李 \U0001F600",
            ["level"] = "gold",
            ["height_cm"] = 172,
            ["newsletter"] = false,
            ["birthday"] = s_born,
            ["allergies"] = (string[])["nuts", "milk", "nuts"],
        })
        {
            Actor = "form-7",
        };

        Outcome<AttributesReceipt> outcome = await shop.Domain.Members.SetAttributesAsync(command, Ct);
        await shop.RestartAsync();

        Assert.Equal(new AttributesReceipt("m", 6, 0, 0), outcome.Value);
        IReadOnlyList<MemberAttribute> read = await shop.Domain.Members.GetAttributesAsync("m", Ct);
        Assert.Equal(["allergies", "birthday", "height_cm", "level", "newsletter", "nickname"], read.Select(attribute => attribute.Name));
        Assert.Equal(
            [AttributeKind.TextSet, AttributeKind.Instant, AttributeKind.Number, AttributeKind.Text, AttributeKind.Boolean, AttributeKind.Text],
            read.Select(attribute => attribute.Kind));
        Assert.Equal(["milk", "nuts"], read[0].Texts);
        Assert.Equal(s_born.ToUniversalTime(), read[1].Instant);
        Assert.Equal(TimeSpan.Zero, read[1].Instant!.Value.Offset);
        Assert.Equal((172L, "gold", false, "小李 \U0001F600"), (read[2].Number, read[3].Text, read[4].Boolean, read[5].Text));
        Assert.All(read, attribute => Assert.Equal((s_start, "form-7"), (attribute.SetAt, attribute.Actor)));
        Assert.All(read, attribute => Assert.Equal(
            1,
            new object?[] { attribute.Text, attribute.Number, attribute.Boolean, attribute.Instant, attribute.Texts.Count > 0 ? attribute : null }.Count(value => value is not null)));
        Assert.Empty(await shop.Domain.Members.GetAttributesAsync("nobody", Ct));
        Assert.Empty(await shop.Domain.ForProgram("other").Members.GetAttributesAsync("m", Ct));
        await shop.VerifyAsync(Ct);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Values_are_changed_cleared_and_left_alone_in_one_commit(StoreKind store)
    {
        await using Shop shop = await OpenAsync(store);
        await SetAsync(shop, "1", new() { ["nickname"] = "li", ["height_cm"] = 170, ["allergies"] = AttributeValue.Of(["nuts"]), ["newsletter"] = true });
        shop.Time.Now = s_start.AddDays(1).UtcDateTime;

        AttributesReceipt receipt = await SetAsync(
            shop, "2", new() { ["nickname"] = "li", ["height_cm"] = 171, ["allergies"] = AttributeValue.Of([]), ["birthday"] = null });
        AttributesReceipt nothing = await SetAsync(shop, "3", []);

        Assert.Equal(new AttributesReceipt("m", 1, 1, 2), receipt);
        Assert.Equal(new AttributesReceipt("m", 0, 0, 0), nothing);
        Assert.Equal(
            [("height_cm", s_start.AddDays(1)), ("newsletter", s_start), ("nickname", s_start)],
            (await shop.Domain.Members.GetAttributesAsync("m", Ct)).Select(attribute => (attribute.Name, attribute.SetAt)));
        Assert.Equal(171, (await shop.Domain.Members.GetAttributesAsync("m", Ct))[0].Number);
        await shop.VerifyAsync(Ct);
    }

    [Fact]
    public async Task The_same_key_again_changes_nothing_and_with_another_value_it_is_refused_by_the_attributes_name()
    {
        await using Shop shop = await OpenAsync();
        var first = new SetAttributes("op", "m", new Dictionary<string, AttributeValue?> { ["nickname"] = "li", ["height_cm"] = 170 });
        var reordered = new SetAttributes("op", "m", new Dictionary<string, AttributeValue?> { ["height_cm"] = 170, ["nickname"] = "li" });
        Outcome<AttributesReceipt> set = await shop.Domain.Members.SetAttributesAsync(first, Ct);
        await SetAsync(shop, "other", new() { ["nickname"] = "wang" });

        Outcome<AttributesReceipt> again = await shop.Domain.Members.SetAttributesAsync(reordered, Ct);
        Assert.Equal((set.Value, true), (again.Value, again.IsReplayed));
        Assert.Equal("wang", (await shop.Domain.Members.GetAttributesAsync("m", Ct))[1].Text);
        foreach (AttributeValue? other in new AttributeValue?[] { "LI", null })
        {
            Outcome<AttributesReceipt> altered = await shop.Domain.Members.SetAttributesAsync(
                first with { Values = new Dictionary<string, AttributeValue?> { ["nickname"] = other, ["height_cm"] = 170 } }, Ct);
            Assert.Equal(OperationRefusals.KeyReused, altered.Refusal?.Code);
            Assert.Contains("nickname", altered.Refusal!.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Values_stand_in_the_attributes_record_and_nowhere_else()
    {
        await using Shop shop = await OpenAsync();
        var values = new Dictionary<string, AttributeValue?>
        {
            ["nickname"] = "Zhang San",
            ["height_cm"] = 173,
            ["birthday"] = s_born,
            ["allergies"] = AttributeValue.Of(["penicillin"]),
            ["newsletter"] = true,
        };
        await SetAsync(shop, "one", values);
        await shop.Domain.Members.RegisterAsync(new("other"), Ct);
        await shop.Domain.Members.SetAttributesAsync(new("two", "other", values), Ct);

        string operations = await shop.DumpAsync(Ct, type => type.Name == "operations");
        Assert.DoesNotContain("Zhang", operations, StringComparison.Ordinal);
        Assert.DoesNotContain("173", operations, StringComparison.Ordinal);
        Assert.DoesNotContain("penicillin", operations, StringComparison.Ordinal);
        Assert.DoesNotContain(s_born.UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture), operations, StringComparison.Ordinal);

        // Equal values of two members cannot be told to be equal from what is remembered of the operations.
        string[] digests = [.. operations.Split('\n').Where(line => line.Contains("attribute.", StringComparison.Ordinal)).Select(line => line[line.IndexOf('#', StringComparison.Ordinal)..])];
        Assert.Equal(10, digests.Length);
        Assert.Equal(10, digests.Distinct(StringComparer.Ordinal).Count());

        MemberAttribute stored = (await shop.Domain.Members.GetAttributesAsync("m", Ct))[^1];
        Assert.Equal("Zhang San", stored.Text);
        Assert.DoesNotContain("Zhang", $"{stored} {values["nickname"]} {new SetAttributes("op", "m", values)}", StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task What_was_declared_otherwise_is_read_as_it_is_stored_and_can_be_cleared(StoreKind store)
    {
        await using Shop shop = await OpenAsync(store);
        await SetAsync(shop, "1", new() { ["nickname"] = "li", ["level"] = "gold" });
        await shop.RestartAsync(pd => pd.Members(o => o.Attributes.Add(AttributeDefinition.Number("level"))));

        IReadOnlyList<MemberAttribute> read = await shop.Domain.Members.GetAttributesAsync("m", Ct);
        Assert.Equal([("level", "gold"), ("nickname", "li")], read.Select(attribute => (attribute.Name, attribute.Text)));
        Assert.Equal(MemberRefusals.AttributeUnknown, (await TrySetAsync(shop, "2", new() { ["nickname"] = "wang" })).Refusal?.Code);
        Assert.Equal(MemberRefusals.AttributeInvalid, (await TrySetAsync(shop, "3", new() { ["level"] = "silver" })).Refusal?.Code);

        Assert.Equal(new AttributesReceipt("m", 1, 1, 0), await SetAsync(shop, "4", new() { ["nickname"] = null, ["level"] = 3 }));
        Outcome<AttributesReceipt> gone = await TrySetAsync(shop, "5", new() { ["nickname"] = null });
        MemberAttribute left = Assert.Single(await shop.Domain.Members.GetAttributesAsync("m", Ct));
        Assert.Equal((MemberRefusals.AttributeUnknown, AttributeKind.Number, 3L, null), (gone.Refusal?.Code, left.Kind, left.Number, left.Text));
    }

    [Theory]
    [InlineData(StoreKind.Memory, 25)]
    [InlineData(StoreKind.Sqlite, 5)]
    public async Task Attributes_that_32_callers_on_two_hosts_set_together_stay_together(StoreKind store, int each)
    {
        using var directory = new TempDirectory();
        await using Shop one = store == StoreKind.Memory ? Shop.InMemory(Configure) : Shop.OnSqlite(directory, Configure);
        await one.Domain.Members.RegisterAsync(new("m"), Ct);
        await using Shop two = store == StoreKind.Memory ? Shop.On(one.Store, Configure) : Shop.OnSqlite(directory, Configure);

        AttributesReceipt[][] receipts = await Task.WhenAll(Enumerable.Range(0, 32).Select(async caller =>
        {
            var mine = new List<AttributesReceipt>();
            for (int i = 0; i < each; i++)
            {
                AttributeValue? text = i % 5 == 4 ? null : $"{caller}-{i}";
                AttributeValue? number = i % 5 == 4 ? null : (AttributeValue)((caller * 1_000L) + i);
                mine.Add(await SetAsync(caller % 2 == 0 ? one : two, $"op-{caller}-{i}", new() { ["nickname"] = text, ["height_cm"] = number }));
            }

            return mine.ToArray();
        }));

        // Both or neither, and of one call.
        Assert.All(receipts.SelectMany(mine => mine), receipt => Assert.True(receipt is { Set: 2 } or { Cleared: 2 } or { Unchanged: 2 }, receipt.ToString()));
        IReadOnlyList<MemberAttribute> left = await two.Domain.Members.GetAttributesAsync("m", Ct);
        if (left.Count > 0)
        {
            Assert.Equal(left[1].Text, FormattableString.Invariant($"{left[0].Number / 1_000}-{left[0].Number % 1_000}"));
        }
        else
        {
            Assert.Contains(receipts, mine => mine[^1].Cleared == 2 || mine[^1].Unchanged == 2);
        }
    }

    [Fact]
    public async Task All_attributes_that_can_be_declared_come_with_one_load_and_more_from_earlier_declarations_are_read_whole()
    {
        var store = new FaultingStore(new InMemoryRecordStore());
        await using Shop shop = Shop.On(store, pd => Declare(pd, "n"));
        await shop.Domain.Members.RegisterAsync(new("m"), Ct);
        await SetAsync(shop, "1", Named("n"));
        int before = store.Count(StoreCall.Load);
        Assert.Equal(100, (await shop.Domain.Members.GetAttributesAsync("m", Ct)).Count);
        Assert.Equal(before + 1, store.Count(StoreCall.Load));

        await shop.RestartAsync(pd => Declare(pd, "o"));
        await SetAsync(shop, "2", Named("o"));
        Assert.Equal(
            Enumerable.Range(0, 100).Select(i => $"n{i:D3}").Concat(Enumerable.Range(0, 100).Select(i => $"o{i:D3}")),
            (await shop.Domain.Members.GetAttributesAsync("m", Ct)).Select(attribute => attribute.Name));

        static void Declare(PrivateDomainBuilder pd, string prefix) => pd.Members(o =>
        {
            for (int i = 0; i < MemberOptions.MaxAttributes; i++)
            {
                o.Attributes.Add(AttributeDefinition.Number($"{prefix}{i:D3}"));
            }
        });

        static Dictionary<string, AttributeValue?> Named(string prefix) =>
            Enumerable.Range(0, 100).ToDictionary(i => $"{prefix}{i:D3}", i => (AttributeValue?)(AttributeValue)(long)i);
    }

    [Fact]
    public async Task A_member_that_changes_between_reading_and_committing_is_looked_at_again()
    {
        var inner = new InMemoryRecordStore();
        var meeting = new FaultingStore(inner);
        await using Shop late = Shop.On(meeting, Both);
        await using Shop early = Shop.On(new SharedStore(inner), Both);
        await late.Domain.Members.RegisterAsync(new("m"), Ct);
        int links = 0;
        Assert.Equal(2, await CommitsOfAsync(() => late.Domain.Members.SetAttributesAsync(
            new("op", "m", new Dictionary<string, AttributeValue?> { ["nickname"] = "li" }), Ct)));
        Assert.Equal(2, await CommitsOfAsync(() => late.Domain.Consents.GiveAsync(new("op", "m", "sms", 1), Ct)));
        Assert.Equal(2, await CommitsOfAsync(() => late.Domain.Consents.WithdrawAsync(new("op", "m", "sms"), Ct)));
        Assert.Equal(3, (await late.Domain.Members.GetAsync("m", Ct))!.ExternalIds.Count);

        // Whoever changes nothing need not care.
        Assert.Equal(1, await CommitsOfAsync(() => late.Domain.Members.SetAttributesAsync(
            new("op2", "m", new Dictionary<string, AttributeValue?> { ["nickname"] = "li" }), Ct)));

        async Task<int> CommitsOfAsync<T>(Func<ValueTask<Outcome<T>>> call)
            where T : class
        {
            int before = meeting.Count(StoreCall.Commit);
            bool isOvertaken = false;
            meeting.Before = (kind, _) =>
            {
                if (kind == StoreCall.Commit && !isOvertaken)
                {
                    isOvertaken = true;
                    Assert.True(Task.Run(() => early.Domain.Members.LinkExternalIdAsync(new($"link-{links}", "m", new ExternalId("card", $"{links++}")), Ct).AsTask(), Ct)
                        .GetAwaiter().GetResult().IsAccepted);
                }
            };
            Assert.True((await call()).IsAccepted);
            meeting.Heal();
            return meeting.Count(StoreCall.Commit) - before;
        }

        static void Both(PrivateDomainBuilder pd)
        {
            Configure(pd);
            ConsentTests.Configure(pd);
            pd.Members(o => o.ExternalIdKey = Shop.ExternalIdKey);
        }
    }

    [Fact]
    public void Values_are_equal_where_they_are_of_one_kind_and_the_same()
    {
        AttributeValue[] different =
        [
            "1", 1, true, AttributeValue.Of(["1"]), new DateTimeOffset(1, TimeSpan.Zero), "", AttributeValue.Of([]), AttributeValue.Of(["a", "b"]), AttributeValue.Of(["a\u001Fb"]),
        ];

        Assert.Equal(different.Length, different.Distinct().Count());
        Assert.Equal(AttributeValue.Of(["b", "a", "b"]), AttributeValue.Of(["a", "b"]));
        Assert.Equal(AttributeValue.Of(s_born), AttributeValue.Of(s_born.ToUniversalTime()));
        Assert.Equal(AttributeValue.Of(["b", "a"]).GetHashCode(), AttributeValue.Of(["a", "b"]).GetHashCode());
        Assert.All(different, value => Assert.Equal($"{value.Kind}:***", value.ToString()));
    }

    internal static void Configure(PrivateDomainBuilder pd) => pd.Members(o =>
    {
        o.Attributes.Add(AttributeDefinition.Text("nickname"));
        o.Attributes.Add(AttributeDefinition.Text("level", ["silver", "gold"]));
        o.Attributes.Add(AttributeDefinition.Number("height_cm", minimum: 0));
        o.Attributes.Add(AttributeDefinition.Boolean("newsletter"));
        o.Attributes.Add(AttributeDefinition.Instant("birthday"));
        o.Attributes.Add(AttributeDefinition.TextSet("allergies"));
    });

    private static async Task<Shop> OpenAsync(StoreKind store = StoreKind.Memory)
    {
        Shop shop = Shop.On(store, Configure);
        shop.Time.Now = s_start.UtcDateTime;
        await shop.Domain.Members.RegisterAsync(new("m"), Ct);
        return shop;
    }

    private static ValueTask<Outcome<AttributesReceipt>> TrySetAsync(Shop shop, string key, Dictionary<string, AttributeValue?> values) =>
        shop.Domain.Members.SetAttributesAsync(new(key, "m", values), Ct);

    private static async Task<AttributesReceipt> SetAsync(Shop shop, string key, Dictionary<string, AttributeValue?> values) =>
        (await TrySetAsync(shop, key, values)).Value;
}
