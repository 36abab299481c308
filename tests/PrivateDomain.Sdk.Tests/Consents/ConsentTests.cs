using PrivateDomain.Sdk.Consents;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Storage.InMemory;
using PrivateDomain.Sdk.Tests.Failures;

namespace PrivateDomain.Sdk.Tests.Consents;

/// <summary>What giving, withdrawing and reading consents does, by example, on both stores.</summary>
public sealed class ConsentTests
{
    private static readonly DateTimeOffset s_start = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

    public static TheoryData<StoreKind> Stores => [StoreKind.Memory, StoreKind.Sqlite];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_consent_is_given_renewed_withdrawn_and_given_again_and_the_ledger_tells_it_all(StoreKind store)
    {
        await using Shop shop = await OpenAsync(store);
        IConsents consents = shop.Domain.Consents;

        Outcome<ConsentReceipt> given = await consents.GiveAsync(new("1", "m", "sms", 2) { Channel = "checkout", OccurredAt = s_start }, Ct);
        Outcome<ConsentReceipt> renewed = await consents.GiveAsync(new("2", "m", "sms", 3) { Actor = "anna", OccurredAt = s_start.AddDays(1) }, Ct);
        Assert.Equal(new ConsentReceipt("m", "sms", null, ConsentChange.Given, 2, s_start), given.Value);
        Assert.Equal(new ConsentReceipt("m", "sms", null, ConsentChange.Renewed, 3, s_start.AddDays(1)), renewed.Value);
        Consent standing = Assert.Single(await consents.GetAsync("m", Ct));
        Assert.Equal(("sms", null, 3L, s_start.AddDays(1), null, "anna"), (standing.Purpose, standing.Recipient, standing.Version, standing.GivenAt, standing.Channel, standing.Actor));

        await shop.RestartAsync();
        consents = shop.Domain.Consents;
        Outcome<ConsentReceipt> withdrawn = await consents.WithdrawAsync(new("3", "m", "sms") { Channel = "profile", OccurredAt = s_start.AddDays(2) }, Ct);
        Assert.Equal(new ConsentReceipt("m", "sms", null, ConsentChange.Withdrawn, 3, s_start.AddDays(1)), withdrawn.Value);
        Assert.Empty(await consents.GetAsync("m", Ct));
        Assert.False(await consents.IsGivenAsync("m", "sms", cancellationToken: Ct));
        Outcome<ConsentReceipt> again = await consents.GiveAsync(new("4", "m", "sms", 1) { OccurredAt = s_start.AddDays(3) }, Ct);

        Assert.Equal((ConsentChange.Given, 1L), (again.Value.Change, again.Value.Version));
        Page<ConsentEntry> statement = await consents.GetStatementAsync("m", null, Ct);
        Assert.Equal(
            ["4 Give v1   consent.give/4", "3 Withdraw v3 profile  consent.withdraw/3", "2 Renew v3  anna consent.give/2", "1 Give v2 checkout  consent.give/1"],
            statement.Items.Select(e => FormattableString.Invariant($"{e.Sequence} {e.Kind} v{e.Version} {e.Channel} {e.Actor} {e.Operation}")));
        await shop.VerifyAsync(Ct);
    }

    [Fact]
    public async Task The_question_is_answered_for_one_purpose_one_recipient_and_a_least_version()
    {
        await using Shop shop = await OpenAsync();
        IConsents consents = shop.Domain.Consents;
        await consents.GiveAsync(new("1", "m", "sms", 2), Ct);
        await consents.GiveAsync(new("2", "m", "ads", 5) { Recipient = "partner-1" }, Ct);

        Assert.True(await consents.IsGivenAsync("m", "sms", cancellationToken: Ct));
        Assert.True(await consents.IsGivenAsync("m", "sms", null, 2, Ct));
        Assert.False(await consents.IsGivenAsync("m", "sms", null, 3, Ct));
        Assert.False(await consents.IsGivenAsync("m", "sms", "partner-1", cancellationToken: Ct));
        Assert.False(await consents.IsGivenAsync("m", "ads", cancellationToken: Ct));
        Assert.True(await consents.IsGivenAsync("m", "ads", "partner-1", 5, Ct));
        Assert.False(await consents.IsGivenAsync("m", "ads", "partner-2", cancellationToken: Ct));
        Assert.False(await consents.IsGivenAsync("m", "misspelled", cancellationToken: Ct));
        Assert.False(await consents.IsGivenAsync("other", "sms", cancellationToken: Ct));
        Assert.False(await shop.Domain.ForProgram("other").Consents.IsGivenAsync("m", "sms", cancellationToken: Ct));

        // Withdrawing one says nothing of the other.
        await consents.GiveAsync(new("3", "m", "ads", 1), Ct);
        await consents.WithdrawAsync(new("4", "m", "ads"), Ct);
        Assert.True(await consents.IsGivenAsync("m", "ads", "partner-1", cancellationToken: Ct));
    }

