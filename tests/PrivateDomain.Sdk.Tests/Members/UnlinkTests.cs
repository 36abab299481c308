using System.Globalization;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Storage;
using PrivateDomain.Sdk.Storage.InMemory;
using PrivateDomain.Sdk.Storage.Sqlite;
using PrivateDomain.Sdk.Tests.Failures;

namespace PrivateDomain.Sdk.Tests.Members;

/// <summary>An external id is one member's until it is unlinked, and then anybody's: by example, and under callers on two hosts.</summary>
public sealed class UnlinkTests
{
    private static readonly ExternalId s_phone = new("phone", "13800000000");
    private static readonly ExternalId s_openid = new("openid", "o-1");

    public static TheoryData<StoreKind> Stores => [StoreKind.Memory, StoreKind.Sqlite];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task An_id_that_is_unlinked_finds_nobody_and_may_be_linked_to_another(StoreKind store)
    {
        await using Shop shop = await OpenAsync(store);
        IMembers members = shop.Domain.Members;

        Outcome<MemberReceipt> unlinked = await members.UnlinkExternalIdAsync(new("u1", "a", s_phone), Ct);

        Assert.Equal(1, unlinked.Value.ExternalIds);
        Assert.Null(await members.FindAsync(s_phone, Ct));
        Assert.Equal(["openid"], (await members.GetAsync("a", Ct))!.ExternalIds.Select(link => link.Kind));
        Assert.Equal("a", (await members.FindAsync(s_openid, Ct))!.MemberId.Value);
        Assert.Single(await StoreDump.ReadAsync(shop.Store, ExternalIdClaim.Schema, Shop.Program, Ct));
        Assert.True((await members.LinkExternalIdAsync(new("l1", "b", s_phone), Ct)).IsAccepted);
        Assert.Equal("b", (await members.FindAsync(s_phone, Ct))!.MemberId.Value);
        Assert.True((await members.UnlinkExternalIdAsync(new("u2", "b", s_phone), Ct)).IsAccepted);
        Assert.Equal(2, (await members.LinkExternalIdAsync(new("l2", "a", s_phone), Ct)).Value.ExternalIds);
        await shop.VerifyAsync(Ct);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task The_same_key_again_changes_nothing_though_the_id_was_linked_anew(StoreKind store)
    {
        await using Shop shop = await OpenAsync(store);
        Outcome<MemberReceipt> first = await shop.Domain.Members.UnlinkExternalIdAsync(new("u1", "a", s_phone), Ct);
        await shop.Domain.Members.LinkExternalIdAsync(new("l1", "a", s_phone), Ct);
        await shop.RestartAsync();

        Outcome<MemberReceipt> again = await shop.Domain.Members.UnlinkExternalIdAsync(new("u1", "a", s_phone), Ct);
        Outcome<MemberReceipt> altered = await shop.Domain.Members.UnlinkExternalIdAsync(new("u1", "a", s_openid), Ct);

        Assert.Equal((first.Value, true), (again.Value, again.IsReplayed));
        Assert.Equal(OperationRefusals.KeyReused, altered.Refusal?.Code);
        Assert.Equal("a", (await shop.Domain.Members.FindAsync(s_phone, Ct))!.MemberId.Value);
    }

    [Fact]
    public async Task What_is_not_linked_to_the_member_is_refused_alike_whether_or_not_another_has_it()
    {
        await using Shop shop = await OpenAsync(StoreKind.Memory);
        string before = await shop.DumpAsync(Ct, type => type.Name != "operations");

        Outcome<MemberReceipt> another = await shop.Domain.Members.UnlinkExternalIdAsync(new("u1", "b", s_phone), Ct);
        Outcome<MemberReceipt> nobody = await shop.Domain.Members.UnlinkExternalIdAsync(new("u2", "b", new("phone", "13900000000")), Ct);
        Outcome<MemberReceipt> stranger = await shop.Domain.Members.UnlinkExternalIdAsync(new("u3", "ghost", s_phone), Ct);

        Assert.Equal(MemberRefusals.ExternalIdNotLinked, another.Refusal?.Code);
        Assert.Equal(another.Refusal, nobody.Refusal);
        Assert.Equal(MemberRefusals.NotFound, stranger.Refusal?.Code);
        Assert.Equal(before, await shop.DumpAsync(Ct, type => type.Name != "operations"));
        Assert.DoesNotContain("138", await shop.DumpAsync(Ct), StringComparison.Ordinal);
        Assert.DoesNotContain("138", another.Refusal!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_late_unlink_never_takes_the_id_from_whom_it_was_given_meanwhile(StoreKind kind)
    {
        using var directory = new TempDirectory();
        IRecordStore first = kind == StoreKind.Memory ? new InMemoryRecordStore() : Sqlite(directory);
        IRecordStore second = kind == StoreKind.Memory ? first : Sqlite(directory);
        var meeting = new FaultingStore(first);
        try
        {
            await using Shop late = Shop.On(meeting, Keyed);
            await using Shop early = Shop.On(new SharedStore(second), Keyed);
            await RegisterAsync(late);
            bool isOvertaken = false;
            meeting.Before = (call, _) =>
            {
                if (call == StoreCall.Commit && !isOvertaken)
                {
                    // The claim is there again with the revision that was read, and it is another's.
                    isOvertaken = true;
                    Task.Run(MoveAsync, Ct).GetAwaiter().GetResult();
                }
            };

            Outcome<MemberReceipt> outcome = await late.Domain.Members.UnlinkExternalIdAsync(new("late", "a", s_phone), Ct);
            meeting.Heal();

            Assert.True(isOvertaken);
            Assert.Equal(MemberRefusals.ExternalIdNotLinked, outcome.Refusal?.Code);
            Assert.Equal("b", (await late.Domain.Members.FindAsync(s_phone, Ct))!.MemberId.Value);

            async Task MoveAsync()
            {
                Assert.True((await early.Domain.Members.UnlinkExternalIdAsync(new("early", "a", s_phone), Ct)).IsAccepted);
                Assert.True((await early.Domain.Members.LinkExternalIdAsync(new("moved", "b", s_phone), Ct)).IsAccepted);
            }
        }
        finally
        {
            (first as IDisposable)?.Dispose();
            (second as IDisposable)?.Dispose();
        }
    }

    [Theory]
    [InlineData(StoreKind.Memory, 30)]
    [InlineData(StoreKind.Sqlite, 6)]
    public async Task Ids_that_16_callers_on_two_hosts_link_and_unlink_are_one_members_at_every_end(StoreKind store, int each)
    {
        using var directory = new TempDirectory();
        await using Shop one = store == StoreKind.Memory ? Shop.InMemory(Keyed) : Shop.OnSqlite(directory, Keyed);
        string[] members = ["a", "b", "c"];
        foreach (string member in members)
        {
            await one.Domain.Members.RegisterAsync(new RegisterMember(member), Ct);
        }

        await using Shop two = store == StoreKind.Memory ? Shop.On(one.Store, Keyed) : Shop.OnSqlite(directory, Keyed);
        int[] balance = await Task.WhenAll(Enumerable.Range(0, 16).Select(async caller =>
        {
            IMembers mine = (caller % 2 == 0 ? one : two).Domain.Members;
            int linked = 0;
            for (int i = 0; i < each; i++)
            {
                string member = members[(caller + i) % members.Length];
                var id = new ExternalId("phone", ((caller * 7) + i).ToString(CultureInfo.InvariantCulture)[^1..]);
                Outcome<MemberReceipt> outcome = i % 2 == 0
                    ? await mine.LinkExternalIdAsync(new($"l{caller}-{i}", member, id), Ct)
                    : await mine.UnlinkExternalIdAsync(new($"u{caller}-{i}", member, id), Ct);
                linked += outcome.IsAccepted ? 1 : 0;
            }

            return linked;
        }));

        Assert.True(balance.Sum() > 0);
        List<ExternalIdClaim> claims = [.. (await StoreDump.ReadAsync(one.Store, ExternalIdClaim.Schema, Shop.Program, Ct)).Cast<ExternalIdClaim>()];
        var links = new List<(string, string)>();
        foreach (string member in members)
        {
            links.AddRange((await two.Domain.Members.GetAsync(member, Ct))!.ExternalIds.Select(link => (member, link.Hash)));
        }

        Assert.Equal(claims.Select(claim => (claim.MemberId.Value, claim.Hash)).Order(), links.Order());
    }

    private static void Keyed(Sdk.Hosting.PrivateDomainBuilder pd) => pd.Members(o => o.ExternalIdKey = Shop.ExternalIdKey);

    private static SqliteRecordStore Sqlite(TempDirectory directory) => new(new SqliteStoreOptions { ConnectionString = directory.ConnectionString });

    private static async Task<Shop> OpenAsync(StoreKind store)
    {
        Shop shop = Shop.On(store, Keyed);
        await RegisterAsync(shop);
        return shop;
    }

    private static async Task RegisterAsync(Shop shop)
    {
        await shop.Domain.Members.RegisterAsync(new RegisterMember("a") { ExternalIds = [s_phone, s_openid] }, Ct);
        await shop.Domain.Members.RegisterAsync(new RegisterMember("b"), Ct);
    }
}
