using System.Text;
using System.Text.Json;
using PrivateDomain.Sdk.Coupons;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Merges;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Privacy;
using PrivateDomain.Sdk.Storage;
using PrivateDomain.Sdk.Tests.Merges;

namespace PrivateDomain.Sdk.Tests.Privacy;

/// <summary>What an export holds and what an erasure leaves.</summary>
public sealed class PrivacyTests
{
    // What is nobody's: a new record type must be in an export, or here.
    private static readonly string[] s_ofNobody =
    [
        "commission_sales", "coupon_stocks", "coupon_template_versions", "coupon_templates", "external_ids", "forecast_runs", "level_tallies", "lifecycle_tallies", "operations", "order_coupons", "orders", "policy_versions", "rfm_runs", "segment_catalogs", "segment_tallies", "segment_versions", "segments", "tag_counts", "tag_groups",
    ];

    private static readonly ExternalId s_openid = new("openid", "oK-personal-4711");

    public static TheoryData<StoreKind> Stores => [StoreKind.Memory, StoreKind.Sqlite];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task An_export_holds_every_record_of_a_member_under_each_of_his_ids(StoreKind store)
    {
        await using Shop shop = await OpenAsync(store);
        using var stream = new MemoryStream();
        var progress = new List<long>();

        MemberExport? export = await shop.Domain.Privacy.ExportAsync("old", stream, new Recorder(progress), Ct);

        using JsonDocument document = JsonDocument.Parse(stream.ToArray());
        Assert.Equal(["li", "old"], export!.Ids.Select(id => id.Value));
        Assert.Equal(["li", "old"], document.RootElement.GetProperty("ids").EnumerateArray().Select(id => id.GetString()));
        JsonElement records = document.RootElement.GetProperty("records");
        long written = 0;
        foreach (RecordType type in StoreDump.Types)
        {
            List<Record> all = await StoreDump.ReadAsync(shop.Store, type, Shop.Program, Ct);
            Record[] his =
            [
                .. type.Name switch
                {
                    "orders" => all.Where(order => ((Order)order).MemberId.Value is "li" or "old"),
                    "order_coupons" => all.Where(used => ((OrderCoupons)used).MemberId.Value is "li" or "old"),
                    _ => all.Where(record => record.Owner is "li" or "old"),
                },
            ];
            if (!s_ofNobody.Contains(type.Name) || type.Name is "orders" or "order_coupons")
            {
                Assert.Equal(his.Length, records.GetProperty(type.Name).GetArrayLength());
                written += his.Length;
            }
            else
            {
                Assert.True(his.Length == 0 || type.Name == "operations", type.Name);
                Assert.False(records.TryGetProperty(type.Name, out _));
            }
        }

        Assert.Equal(["k1", "k2"], records.GetProperty("coupons").EnumerateArray().Select(coupon => coupon.GetProperty("id").GetString()).Order());
        Assert.Equal(1, records.GetProperty("order_coupons").GetArrayLength());
        Assert.Equal(written, export.Records);
        Assert.Equal(export.Records / 500, progress.Count);
        JsonElement order = records.GetProperty("orders").EnumerateArray().Single(one => one.GetProperty("owner").GetString() == "o1");
        Assert.Equal(("o1", 40_00L, "tea"), (order.GetProperty("owner").GetString(), order.GetProperty("goods").GetInt64(), order.GetProperty("lines")[0].GetProperty("category").GetString()));
        Assert.Contains("Grüße 茶", Encoding.UTF8.GetString(stream.ToArray()), StringComparison.Ordinal);
        Assert.DoesNotContain("4711", Encoding.UTF8.GetString(stream.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_nobody_nothing_is_written()
    {
        await using Shop shop = await MergeShop.OpenAsync(StoreKind.Memory, "li");
        using var stream = new MemoryStream();
        Assert.Null(await shop.Domain.Privacy.ExportAsync("nobody", stream, null, Ct));
        Assert.Equal(0, stream.Length);
    }

    [Fact]
    public void Every_record_type_is_exported_or_nobodys() => Assert.Equal(
        SdkRecords.Model.Types.Select(type => type.Name).Order(StringComparer.Ordinal),
        SdkRecords.OfMembers.Select(type => type.Name).Concat(s_ofNobody).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task An_erased_member_is_a_pseudonym_with_a_ledger(StoreKind store)
    {
        await using Shop shop = await OpenAsync(store);
        IPrivateDomain pd = shop.Domain;
        PointTotals points = await pd.Points.GetTotalsAsync(Ct);
        string hash = Assert.Single((await ReadAsync<Member>(shop, Member.Schema, "old")).ExternalIds).Hash;

        Outcome<ErasureReceipt> erased = await pd.Privacy.EraseAsync(new EraseMember("e1", "old"), Ct);
        Outcome<ErasureReceipt> again = await pd.Privacy.EraseAsync(new EraseMember("e1", "old"), Ct);

        Assert.Equal(
            ("li", 2, 2, 2, 1, 2),
            (erased.Value.MemberId.Value, erased.Value.Ids, erased.Value.ExternalIds, erased.Value.Attributes, erased.Value.Tags, erased.Value.Consents));
        Assert.Empty(await pd.Members.GetAttributesAsync("old", Ct));
        Assert.Empty(await pd.Consents.GetAsync("li", Ct));
        Assert.Empty(await pd.Segments.GetOfMemberAsync("li", Ct));
        Assert.Equal(2, await pd.Segments.CountAsync("everybody", Ct));
        Assert.Equal((erased.Value, true), (again.Value, again.IsReplayed));
        Assert.Null(await pd.Members.FindAsync(s_openid, Ct));
        Assert.Empty(await pd.Tags.GetAsync("li", null, Ct));
        Assert.Equal(0, await pd.Tags.CountAsync("likes", "茶", Ct));
        Assert.Equal(points, await pd.Points.GetTotalsAsync(Ct));
        Assert.DoesNotContain(hash, await shop.DumpAsync(Ct, static type => type.Name != "operations"), StringComparison.Ordinal);

        // Nothing that says something of him is taken any more; his orders may still be refunded, and somebody else may have his phone.
        Assert.Equal(MemberRefusals.Erased, (await pd.Members.LinkExternalIdAsync(new("l9", "li", s_openid), Ct)).Refusal?.Code);
        Assert.Equal(MemberRefusals.Erased, (await pd.Tags.SetAsync(new("t9", "old", "likes", "tea"), Ct)).Refusal?.Code);
        Assert.Equal(MemberRefusals.Erased, (await pd.Merges.MergeAsync(new("m9", "li", "other"), Ct)).Refusal?.Code);
        Assert.Equal(MemberRefusals.Erased, (await pd.Merges.UndoAsync(new("u9", "old"), Ct)).Refusal?.Code);
        Assert.Equal(MemberRefusals.Erased, (await pd.Privacy.EraseAsync(new EraseMember("e2", "li"), Ct)).Refusal?.Code);
        Assert.Equal(MemberRefusals.NotFound, (await pd.Privacy.EraseAsync(new EraseMember("e3", "nobody"), Ct)).Refusal?.Code);
        Assert.True((await pd.Orders.RefundedAsync(new OrderRefunded("r1", "o1", shop.Time.GetUtcNow()) { Amount = new Money(10_00, "CNY") }, Ct)).IsAccepted);
        Assert.True((await pd.Members.LinkExternalIdAsync(new("l10", "other", s_openid), Ct)).IsAccepted);
        await shop.VerifyAsync(Ct);
    }

    [Theory]
    [InlineData(StoreKind.Memory)]
    [InlineData(StoreKind.Sqlite)]
    public async Task Nothing_new_is_said_of_a_member_who_is_erased_at_the_same_time(StoreKind store)
    {
        using var directory = new TempDirectory();
        await using Shop one = store == StoreKind.Memory ? Shop.InMemory(MergeShop.Configure) : Shop.OnSqlite(directory, MergeShop.Configure);
        await MergeShop.PrepareAsync(one, [.. Enumerable.Range(0, 20).Select(i => $"m{i}")]);
        await using Shop two = store == StoreKind.Memory ? Shop.On(one.Store, MergeShop.Configure) : Shop.OnSqlite(directory, MergeShop.Configure);

        for (int i = 0; i < 20; i++)
        {
            string member = $"m{i}";
            await Task.WhenAll(
                one.Domain.Privacy.EraseAsync(new EraseMember($"e{i}", member), Ct).AsTask(),
                two.Domain.Tags.SetAsync(new($"t{i}", member, "likes", "tea"), Ct).AsTask(),
                two.Domain.Members.LinkExternalIdAsync(new($"l{i}", member, new ExternalId("openid", member)), Ct).AsTask());
            Assert.Empty(await one.Domain.Tags.GetAsync(member, null, Ct));
            Assert.Null(await one.Domain.Members.FindAsync(new ExternalId("openid", member), Ct));
            Assert.Empty((await one.Domain.Members.GetAsync(member, Ct))!.ExternalIds);
        }

        await two.VerifyAsync(Ct);
    }

    /// <summary>A member with every kind of record, into whom another was merged.</summary>
    private static async Task<Shop> OpenAsync(StoreKind store)
    {
        Shop shop = await MergeShop.OpenAsync(store, "li", "old", "other", "friend");
        IPrivateDomain pd = shop.Domain;
        await pd.Members.LinkExternalIdAsync(new("l1", "old", s_openid), Ct);
        await pd.Members.LinkExternalIdAsync(new("l2", "li", new ExternalId("phone", "13900004711")), Ct);
        await pd.Referrals.BindAsync(new("b1", "li", "other"), Ct);
        await pd.Referrals.BindAsync(new("b2", "friend", "li"), Ct);
        await MergeShop.PayAsync(shop, "o1", "old", 40_00, "tea");
        await MergeShop.PayAsync(shop, "o2", "li", 60_00, "cups");
        await MergeShop.PayAsync(shop, "o3", "friend", 80_00, "cups");
        await Parallel.ForAsync(0, 640, Ct, async (i, ct) => await pd.Points.GrantAsync(new($"g{i}", "li", 1) { Reason = "Grüße 茶" }, ct));
        await pd.Coupons.IssueAsync(new("k1", "one", "old"), Ct);
        await pd.Coupons.IssueAsync(new("k2", "few", "old") { Actor = "anna", Reason = "sorry" }, Ct);
        Assert.Null(await MergeShop.PayWithAsync(shop, "o4", "old", "k1"));
        await pd.Tags.SetAsync(new("t1", "old", "likes", "茶") { Actor = "anna" }, Ct);
        await pd.Members.SetAttributesAsync(new("a1", "old", new Dictionary<string, AttributeValue?> { ["job"] = AttributeValue.Of("potter") }), Ct);
        Assert.True((await pd.Consents.GiveAsync(new("c1", "old", "sms", 1), Ct)).IsAccepted);
        Assert.True((await pd.Consents.GiveAsync(new("c2", "li", "sms", 2), Ct)).IsAccepted);
        Assert.True((await pd.Merges.MergeAsync(new MergeMembers("m1", "old", "li"), Ct)).IsAccepted);
        Assert.Equal("potter", Assert.Single(await pd.Members.GetAttributesAsync("old", Ct)).Text);
        Assert.Equal(3, await pd.Segments.CountAsync("everybody", Ct));
        return shop;
    }

    private static async Task<T> ReadAsync<T>(Shop shop, RecordType type, string owner)
        where T : Record => (T)(await StoreDump.ReadAsync(shop.Store, type, Shop.Program, Ct)).Single(record => record.Owner == owner);

    private sealed class Recorder(List<long> reports) : IProgress<long>
    {
        public void Report(long value) => reports.Add(value);
    }
}
