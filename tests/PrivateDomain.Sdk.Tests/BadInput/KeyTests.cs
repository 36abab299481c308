using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Referrals;
using static PrivateDomain.Sdk.Tests.BadInput.Case;

namespace PrivateDomain.Sdk.Tests.BadInput;

/// <summary>Keys that are used again: with the same content, with other content, elsewhere. The answer is a typed refusal or a documented exception, and nothing is written.</summary>
public sealed class KeyTests
{
    [Fact]
    public async Task A_key_used_with_other_content_is_refused_naming_the_first_field_that_differs()
    {
        await using Case c = await Case.StartAsync();
        var grant = new GrantPoints("k", "m", 5) { Reason = "why", OccurredAt = At, ExpiresAt = At.AddDays(9), AvailableAt = At.AddDays(1) };
        await c.Domain.Points.GrantAsync(grant);
        const string code = OperationRefusals.KeyReused;
        await c.RefusedAsync(code, d => d.Points.GrantAsync(grant with { MemberId = "referrer" }), "member_id", "'k'");
        await c.RefusedAsync(code, d => d.Points.GrantAsync(grant with { Points = 6 }), "points");
        await c.RefusedAsync(code, d => d.Points.GrantAsync(grant with { AvailableAt = null }), "available_at");
        await c.RefusedAsync(code, d => d.Points.GrantAsync(grant with { ExpiresAt = At.AddDays(8) }), "expires_at");
        await c.RefusedAsync(code, d => d.Points.GrantAsync(grant with { Reason = null }), "reason");
        await c.RefusedAsync(code, d => d.Points.GrantAsync(grant with { Reason = "" }), "reason");
        await c.RefusedAsync(code, d => d.Points.GrantAsync(grant with { OccurredAt = null }), "occurred_at");
        await c.RefusedAsync(code, d => d.Points.GrantAsync(grant with { Points = 6, Reason = "other" }), "points");
        await c.RefusedAsync(code, d => d.Members.RegisterAsync(new("m") { RegisteredAt = At }), "registered_at");

        OrderPaid order = Order([7, 8]) with { Channel = "store", Freight = Cny(1), Amount = Cny(16), Redeem = PointRedemption.Exactly(3) };
        Assert.True((await c.Domain.Orders.PaidAsync(order)).IsAccepted);
        await c.RefusedAsync(code, d => d.Orders.PaidAsync(order with { Channel = null }), "channel");
        await c.RefusedAsync(code, d => d.Orders.PaidAsync(order with { Redeem = PointRedemption.Exactly(4) }), "redeem");
        await c.RefusedAsync(code, d => d.Orders.PaidAsync(order with { Redeem = PointRedemption.ShareOfAvailable(0.1m) }), "redeem");
        await c.RefusedAsync(code, d => d.Orders.PaidAsync(order with { Amount = null }), "amount");
        await c.RefusedAsync(code, d => d.Orders.PaidAsync(order with { PaidAt = At.AddTicks(1) }), "paid_at");
        await c.RefusedAsync(code, d => d.Orders.PaidAsync(order with { Lines = [order.Lines[1], order.Lines[0]] }), "lines");
        await c.RefusedAsync(code, d => d.Orders.PaidAsync(order with { Lines = [order.Lines[0] with { Brand = "b" }, order.Lines[1]] }), "lines");
        await c.RefusedAsync(code, d => d.Orders.PaidAsync(order with { Freight = null, Amount = Cny(15) }), "freight");
        Assert.True((await c.Domain.Orders.PaidAsync(order)).IsReplayed);
    }

    [Fact]
    public async Task A_text_that_spells_the_digest_of_another_is_other_content()
    {
        await using Case c = await Case.StartAsync();
        string longId = new('x', 100);
        byte[] hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(longId));
        string spelled = "#" + Convert.ToHexString(hash.AsSpan(0, 16));
        await c.Domain.Members.RegisterAsync(new(longId));
        await c.Domain.Members.RegisterAsync(new(spelled));
        Assert.True((await c.Domain.Points.GrantAsync(new("k", longId, 5))).IsAccepted);

        await c.RefusedAsync(OperationRefusals.KeyReused, d => d.Points.GrantAsync(new("k", spelled, 5)), "member_id");
    }

    [Fact]
    public async Task Keys_are_scoped_by_program_and_kind_of_operation()
    {
        await using Case c = await Case.StartAsync();
        Assert.True((await c.Domain.Points.GrantAsync(new("same", "m", 5))).IsAccepted);
        Assert.False((await c.Domain.Points.SpendAsync(new("same", "m", 5))).IsReplayed);
        Assert.False((await c.Domain.Points.ReverseAsync(new("same", "m", 1, 5))).IsReplayed);
        Assert.False((await c.Domain.Commissions.AccrueAsync(new("same", "same", "m", Cny(5)))).IsReplayed);
        Assert.False((await c.Domain.Orders.PaidAsync(Order([5]) with { OrderId = "same" })).IsReplayed);
        Assert.False((await c.Domain.Orders.RefundedAsync(new("same", "same", Cny(5), At))).IsReplayed);
    }

    [Fact]
    public async Task A_refusal_for_stored_state_stays_under_its_key_and_one_for_content_does_not()
    {
        await using Case c = await Case.StartAsync();
        Assert.Equal(PointRefusals.Insufficient, (await c.Domain.Points.SpendAsync(new("s", "m", 5_000))).Refusal?.Code);
        await c.Domain.Points.GrantAsync(new("top-up", "m", 100_000));
        Outcome<SpendReceipt> again = await c.Domain.Points.SpendAsync(new("s", "m", 5_000));
        Assert.Equal((PointRefusals.Insufficient, true), (again.Refusal?.Code, again.IsReplayed));
        Assert.True((await c.Domain.Points.SpendAsync(new("s2", "m", 5_000))).IsAccepted);

        Assert.Equal(PointRefusals.AmountOutOfRange, (await c.Domain.Points.SpendAsync(new("v", "m", 0))).Refusal?.Code);
        Assert.Equal(OperationRefusals.InvalidText, (await c.Domain.Points.SpendAsync(new("v", "m", 1) { Reason = "\0" })).Refusal?.Code);
        Assert.False((await c.Domain.Points.SpendAsync(new("v", "m", 1))).IsReplayed);
    }
}
