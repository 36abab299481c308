using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Referrals;
using Xunit;

namespace PrivateDomain.Sdk.Docs.Snippets;

/// <summary>The code of docs/getting-started.md, run as it stands.</summary>
public sealed class GettingStartedSnippets
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Registration_compiles_and_registers()
    {
        var services = new ServiceCollection();

        services.AddPrivateDomain(pd => pd
            .Program("tea-house")
            .Currency("CNY")
            .UseSqliteStore("Data Source=shop-members.db")
            .Points(o =>
            {
                o.EarnPerUnit = 1m;                          // one point for each yuan of goods, rounded down
                o.ExpiresAfter = TimeSpan.FromDays(365);
            })
            .Commissions(o =>
            {
                o.Rates = [0.10m];                           // the buyer's referrer earns 10 % of the goods
                o.HoldDays = 7;
            }));

        Assert.Contains(services, service => service.ServiceType == typeof(IPrivateDomain));
    }

    [Fact]
    public async Task Members_and_who_brought_them()
    {
        await using ServiceProvider provider = Provider();
        IPrivateDomain privateDomain = provider.GetRequiredService<IPrivateDomain>();
        ILogger logger = NullLogger.Instance;
        string openid = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M";
        await privateDomain.Members.RegisterAsync(new RegisterMember("member-8"));

        await privateDomain.Members.RegisterAsync(new RegisterMember("member-7"));
        Outcome<ReferralReceipt> bound = await privateDomain.Referrals.BindAsync(new BindReferrer("bind-member-8", "member-8", "member-7"));
        if (!bound.IsAccepted)
        {
            logger.LogInformation("Not bound: {Code}", bound.Refusal.Code);   // referral.self, referral.cycle, referral.already_bound ...
        }

        await privateDomain.Members.LinkExternalIdAsync(new LinkExternalId("link-1", "member-7", new ExternalId("openid", openid)));
        Member? member = await privateDomain.Members.FindAsync(new ExternalId("openid", openid));

        Assert.True(bound.IsAccepted);
        Assert.Equal("member-7", member?.MemberId.Value);
    }

    [Fact]
    public async Task Orders_refunds_and_points()
    {
        await using ServiceProvider provider = Provider();
        IPrivateDomain privateDomain = provider.GetRequiredService<IPrivateDomain>();
        await privateDomain.Members.RegisterAsync(new RegisterMember("member-8") { RegisteredAt = Start });
        await privateDomain.Points.GrantAsync(new GrantPoints("start", "member-8", 500) { OccurredAt = Start });
        DateTimeOffset paidAt = Start.AddDays(1);
        DateTimeOffset refundedAt = Start.AddDays(2);

        var order = new OrderPaid("order-1001", "member-8", [new OrderLine("tea-250g", 2, Money.Of(128.00m, "CNY")) { Category = "tea" }], paidAt)
        {
            Freight = Money.Of(12.00m, "CNY"),       // earns nothing
            Amount = Money.Of(140.00m, "CNY"),       // the parts must add up to it
            Redeem = PointRedemption.Exactly(500),   // spent in the same commit
        };
        Outcome<OrderReceipt> paid = await privateDomain.Orders.PaidAsync(order);

        Assert.Equal(128, paid.Value.Balance);

        await privateDomain.Orders.RefundedAsync(new OrderRefunded("refund-1", "order-1001", Money.Of(28.00m, "CNY"), refundedAt));
        await privateDomain.Orders.RefundedAsync(new OrderRefunded("refund-2", "order-1001", refundedAt)
        {
            Lines = [new RefundedLine(1, Money.Of(100.00m, "CNY"))],
            Freight = Money.Of(12.00m, "CNY"),
        });

        Order? stored = await privateDomain.Orders.GetAsync("order-1001");
        Assert.Equal(stored?.Amount, stored?.Refunded);

        Outcome<GrantReceipt> granted = await privateDomain.Points.GrantAsync(new GrantPoints("birthday-2026-member-8", "member-8", 88) { Reason = "birthday" });
        Outcome<SpendReceipt> spent = await privateDomain.Points.SpendAsync(new SpendPoints("gift-42", "member-8", 50));
        PointBalance balance = await privateDomain.Points.GetBalanceAsync("member-8");
        Page<PointEntry> statement = await privateDomain.Points.GetStatementAsync("member-8", new PageRequest(Size: 20));

        Assert.True(granted.IsAccepted && spent.IsAccepted);
        Assert.Equal(38, balance.Available);
        Assert.Equal(statement.Items[0].BalanceAfter, balance.Available);
    }

    private static ServiceProvider Provider()
    {
        var services = new ServiceCollection();
        services.AddPrivateDomain(pd => pd
            .UseInMemoryStore()
            .Members(o => o.ExternalIdKey = [.. Enumerable.Range(1, 32).Select(i => (byte)(i * 7))])
            .Points(o => o.EarnPerUnit = 1m));
        return services.BuildServiceProvider();
    }
}
