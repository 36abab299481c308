using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PrivateDomain.Sdk.Levels;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Segments;
using Xunit;

namespace PrivateDomain.Sdk.Docs.Snippets;

/// <summary>The code of the page on levels, run as it stands.</summary>
public sealed class LevelSnippets : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("private-domain-").FullName;

    [Fact]
    public void Timeline_of_gains()
    {
        var terms = new LevelTerms(new LevelOptions { Steps = [new LevelStep("silver", 1_000), new LevelStep("gold", 5_000)] }, "CNY");
        GrowthGain[] gains =
        [
            new(new DateOnly(2026, 1, 3), LevelRules.GrowthOf(Money.Of(620.50m, "CNY"), terms)),
            new(new DateOnly(2026, 4, 20), LevelRules.GrowthOf(Money.Of(399.90m, "CNY"), terms)),
        ];

        foreach (LevelTransition change in LevelRules.Timeline(gains, new DateOnly(2028, 1, 1), terms))
        {
            Console.WriteLine($"{change.On:O}: {change.From.Name ?? "none"} to {change.To.Name ?? "none"}, {change.Reason}, growth {change.Growth}");
        }
        // 2026-04-20: none to silver, level.reached, growth 1019
        // 2027-04-20: silver to none, level.lost, growth 0

        Assert.Equal(
            [
                new LevelTransition(new(2026, 4, 20), default, new Level(1, "silver"), LevelReasons.Reached, 1_019),
                new LevelTransition(new(2027, 4, 20), new Level(1, "silver"), default, LevelReasons.Lost, 0),
            ],
            LevelRules.Timeline(gains, new DateOnly(2028, 1, 1), terms));
    }

    [Fact]
    public async Task Levels_are_kept_swept_and_read()
    {
        string connectionString = $"Data Source={Path.Combine(_folder, "shop.db")}";
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddPrivateDomain(pd => pd
            .UseSqliteStore(connectionString)
            .TimeZone("Asia/Shanghai")
            .Metrics()
            .Levels(o => o.Steps = [new LevelStep("silver", 1_000), new LevelStep("gold", 5_000)]));
        using IHost host = builder.Build();
        await host.StartAsync();
        var privateDomain = host.Services.GetRequiredService<IPrivateDomain>();
        await privateDomain.Members.RegisterAsync(new RegisterMember("li"));
        OrderLine[] lines = [new("tea-250g", 10, Money.Of(1_280.00m, "CNY"))];
        await privateDomain.Orders.PaidAsync(new OrderPaid("order-1", "li", lines, DateTimeOffset.UtcNow.AddDays(-80)));
        var mailing = new List<string>();

        LevelSweep sweep = await privateDomain.Levels.EvaluateDueAsync();

        LevelStanding? li = await privateDomain.Levels.GetAsync("li");
        Console.WriteLine($"{li!.Level.Name} with {li.Growth}, through {li.KeptThrough:O}; {li.Gap!.Money} to {li.Gap.Next.Name}");
        // silver with 1280, through 2027-03-16; 3720.00 CNY to gold

        Page<LevelEvent> history = await privateDomain.Levels.GetHistoryAsync("li");
        long silver = await privateDomain.Levels.CountAsync("silver");
        await foreach (LevelState member in privateDomain.Levels.ReadMembersAsync("silver"))
        {
            mailing.Add($"{member.MemberId}: silver since {member.Since:O}, through {member.KeptThrough:O}");
        }

        await host.StopAsync();
        Assert.Equal(new LevelSweep(0, 0), sweep);
        Assert.Equal((new Level(1, "silver"), 1_280, Money.Of(3_720m, "CNY")), (li.Level, li.Growth, li.Gap.Money));
        Assert.Equal(364, li.KeptThrough!.Value.DayNumber - li.Since!.Value.DayNumber);
        Assert.Equal((1, 1), (history.Items.Count, silver));
        Assert.StartsWith("li: silver since ", Assert.Single(mailing), StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_asks_for_growth_and_rank()
    {
        var almostGold = SegmentRule.All(MemberFields.LevelGrowth.AtLeast(4_500), MemberFields.LevelRank.Below(2));

        Assert.Equal(
            """{"all":[{"field":"level.growth","at_least":4500},{"field":"level.rank","below":2}]}""", almostGold.ToString());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
