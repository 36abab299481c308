using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Orders;
using Xunit;

namespace PrivateDomain.Sdk.Docs.Snippets;

/// <summary>The code of docs/metrics.md, run as it stands.</summary>
public sealed class MetricSnippets : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("private-domain-").FullName;

    [Fact]
    public async Task A_member_is_read_all_members_are_streamed_and_a_rebuild_changes_nothing()
    {
        string connectionString = $"Data Source={Path.Combine(_folder, "shop.db")}";
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddPrivateDomain(pd => pd
            .UseSqliteStore(connectionString)
            .TimeZone("Asia/Shanghai")
            .Metrics(o => o.WindowDays = [30, 90, 365]));
        using IHost host = builder.Build();
        await host.StartAsync();
        var privateDomain = host.Services.GetRequiredService<IPrivateDomain>();
        await privateDomain.Members.RegisterAsync(new RegisterMember("li"));
        OrderLine[] lines = [new("tea-250g", 2, Money.Of(128.00m, "CNY")) { Category = "tea" }];
        await privateDomain.Orders.PaidAsync(new OrderPaid("order-1001", "li", lines, DateTimeOffset.UtcNow));
        await privateDomain.Orders.RefundedAsync(new OrderRefunded("refund-77", "order-1001", Money.Of(28.00m, "CNY"), DateTimeOffset.UtcNow));
        var byMember = new Dictionary<MemberId, long>();

        MemberMetrics? metrics = await privateDomain.Metrics.GetAsync("li");

        await foreach (Purchase purchase in privateDomain.Metrics.ReadPurchasesAsync())
        {
            byMember[purchase.MemberId] = byMember.GetValueOrDefault(purchase.MemberId) + purchase.Amount - purchase.Refunded;
        }

        IReadOnlyList<KeyPromoter> promoters = await privateDomain.Metrics.RankPromotersAsync(100);

        MetricRebuild rebuilt = await privateDomain.Metrics.RebuildAsync();

        await host.StopAsync();
        Assert.Equal(Money.Of(100.00m, "CNY"), metrics!.Spend);
        Assert.Equal(0.21875m, metrics.RefundRate);
        Assert.Equal(100_00, byMember["li"]);
        Assert.Empty(promoters);
        Assert.Equal(new MetricRebuild(1, 0, 0), rebuilt);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
