using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PrivateDomain.Sdk.Lifecycle;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Orders;
using Xunit;

namespace PrivateDomain.Sdk.Docs.Snippets;

/// <summary>The code of the lifecycle page, run as it stands.</summary>
public sealed class LifecycleSnippets : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("private-domain-").FullName;

    [Fact]
    public void Stage_and_timeline()
    {
        DateOnly[] purchaseDays = [new(2026, 1, 3), new(2026, 1, 17), new(2026, 2, 1), new(2026, 2, 14)];

        LifecycleStanding standing = LifecycleRules.StageOf(purchaseDays, new DateOnly(2026, 3, 31), LifecycleTerms.Default);
        // AtRisk since 2026-03-17, because lifecycle.at_risk_for: 45 days since the last of 4 purchases, where 20 were to be expected; Silent from 2026-04-16

        foreach (LifecycleTransition change in LifecycleRules.Timeline(purchaseDays, new DateOnly(2026, 3, 31), LifecycleTerms.Default))
        {
            Console.WriteLine($"{change.On:O}: {change.From} to {change.To}, {change.Reason}");
        }

        Assert.Equal(
            new LifecycleStanding(
                new(2026, 3, 31), LifecycleStage.AtRisk, new(2026, 3, 17), LifecycleReasons.AtRiskFor, new LifecycleFacts(4, 45, 20), new(2026, 4, 16)),
            standing);
    }

    [Fact]
    public async Task Stages_are_kept_swept_and_read()
    {
        string connectionString = $"Data Source={Path.Combine(_folder, "shop.db")}";
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddPrivateDomain(pd => pd
            .UseSqliteStore(connectionString)
            .TimeZone("Asia/Shanghai")
            .Metrics()
            .Lifecycle(o => o.TypicalGapDays = 21));
        using IHost host = builder.Build();
        await host.StartAsync();
        var privateDomain = host.Services.GetRequiredService<IPrivateDomain>();
        await privateDomain.Members.RegisterAsync(new RegisterMember("li"));
        OrderLine[] lines = [new("tea-250g", 2, Money.Of(128.00m, "CNY"))];
        await privateDomain.Orders.PaidAsync(new OrderPaid("order-1", "li", lines, DateTimeOffset.UtcNow.AddDays(-80)));
        var callList = new List<string>();

        LifecycleSweep sweep = await privateDomain.Lifecycle.EvaluateDueAsync();

        LifecycleStanding? li = await privateDomain.Lifecycle.GetAsync("li");
        Page<LifecycleEvent> history = await privateDomain.Lifecycle.GetHistoryAsync("li");
        long silent = await privateDomain.Lifecycle.CountAsync(LifecycleStage.Silent);
        await foreach (LifecycleState member in privateDomain.Lifecycle.ReadMembersAsync(LifecycleStage.Silent))
        {
            callList.Add($"{member.MemberId}: silent since {member.Since:O}, expected every {member.RhythmDays} days");
        }

        await host.StopAsync();
        Assert.Equal(new LifecycleSweep(1, 3), sweep);
        Assert.Equal((LifecycleStage.Silent, 4, 1), (li!.Stage, history.Items.Count, silent));
        Assert.Contains("expected every 21 days", Assert.Single(callList), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
