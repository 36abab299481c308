using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Referrals;
using static PrivateDomain.Sdk.Tests.BadInput.Case;

namespace PrivateDomain.Sdk.Tests.BadInput;

/// <summary>Ids that name nothing, somebody else's, or nearly the same: each is itself and never merged. The answer is a typed refusal or a documented exception, and nothing is written.</summary>
public sealed class IdentifierTests
{
    public static TheoryData<StoreKind> Stores => [StoreKind.Memory, StoreKind.Sqlite];

    [Fact]
    public async Task Unknown_members_orders_lots_and_sales_are_refused_by_name()
    {
        await using Case c = await Case.StartAsync();
        await c.RefusedAsync(MemberRefusals.NotFound, d => d.Points.GrantAsync(new("k", "ghost", 1)), stored: true, "ghost");
        await c.RefusedAsync(MemberRefusals.NotFound, d => d.Points.SpendAsync(new("k", "ghost", 1)), stored: true, "ghost");
        await c.RefusedAsync(PointRefusals.LotNotFound, d => d.Points.ReverseAsync(new("k", "ghost", 1, 1)), stored: true, "ghost");
        await c.RefusedAsync(PointRefusals.LotNotFound, d => d.Points.ReverseAsync(new("k3", "m", 99, 1)), stored: true, "99");
        await c.RefusedAsync(MemberRefusals.NotFound, d => d.Referrals.BindAsync(new("k", "m", "ghost")), stored: true, "ghost");
        await c.RefusedAsync(MemberRefusals.NotFound, d => d.Referrals.BindAsync(new("k2", "ghost", "m")), stored: true, "ghost");
        await c.RefusedAsync(MemberRefusals.NotFound, d => d.Orders.PaidAsync(Order([100]) with { MemberId = "ghost" }), stored: true, "ghost");
        await c.RefusedAsync(OrderRefusals.NotFound, d => d.Orders.RefundedAsync(new("f", "nowhere", Cny(1), At)), stored: true, "nowhere");
        await c.RefusedAsync(MemberRefusals.NotFound, d => d.Commissions.AccrueAsync(new("k", "s", "ghost", Cny(1))), stored: true, "ghost");
        await c.RefusedAsync(CommissionRefusals.SaleNotFound, d => d.Commissions.ClawBackAsync(new("k", "nothing", Cny(1))), stored: true, "nothing");
        await c.RefusedAsync(MemberRefusals.NotFound, d => d.Members.LinkExternalIdAsync(new("k", "ghost", new ExternalId("phone", "1"))), stored: true, "ghost");

        Assert.Null(await c.Domain.Members.GetAsync("ghost"));
        Assert.Null(await c.Domain.Orders.GetAsync("nowhere"));
        Assert.Null(await c.Domain.Referrals.GetAsync("ghost"));
        Assert.Null(await c.Domain.Members.FindAsync(new ExternalId("phone", "1")));
        Assert.Equal(0, (await c.Domain.Points.GetBalanceAsync("ghost")).Available);
        Assert.Empty((await c.Domain.Points.GetStatementAsync("ghost")).Items);
        Assert.Equal(0, (await c.Domain.Commissions.GetBalanceAsync("ghost")).Net.MinorUnits);
        Assert.Empty((await c.Domain.Commissions.GetStatementAsync("ghost")).Items);
    }

