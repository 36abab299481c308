using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Referrals;
using Xunit;

namespace PrivateDomain.Sdk.Docs.Snippets;

/// <summary>The code of the README, run as it stands.</summary>
public sealed class ReadmeSnippets : IDisposable
{
    private readonly string _before = Directory.GetCurrentDirectory();
    private readonly string _folder = Directory.CreateTempSubdirectory("private-domain-").FullName;

    public ReadmeSnippets() => Directory.SetCurrentDirectory(_folder);

    [Fact]
    public async Task Twenty_lines_in_your_shop()
    {
        string[] args = [];

        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddPrivateDomain(pd => pd
            .UseSqliteStore("Data Source=shop-members.db")
            .Points(o => { o.EarnPerUnit = 1m; o.ExpiresAfter = TimeSpan.FromDays(365); })
            .Commissions(o => { o.Rates = [0.10m]; o.HoldDays = 7; }));
        using IHost host = builder.Build();
        await host.StartAsync();
        var privateDomain = host.Services.GetRequiredService<IPrivateDomain>();

        // When somebody signs up, and who brought him.
        await privateDomain.Members.RegisterAsync(new RegisterMember("ming"));
        await privateDomain.Members.RegisterAsync(new RegisterMember("li"));
        await privateDomain.Referrals.BindAsync(new BindReferrer("bind-li", "li", "ming"));

        // In the checkout and in the refund, with your own ids as the keys: safe to call twice.
        OrderLine[] lines = [new("tea-250g", 2, Money.Of(128.00m, "CNY"))];
        var paid = await privateDomain.Orders.PaidAsync(new OrderPaid("order-1001", "li", lines, DateTimeOffset.UtcNow));
        var refunded = await privateDomain.Orders.RefundedAsync(
            new OrderRefunded("refund-77", "order-1001", Money.Of(28.00m, "CNY"), DateTimeOffset.UtcNow));

        PointBalance balance = await privateDomain.Points.GetBalanceAsync("li");              // 100 available
        CommissionBalance earned = await privateDomain.Commissions.GetBalanceAsync("ming");   // 10.00 CNY

        await host.StopAsync();
        Assert.True(paid.IsAccepted && refunded.IsAccepted);
        Assert.Equal(100, balance.Available);
        Assert.Equal(Money.Of(10.00m, "CNY"), earned.Net);
    }

    public void Dispose()
    {
        Directory.SetCurrentDirectory(_before);
        Directory.Delete(_folder, recursive: true);
    }
}
