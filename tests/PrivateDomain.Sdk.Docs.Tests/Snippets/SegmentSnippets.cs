using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Segments;
using PrivateDomain.Sdk.Tags;
using Xunit;

namespace PrivateDomain.Sdk.Docs.Snippets;

/// <summary>The code of docs/segments.md, run as it stands.</summary>
public sealed class SegmentSnippets : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("private-domain-").FullName;

    [Fact]
    public async Task A_segment_is_defined_recomputed_swept_read_explained_and_previewed()
    {
        string connectionString = $"Data Source={Path.Combine(_folder, "shop.db")}";
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddPrivateDomain(pd => pd
            .UseSqliteStore(connectionString)
            .TimeZone("Asia/Shanghai")
            .Metrics(o => o.WindowDays = [30, 90, 365])
            .Segments());
        using IHost host = builder.Build();
        await host.StartAsync();
        var privateDomain = host.Services.GetRequiredService<IPrivateDomain>();
        await privateDomain.Members.RegisterAsync(new RegisterMember("li"));
        for (int i = 1; i <= 3; i++)
        {
            OrderLine[] lines = [new("tea-250g", 2, Money.Of(128.00m, "CNY"))];
            await privateDomain.Orders.PaidAsync(new OrderPaid($"order-{i}", "li", lines, DateTimeOffset.UtcNow.AddDays(-100 - (30 * i))));
        }

        SegmentRule rule = SegmentRule.All(
            MemberFields.Orders.AtLeast(3),
            MemberFields.LastOrderAt.OlderThanDays(60),
            SegmentRule.Not(MemberFields.LifecycleStage.Is("lost")));
        await privateDomain.Segments.DefineAsync(new DefineSegment("define-sleepers-1", "sleepers", rule));
        await privateDomain.Segments.RecomputeAsync();

        await privateDomain.Segments.EvaluateDueAsync();

        var names = new List<string>();
        long count = await privateDomain.Segments.CountAsync("sleepers");
        await foreach (SegmentStanding member in privateDomain.Segments.ReadMembersAsync("sleepers"))
        {
            names.Add(member.MemberId.Value);
        }

        RuleExplanation why = (await privateDomain.Segments.ExplainAsync("li", rule)).Value;
        SegmentPreview preview = (await privateDomain.Segments.PreviewAsync(MemberFields.Spend.AtLeast(100_000))).Value;

        await host.StopAsync();
        Assert.Equal((1, "li"), (count, string.Join(' ', names)));
        Assert.True(why.Holds);
        Assert.Equal(new SegmentPreview(1, 0), preview);
    }

    [Fact]
    public async Task A_segment_gives_a_tag()
    {
        string connectionString = $"Data Source={Path.Combine(_folder, "tags.db")}";
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddPrivateDomain(pd => pd.UseSqliteStore(connectionString).Metrics().Segments());
        using IHost host = builder.Build();
        await host.StartAsync();
        var privateDomain = host.Services.GetRequiredService<IPrivateDomain>();
        await privateDomain.Members.RegisterAsync(new RegisterMember("li"));
        await privateDomain.Orders.PaidAsync(new OrderPaid("order-1", "li", [new("tea-250g", 2, Money.Of(1_280.00m, "CNY"))], DateTimeOffset.UtcNow));

        await privateDomain.Tags.DefineGroupAsync(new DefineTagGroup("define-level", "level") { IsExclusive = true });
        await privateDomain.Segments.DefineAsync(new DefineSegment("define-gold-1", "gold", MemberFields.SpendWithin(365).AtLeast(1_000_00))
        {
            Tag = new SegmentTag("level", "gold"),
        });
        SegmentSweep sweep = await privateDomain.Segments.RecomputeAsync();

        MemberTag tag = Assert.Single(await privateDomain.Tags.GetAsync("li"));
        await host.StopAsync();
        Assert.Equal((1, 1), (sweep.Entered, sweep.TagsSet));
        Assert.Equal(("level", "gold", TagSource.Rule, "gold"), (tag.Group, tag.Value, tag.Source, tag.Actor));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
