using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Referrals;
using static PrivateDomain.Sdk.Tests.BadInput.Case;

namespace PrivateDomain.Sdk.Tests.BadInput;

/// <summary>Texts, times, lists and pages that cannot be taken as they are. The answer is a typed refusal or a documented exception, and nothing is written.</summary>
public sealed class ContentTests
{
    public static TheoryData<StoreKind> Stores => [StoreKind.Memory, StoreKind.Sqlite];

    [Fact]
    public async Task A_missing_command_is_a_programmer_error()
    {
        await using Case c = await Case.StartAsync();
        await c.ThrowsAsync(typeof(ArgumentNullException), d => d.Members.RegisterAsync(null!));
        await c.ThrowsAsync(typeof(ArgumentNullException), d => d.Members.LinkExternalIdAsync(null!));
        await c.ThrowsAsync(typeof(ArgumentNullException), d => d.Members.LinkExternalIdAsync(new("k", "m", null!)));
        await c.ThrowsAsync(typeof(ArgumentNullException), d => d.Members.UnlinkExternalIdAsync(null!));
        await c.ThrowsAsync(typeof(ArgumentNullException), d => d.Members.UnlinkExternalIdAsync(new("k", "m", null!)));
        await c.ThrowsAsync(typeof(ArgumentNullException), d => d.Members.FindAsync(null!));
        await c.ThrowsAsync(typeof(ArgumentNullException), d => d.Referrals.BindAsync(null!));
        await c.ThrowsAsync(typeof(ArgumentNullException), d => d.Points.GrantAsync(null!));
        await c.ThrowsAsync(typeof(ArgumentNullException), d => d.Points.SpendAsync(null!));
        await c.ThrowsAsync(typeof(ArgumentNullException), d => d.Points.ReverseAsync(null!));
        await c.ThrowsAsync(typeof(ArgumentNullException), d => d.Orders.PaidAsync(null!));
        await c.ThrowsAsync(typeof(ArgumentNullException), d => d.Orders.RefundedAsync(null!));
        await c.ThrowsAsync(typeof(ArgumentNullException), d => d.Commissions.AccrueAsync(null!));
        await c.ThrowsAsync(typeof(ArgumentNullException), d => d.Commissions.ClawBackAsync(null!));
    }

    [Fact]
    public async Task A_missing_list_or_item_is_a_refusal_or_a_programmer_error_and_never_a_null_reference()
    {
        await using Case c = await Case.StartAsync();
        await c.RefusedAsync(OrderRefusals.InvalidLine, d => d.Orders.PaidAsync(Order([1]) with { Lines = null! }));
        await c.RefusedAsync(OrderRefusals.InvalidLine, d => d.Orders.PaidAsync(Order([1]) with { Lines = [null!] }));
        await c.RefusedAsync(OrderRefusals.RefundUnclear, d => d.Orders.RefundedAsync(new OrderRefunded("f", "paid", At) { Lines = null! }));
        await c.RefusedAsync(OrderRefusals.RefundUnclear, d => d.Orders.RefundedAsync(new OrderRefunded("f", "paid", At) { Lines = [null!] }));
        await c.ThrowsAsync(typeof(ArgumentException), d => d.Members.RegisterAsync(new("n") { ExternalIds = null! }));
        await c.ThrowsAsync(typeof(ArgumentException), d => d.Members.RegisterAsync(new("n") { ExternalIds = [null!] }));
        Assert.True((await c.Domain.Orders.RefundedAsync(new OrderRefunded("f", "paid", Cny(1), At) { Lines = null! })).IsAccepted);
    }