    [Fact]
    public async Task Another_programs_records_do_not_exist_here()
    {
        await using Case c = await Case.StartAsync();
        IPrivateDomain other = c.Domain.ForProgram("other");
        await other.Members.RegisterAsync(new("m"));
        Assert.Equal(OrderRefusals.NotFound, (await other.Orders.RefundedAsync(new("f", "paid", Cny(1), At))).Refusal?.Code);
        Assert.Equal(CommissionRefusals.SaleNotFound, (await other.Commissions.ClawBackAsync(new("k", "sale", Cny(1)))).Refusal?.Code);
        Assert.Equal(PointRefusals.LotNotFound, (await other.Points.ReverseAsync(new("k", "m", 1, 1))).Refusal?.Code);
        Assert.Null(await other.Orders.GetAsync("paid"));
        Assert.Null(await other.Members.GetAsync("referrer"));
        Assert.Empty((await other.Points.GetStatementAsync("m")).Items);
        Assert.Equal(0, (await other.Points.GetTotalsAsync()).Granted);
        Assert.Equal(1_550, (await c.Domain.Orders.GetAsync("paid"))!.Amount);
        Assert.Equal(0, (await c.Domain.Orders.GetAsync("paid"))!.Refunded);

        // The same keys are free there.
        Assert.False((await other.Points.GrantAsync(new("start", "m", 3))).IsReplayed);
        Assert.True((await other.Orders.PaidAsync(Order([5]) with { OrderId = "paid" })).IsAccepted);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Ids_that_differ_in_blanks_case_or_composition_are_never_merged(StoreKind store)
    {
        await using Case c = await Case.StartAsync(store);
        string[] ids = ["a", "a ", " a", "A", "á", "a\u0301", "ａ", "a\u200B", "\U0001F600", "\U0001F601", "ß", "ss", "ı", "i", "İ", "a%", "a_", "a'", "a\"", "a\\", "a/1", "a/1/1", "1", "01"];
        for (int i = 0; i < ids.Length; i++)
        {
            Assert.False((await c.Domain.Members.RegisterAsync(new(ids[i]))).IsReplayed);
            Assert.False((await c.Domain.Points.GrantAsync(new(ids[i], ids[i], i + 1))).IsReplayed);
            Assert.False((await c.Domain.Orders.PaidAsync(new(ids[i], ids[i], [new OrderLine("s", 1, Cny(10_000))], At))).IsReplayed);
        }

        for (int i = 0; i < ids.Length; i++)
        {
            Assert.Equal(ids[i], (await c.Domain.Members.GetAsync(ids[i]))!.MemberId.Value);
            Assert.Equal(i + 1 + 100, (await c.Domain.Points.GetBalanceAsync(ids[i])).Available);
            Assert.Equal(2, (await c.Domain.Points.GetStatementAsync(ids[i])).Items.Count);
            Assert.Equal(ids[i], (await c.Domain.Orders.GetAsync(ids[i]))!.MemberId.Value);
        }

        await c.Shop.VerifyAsync(CancellationToken.None);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task The_longest_ids_and_texts_work_everywhere(StoreKind store)
    {
        await using Case c = await Case.StartAsync(store);
        string longest = string.Concat(Enumerable.Repeat("\U0001F600", 63)) + "中文";
        Assert.Equal(128, longest.Length);
        await c.Domain.Members.RegisterAsync(new(longest));
        await c.Domain.Referrals.BindAsync(new(longest, longest, "m"));
        await c.Domain.Points.GrantAsync(new(longest, longest, 7) { Reason = longest + longest, ExpiresAt = At.AddYears(1) });
        await c.Domain.Points.SpendAsync(new(longest, longest, 1));
        Assert.True((await c.Domain.Orders.PaidAsync(new(longest, longest, [new OrderLine(longest, 1, Cny(10_000)) { Product = longest, Category = longest, Brand = longest }], At) { Channel = longest })).IsAccepted);
        Assert.True((await c.Domain.Orders.RefundedAsync(new(longest, longest, Cny(5_000), At))).IsAccepted);
        Assert.True((await c.Domain.Commissions.AccrueAsync(new(longest, longest, longest, Cny(10_000)))).IsAccepted);
        Assert.True((await c.Domain.Commissions.ClawBackAsync(new(longest, longest, Cny(10_000)))).IsAccepted);
        c.Shop.Time.Now = At.AddYears(2).UtcDateTime;
        Assert.Equal(1, (await c.Domain.Points.ExpireAsync()).Members);
        Assert.Equal(longest, (await c.Domain.Orders.GetAsync(longest))!.Lines[0].Sku);
        Assert.Equal(longest + longest, (await c.Domain.Points.GetStatementAsync(longest)).Items[^1].Reason);
        await c.Shop.VerifyAsync(CancellationToken.None);
    }

    [Fact]
    public async Task An_id_that_was_never_given_a_value_is_a_programmer_error_and_nothing_is_written()
    {
        await using Case c = await Case.StartAsync();
        await c.ThrowsAsync(typeof(InvalidOperationException), d => d.Members.RegisterAsync(new(default)), "default(MemberId)");
        await c.ThrowsAsync(typeof(InvalidOperationException), d => d.Points.GrantAsync(new("k", default, 1)), "default(MemberId)");
        await c.ThrowsAsync(typeof(InvalidOperationException), d => d.Points.GrantAsync(new(default, "m", 1)), "default(OperationId)");
        await c.ThrowsAsync(typeof(InvalidOperationException), d => d.Points.SpendAsync(new("k", default, 1)), "default(MemberId)");
        await c.ThrowsAsync(typeof(InvalidOperationException), d => d.Points.ReverseAsync(new("k", default, 1, 1)), "default(MemberId)");
        await c.ThrowsAsync(typeof(InvalidOperationException), d => d.Referrals.BindAsync(new("k", "m", default)), "default(MemberId)");
        await c.ThrowsAsync(typeof(InvalidOperationException), d => d.Orders.PaidAsync(Order([1]) with { OrderId = default }), "default(OrderId)");
        await c.ThrowsAsync(typeof(InvalidOperationException), d => d.Orders.PaidAsync(Order([1]) with { MemberId = default }), "default(MemberId)");
        await c.ThrowsAsync(typeof(InvalidOperationException), d => d.Orders.RefundedAsync(new(default, "paid", Cny(1), At)), "default(RefundId)");
        await c.ThrowsAsync(typeof(InvalidOperationException), d => d.Commissions.AccrueAsync(new("k", default, "m", Cny(1))), "default(SaleId)");
        await c.ThrowsAsync(typeof(InvalidOperationException), d => d.Points.GetBalanceAsync(default), "default(MemberId)");
        await c.ThrowsAsync(typeof(InvalidOperationException), d => d.Points.GetStatementAsync(default), "default(MemberId)");
        await c.ThrowsAsync(typeof(InvalidOperationException), d => d.Orders.GetAsync(default), "default(OrderId)");
        await c.ThrowsAsync(typeof(InvalidOperationException), d => d.VerifyAsync(default), "default(ProgramId)");
        await c.ThrowsAsync(typeof(InvalidOperationException), d => d.ForProgram(default).Points.GrantAsync(new("k", "m", 1)), "default(ProgramId)");
    }

    [Fact]
    public async Task An_external_id_of_another_member_is_refused_without_naming_it()
    {
        await using Case c = await Case.StartAsync();
        var phone = new ExternalId("phone", "13800000000");
        Assert.True((await c.Domain.Members.LinkExternalIdAsync(new("l1", "m", phone))).IsAccepted);
        await c.RefusedAsync(MemberRefusals.ExternalIdTaken, d => d.Members.LinkExternalIdAsync(new("l2", "referrer", phone)), stored: true, "phone");
        await c.RefusedAsync(MemberRefusals.ExternalIdTaken, d => d.Members.RegisterAsync(new("n") { ExternalIds = [phone] }), stored: true, "phone");
        Outcome<MemberReceipt> refused = await c.Domain.Members.LinkExternalIdAsync(new("l3", "referrer", phone));
        Assert.DoesNotContain("138", refused.Refusal!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("138", await c.Shop.DumpAsync(CancellationToken.None), StringComparison.Ordinal);
        Assert.Equal("m", (await c.Domain.Members.FindAsync(phone))!.MemberId.Value);
        Assert.Null(await c.Domain.Members.FindAsync(new ExternalId("openid", "13800000000")));
        Assert.Null(await c.Domain.Members.FindAsync(new ExternalId("phone", "13800000000 ")));
        Assert.Null(await c.Domain.ForProgram("other").Members.FindAsync(phone));
    }

    [Fact]
    public async Task External_ids_without_a_configured_secret_are_a_programmer_error()
    {
        await using Shop shop = Shop.InMemory();
        var phone = new ExternalId("phone", "1");
        InvalidOperationException refused = await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await shop.Domain.Members.RegisterAsync(new("m") { ExternalIds = [phone] }));
        Assert.Contains("ExternalIdKey", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await shop.Domain.Members.FindAsync(phone));
        Assert.Null(await shop.Domain.Members.GetAsync("m"));
    }

    [Fact]
    public async Task Referral_refusals_name_the_reason()
    {
        await using Case c = await Case.StartAsync();
        await c.Domain.Members.RegisterAsync(new("x"));
        await c.RefusedAsync(ReferralRefusals.Self, d => d.Referrals.BindAsync(new("k", "x", "x")), "x");
        await c.RefusedAsync(ReferralRefusals.AlreadyBound, d => d.Referrals.BindAsync(new("k1", "m", "x")), stored: true, "m");
        await c.RefusedAsync(ReferralRefusals.Cycle, d => d.Referrals.BindAsync(new("k2", "referrer", "m")), stored: true, "referrer");
        Assert.True((await c.Domain.Referrals.BindAsync(new("k3", "m", "referrer"))).IsAccepted, "The same referrer again changes nothing.");
    }
}