    [Fact]
    public async Task All_consents_of_a_member_and_the_question_are_one_load_each()
    {
        var store = new FaultingStore(new InMemoryRecordStore());
        await using Shop shop = Shop.On(store, Configure);
        await shop.Domain.Members.RegisterAsync(new RegisterMember("m"), Ct);
        for (int i = 0; i < 60; i++)
        {
            await shop.Domain.Consents.GiveAsync(new($"g{i}", "m", "ads", 1) { Recipient = $"partner-{i}" }, Ct);
        }

        int before = store.Count(StoreCall.Load);
        Assert.Equal(60, (await shop.Domain.Consents.GetAsync("m", Ct)).Count);
        Assert.Equal(before + 1, store.Count(StoreCall.Load));
        Assert.True(await shop.Domain.Consents.IsGivenAsync("m", "ads", "partner-59", cancellationToken: Ct));
        Assert.Equal(before + 2, store.Count(StoreCall.Load));

        // Very many recipients are read whole too.
        await Task.WhenAll(Enumerable.Range(60, 240).Select(i =>
            shop.Domain.Consents.GiveAsync(new($"g{i}", "m", "ads", 1) { Recipient = $"partner-{i}" }, Ct).AsTask()));
        Assert.Equal(300, (await shop.Domain.Consents.GetAsync("m", Ct)).Count);
    }

    [Fact]
    public async Task The_same_version_or_an_earlier_one_again_is_accepted_and_leaves_the_first_word_standing()
    {
        await using Shop shop = await OpenAsync();
        await shop.Domain.Consents.GiveAsync(new("1", "m", "sms", 2) { OccurredAt = s_start }, Ct);
        string before = await shop.DumpAsync(Ct, type => type.Name != "operations");

        Outcome<ConsentReceipt> same = await shop.Domain.Consents.GiveAsync(new("2", "m", "sms", 2) { Channel = "elsewhere", OccurredAt = s_start.AddDays(1) }, Ct);
        Outcome<ConsentReceipt> earlier = await shop.Domain.Consents.GiveAsync(new("3", "m", "sms", 1), Ct);

        Assert.Equal(new ConsentReceipt("m", "sms", null, ConsentChange.Unchanged, 2, s_start), same.Value);
        Assert.Equal(same.Value, earlier.Value);
        Assert.Equal(before, await shop.DumpAsync(Ct, type => type.Name != "operations"));
    }