    [Theory]
    [InlineData(1899)]
    [InlineData(9001)]
    public async Task Times_before_1900_or_after_9000_are_refused(int year)
    {
        await using Case c = await Case.StartAsync();
        DateTimeOffset time = year < 2000 ? new DateTimeOffset(1900, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(-1) : new(year, 1, 1, 0, 0, 0, TimeSpan.Zero);
        const string code = OperationRefusals.TimeOutOfRange;
        await c.RefusedAsync(code, d => d.Members.RegisterAsync(new("n") { RegisteredAt = time }), "RegisteredAt");
        await c.RefusedAsync(code, d => d.Members.LinkExternalIdAsync(new("k", "m", new ExternalId("phone", "1")) { OccurredAt = time }), "OccurredAt");
        await c.RefusedAsync(code, d => d.Members.UnlinkExternalIdAsync(new("k", "m", new ExternalId("phone", "1")) { OccurredAt = time }), "OccurredAt");
        await c.RefusedAsync(code, d => d.Referrals.BindAsync(new("k", "m", "referrer") { OccurredAt = time }), "OccurredAt");
        await c.RefusedAsync(code, d => d.Points.GrantAsync(new("k", "m", 1) { OccurredAt = time }), "OccurredAt");
        await c.RefusedAsync(code, d => d.Points.GrantAsync(new("k", "m", 1) { AvailableAt = time }), "AvailableAt");
        await c.RefusedAsync(code, d => d.Points.GrantAsync(new("k", "m", 1) { ExpiresAt = time }), "ExpiresAt");
        await c.RefusedAsync(code, d => d.Points.SpendAsync(new("k", "m", 1) { OccurredAt = time }), "OccurredAt");
        await c.RefusedAsync(code, d => d.Points.ReverseAsync(new("k", "m", 1, 1) { OccurredAt = time }), "OccurredAt");
        await c.RefusedAsync(code, d => d.Orders.PaidAsync(Order([1]) with { PaidAt = time }), "PaidAt");
        await c.RefusedAsync(code, d => d.Orders.RefundedAsync(new("f", "paid", Cny(1), time)), "RefundedAt");
        await c.RefusedAsync(code, d => d.Commissions.AccrueAsync(new("k", "s", "m", Cny(1)) { OccurredAt = time }), "OccurredAt");
        await c.RefusedAsync(code, d => d.Commissions.ClawBackAsync(new("k", "sale", Cny(1)) { OccurredAt = time }), "OccurredAt");
        await c.ThrowsAsync(typeof(ArgumentOutOfRangeException), d => d.Points.GetBalanceAsync("m", time));
        await c.ThrowsAsync(typeof(ArgumentOutOfRangeException), d => d.Points.ExpireAsync(time));
        await c.ThrowsAsync(typeof(ArgumentOutOfRangeException), d => d.Points.GetBalanceAsync("m", null, TimeSpan.FromTicks(-1)));
    }

    [Fact]
    public async Task Times_at_the_edge_and_in_other_offsets_are_taken_exactly()
    {
        await using Case c = await Case.StartAsync();
        var first = new DateTimeOffset(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);
        DateTimeOffset last = new DateTimeOffset(9001, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(-1);
        Assert.Equal(first, (await c.Domain.Members.RegisterAsync(new("early") { RegisteredAt = first })).Value.RegisteredAt);
        Assert.Equal(last, (await c.Domain.Members.RegisterAsync(new("late") { RegisteredAt = last })).Value.RegisteredAt);
        Assert.Equal(last, (await c.Domain.Points.GrantAsync(new("k", "late", 1) { OccurredAt = first, ExpiresAt = last })).Value.ExpiresAt);
        Assert.Equal(PointLot.Never, (await c.Domain.Points.GrantAsync(new("k2", "late", 1) { OccurredAt = last })).Value.ExpiresAt);
        Assert.Equal(1, (await c.Domain.Points.GetBalanceAsync("late", last, TimeSpan.MaxValue)).Available);

        // The same instant in another offset is the same content.
        var shanghai = new DateTimeOffset(2024, 6, 1, 18, 0, 0, TimeSpan.FromHours(8));
        Assert.False((await c.Domain.Points.GrantAsync(new("k3", "m", 1) { OccurredAt = At })).IsReplayed);
        Assert.True((await c.Domain.Points.GrantAsync(new("k3", "m", 1) { OccurredAt = shanghai })).IsReplayed);
        Assert.Equal(TimeSpan.Zero, (await c.Domain.Points.GetStatementAsync("m")).Items[0].At.Offset);
    }

    [Fact]
    public async Task Points_that_would_expire_before_they_become_available_or_at_once_are_refused()
    {
        await using Case c = await Case.StartAsync();
        await c.RefusedAsync(PointRefusals.ExpiryOutOfRange, d => d.Points.GrantAsync(new("k1", "m", 1) { OccurredAt = At, ExpiresAt = At }), stored: null);
        await c.RefusedAsync(PointRefusals.ExpiryOutOfRange, d => d.Points.GrantAsync(new("k2", "m", 1) { OccurredAt = At, ExpiresAt = At.AddDays(-1) }), stored: null);
        await c.RefusedAsync(
            PointRefusals.ExpiryOutOfRange,
            d => d.Points.GrantAsync(new("k3", "m", 1) { OccurredAt = At, AvailableAt = At.AddDays(2), ExpiresAt = At.AddDays(2) }),
            stored: null);
        Assert.True((await c.Domain.Points.GrantAsync(new("k4", "m", 1) { OccurredAt = At, ExpiresAt = At.AddTicks(1) })).IsAccepted);
    }

    public static TheoryData<string> BadTexts =>
        ["a\0b", "\uD800", "a\uDC00", "line\nbreak", "tab\t", "\u007F", "\u009F", new string('x', 10_000), new string('x', 255) + "\U0001F600"];

    [Theory]
    [MemberData(nameof(BadTexts), DisableDiscoveryEnumeration = true)]
    public async Task Texts_with_control_characters_lone_surrogates_or_too_long_are_refused(string text)
    {
        await using Case c = await Case.StartAsync();
        const string code = OperationRefusals.InvalidText;
        await c.RefusedAsync(code, d => d.Points.GrantAsync(new("k", "m", 1) { Reason = text }), "Reason");
        await c.RefusedAsync(code, d => d.Points.SpendAsync(new("k", "m", 1) { Reason = text }), "Reason");
        await c.RefusedAsync(code, d => d.Points.ReverseAsync(new("k", "m", 1, 1) { Reason = text }), "Reason");
        await c.RefusedAsync(code, d => d.Orders.PaidAsync(Order([1]) with { Channel = text }), "Channel");
        await c.RefusedAsync(code, d => d.Orders.PaidAsync(Order([1]) with { Lines = [new OrderLine(text, 1, Cny(1))] }), "SKU");
        await c.RefusedAsync(code, d => d.Orders.PaidAsync(Order([1]) with { Lines = [new OrderLine("s", 1, Cny(1)) { Product = text }] }), "Product");
        await c.RefusedAsync(code, d => d.Orders.PaidAsync(Order([1]) with { Lines = [new OrderLine("s", 1, Cny(1)) { Category = text }] }), "Category");
        await c.RefusedAsync(code, d => d.Orders.PaidAsync(Order([1]) with { Lines = [new OrderLine("s", 1, Cny(1)) { Brand = text }] }), "Brand");
    }

    [Fact]
    public async Task Orders_without_lines_with_bad_lines_or_parts_that_do_not_add_up_are_refused()
    {
        await using Case c = await Case.StartAsync();
        await c.RefusedAsync(OrderRefusals.InvalidLine, d => d.Orders.PaidAsync(Order([])));
        await c.RefusedAsync(OrderRefusals.InvalidLine, d => d.Orders.PaidAsync(Order([1]) with { Lines = [new OrderLine("s", 0, Cny(1))] }), "0");
        await c.RefusedAsync(OrderRefusals.InvalidLine, d => d.Orders.PaidAsync(Order([1]) with { Lines = [new OrderLine("s", long.MinValue, Cny(1))] }));
        await c.RefusedAsync(OrderRefusals.InvalidLine, d => d.Orders.PaidAsync(Order([.. Enumerable.Repeat(1L, 1_001)])), "1001");
        await c.RefusedAsync(OrderRefusals.PartsDoNotAddUp, d => d.Orders.PaidAsync(Order([100, 50]) with { Freight = Cny(5), Amount = Cny(150) }), "155", "150");
        await c.RefusedAsync(OrderRefusals.PartsDoNotAddUp, d => d.Orders.PaidAsync(Order([100]) with { Amount = Cny(0) }), "100");
        await c.RefusedAsync(OrderRefusals.PartsDoNotAddUp, d => d.Orders.PaidAsync(Order([100]) with { Amount = Cny(-100) }), "100");
    }

    [Fact]
    public async Task A_line_without_a_sku_is_refused()
    {
        await using Case c = await Case.StartAsync();
        foreach (string? sku in new[] { null, "" })
        {
            Outcome<OrderReceipt> outcome = await c.Domain.Orders.PaidAsync(Order([1]) with { Lines = [new OrderLine(sku!, 1, Cny(1))] });
            Assert.Contains(outcome.Refusal?.Code, new[] { OrderRefusals.InvalidLine, OperationRefusals.InvalidText });
        }
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Cursors_that_no_page_returned_and_page_sizes_out_of_range_are_argument_errors(StoreKind store)
    {
        await using Case c = await Case.StartAsync(store);
        string genuine = (await c.Domain.Points.GetStatementAsync("m", new PageRequest(null, 1))).NextCursor!;
        foreach (string cursor in new[] { "", "x", "!!!", "AAAA", "bnVsbA", "W10", "WzEsMl0", "%00", "' or 1=1 --", new string('A', 20_000), genuine + "x", genuine[..^3] })
        {
            await c.ThrowsAsync(typeof(ArgumentException), d => d.Points.GetStatementAsync("m", new PageRequest(cursor)));
            await c.ThrowsAsync(typeof(ArgumentException), d => d.Commissions.GetStatementAsync("m", new PageRequest(cursor)));
        }

        foreach (int size in new[] { 0, -1, 501, int.MaxValue, int.MinValue })
        {
            await c.ThrowsAsync(typeof(ArgumentException), d => d.Points.GetStatementAsync("m", new PageRequest(null, size)));
            await c.ThrowsAsync(typeof(ArgumentException), d => d.Commissions.GetStatementAsync("m", new PageRequest(null, size)));
        }

        // A cursor of one member reads at most what the asked member may see.
        Assert.All((await c.Domain.Points.GetStatementAsync("referrer", new PageRequest(genuine))).Items, entry => Assert.Equal("referrer", entry.MemberId.Value));
    }

    [Fact]
    public void Any_outcome_can_be_written_into_a_log()
    {
        Assert.Contains("points.insufficient", new Outcome<SpendReceipt>(new Refusal("points.insufficient", "why")).ToString(), StringComparison.Ordinal);
        Assert.Contains("Spent", new Outcome<SpendReceipt>(new SpendReceipt("m", 1, 2)).ToString(), StringComparison.Ordinal);
        Assert.NotNull(default(Outcome<SpendReceipt>).ToString());
    }
}