    [Fact]
    public async Task The_same_key_again_returns_the_first_answer_and_another_content_is_refused()
    {
        await using Shop shop = await OpenAsync();
        var give = new GiveConsent("k", "m", "sms", 1) { OccurredAt = s_start };
        Outcome<ConsentReceipt> first = await shop.Domain.Consents.GiveAsync(give, Ct);
        await shop.Domain.Consents.WithdrawAsync(new("k", "m", "sms"), Ct);

        Outcome<ConsentReceipt> again = await shop.Domain.Consents.GiveAsync(give, Ct);
        Outcome<ConsentReceipt> altered = await shop.Domain.Consents.GiveAsync(give with { Version = 2 }, Ct);
        Outcome<ConsentReceipt> elsewhere = await shop.Domain.Consents.GiveAsync(give with { Recipient = "partner" }, Ct);

        Assert.Equal((first.Value, true), (again.Value, again.IsReplayed));
        Assert.Equal((OperationRefusals.KeyReused, OperationRefusals.KeyReused), (altered.Refusal?.Code, elsewhere.Refusal?.Code));
        Assert.Contains("version", altered.Refusal!.Message, StringComparison.Ordinal);
        Assert.Contains("recipient", elsewhere.Refusal!.Message, StringComparison.Ordinal);
        Assert.Empty(await shop.Domain.Consents.GetAsync("m", Ct));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task What_is_given_for_a_purpose_that_is_no_longer_declared_is_read_and_can_be_withdrawn(StoreKind store)
    {
        await using Shop shop = await OpenAsync(store);
        await shop.Domain.Consents.GiveAsync(new("1", "m", "sms", 1), Ct);
        await shop.RestartAsync(pd => pd.Consents(o => o.Purposes.Add("ads")));

        Assert.True(await shop.Domain.Consents.IsGivenAsync("m", "sms", cancellationToken: Ct));
        Assert.Equal(ConsentRefusals.PurposeUnknown, (await shop.Domain.Consents.GiveAsync(new("2", "m", "sms", 2), Ct)).Refusal?.Code);
        Assert.True((await shop.Domain.Consents.WithdrawAsync(new("3", "m", "sms"), Ct)).IsAccepted);
        Assert.Empty(await shop.Domain.Consents.GetAsync("m", Ct));
        await shop.VerifyAsync(Ct);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task All_consents_of_a_program_are_streamed_by_member_purpose_and_recipient(StoreKind store)
    {
        await using Shop shop = await OpenAsync(store);
        string[] members = ["\uE000", "\U0001F600", "a"];
        foreach (string member in members)
        {
            await shop.Domain.Members.RegisterAsync(new RegisterMember(member), Ct);
            await shop.Domain.Consents.GiveAsync(new($"1{member}", member, "sms", 1), Ct);
            await shop.Domain.Consents.GiveAsync(new($"2{member}", member, "ads", 1) { Recipient = "p2" }, Ct);
            await shop.Domain.Consents.GiveAsync(new($"3{member}", member, "ads", 1), Ct);
            await shop.Domain.Consents.GiveAsync(new($"4{member}", member, "ads", 1) { Recipient = "p1" }, Ct);
            await shop.Domain.Consents.WithdrawAsync(new($"5{member}", member, "ads") { Recipient = "p1" }, Ct);
        }

        var given = new List<string>();
        await foreach (Consent consent in shop.Domain.Consents.ReadAllAsync(Ct))
        {
            given.Add($"{consent.MemberId} {consent.Purpose} {consent.Recipient}");
        }

        var entries = new List<string>();
        await foreach (ConsentEntry entry in shop.Domain.Consents.ReadStatementAsync(Ct))
        {
            entries.Add($"{entry.MemberId} {entry.Sequence}");
        }

        string[] sorted = ["a", "\uE000", "\U0001F600"];
        Assert.Equal(sorted.SelectMany(member => (string[])[$"{member} ads ", $"{member} ads p2", $"{member} sms "]), given);
        Assert.Equal(sorted.SelectMany(member => Enumerable.Range(1, 5).Select(i => FormattableString.Invariant($"{member} {i}"))), entries);
        await shop.VerifyAsync(Ct);
    }

    [Theory]
    [InlineData(StoreKind.Memory, 40)]
    [InlineData(StoreKind.Sqlite, 8)]
    public async Task Under_32_callers_on_two_hosts_each_change_is_recorded_once_and_the_ledger_has_no_gap(StoreKind store, int each)
    {
        using var directory = new TempDirectory();
        await using Shop one = store == StoreKind.Memory ? Shop.InMemory(Configure) : Shop.OnSqlite(directory, Configure);
        await one.Domain.Members.RegisterAsync(new RegisterMember("m"), Ct);
        await using Shop two = store == StoreKind.Memory ? Shop.On(one.Store, Configure) : Shop.OnSqlite(directory, Configure);

        ConsentChange[][] changes = await Task.WhenAll(Enumerable.Range(0, 32).Select(async caller =>
        {
            IConsents mine = (caller % 2 == 0 ? one : two).Domain.Consents;
            var done = new List<ConsentChange>();
            for (int i = 0; i < each; i++)
            {
                string? recipient = i % 2 == 0 ? null : "partner";
                Outcome<ConsentReceipt> outcome = (caller + i) % 3 == 0
                    ? await mine.WithdrawAsync(new($"w{caller}-{i}", "m", "sms") { Recipient = recipient }, Ct)
                    : await mine.GiveAsync(new($"g{caller}-{i}", "m", "sms", 1 + (caller % 4)) { Recipient = recipient }, Ct);
                Assert.True(outcome.IsAccepted || outcome.Refusal.Code == ConsentRefusals.NotGiven, outcome.ToString());
                if (outcome.IsAccepted)
                {
                    done.Add(outcome.Value.Change);
                }
            }

            return done.ToArray();
        }));

        ConsentChange[] all = [.. changes.SelectMany(mine => mine)];
        var entries = new List<ConsentEntry>();
        await foreach (ConsentEntry entry in one.Domain.Consents.ReadStatementAsync(Ct))
        {
            entries.Add(entry);
        }

        Assert.Equal(all.Count(change => change == ConsentChange.Given), entries.Count(entry => entry.Kind == ConsentEntryKind.Give));
        Assert.Equal(all.Count(change => change == ConsentChange.Renewed), entries.Count(entry => entry.Kind == ConsentEntryKind.Renew));
        Assert.Equal(all.Count(change => change == ConsentChange.Withdrawn), entries.Count(entry => entry.Kind == ConsentEntryKind.Withdraw));
        Assert.NotEmpty(entries);
        await two.VerifyAsync(Ct);
    }

    internal static void Configure(PrivateDomainBuilder pd) => pd.Consents(o =>
    {
        o.Purposes.Add("sms");
        o.Purposes.Add("ads");
    });

    private static async Task<Shop> OpenAsync(StoreKind store = StoreKind.Memory)
    {
        Shop shop = Shop.On(store, Configure);
        shop.Time.Now = s_start.UtcDateTime;
        await shop.Domain.Members.RegisterAsync(new RegisterMember("m"), Ct);
        return shop;
    }
}
