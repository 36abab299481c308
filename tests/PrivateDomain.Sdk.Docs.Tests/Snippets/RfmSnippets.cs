using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Rfm;
using Xunit;

namespace PrivateDomain.Sdk.Docs.Snippets;

/// <summary>The code of the RFM page, run as it stands.</summary>
public sealed class RfmSnippets : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("private-domain-").FullName;

    [Fact]
    public void Two_passes()
    {
        var today = new DateOnly(2026, 11, 22);
        RfmInput[] members = [.. Enumerable.Range(1, 10).Select(i => RfmInput.From($"member-{i}", today.AddDays(-i), today, 11 - i, (11 - i) * 100_00))];
        var report = new Dictionary<MemberId, string>();

        var distribution = new RfmDistribution();
        foreach (RfmInput member in members)
        {
            distribution.Add(member);
        }

        var scoring = RfmScoring.From(new RfmOptions { Binning = RfmBinning.Quantile }, distribution, "CNY");
        foreach (RfmInput member in members)
        {
            RfmStanding standing = scoring.Of(member, today);
            report[member.MemberId] = $"{standing.Score} {standing.Segment}";
        }

        Assert.Equal("555 Champions", report["member-1"]);
        Assert.Equal("111 Lost", report["member-10"]);
    }

    [Fact]
    public void Cuts_and_names_of_your_own()
    {
        var options = new RfmOptions
        {
            Binning = RfmBinning.FixedCuts,
            Bins = 3,
            RecencyCuts = [30, 90],            // up to 30 days is 3, up to 90 is 2, later is 1
            FrequencyCuts = [1, 4],            // one order is 1, up to four are 2, more are 3
            MonetaryCuts = [99_99, 499_99],    // below 100.00 is 1, below 500.00 is 2, from there on 3
            Segments = new RfmSegmentTable(
                [
                    new("core", 3, 3, new(2, 3)),
                    new("wake up", 1, new(2, 3), new(2, 3)),
                ],
                bins: 3,
                otherwise: "the rest"),
        };
        var scoring = RfmScoring.From(options, new RfmDistribution(), "CNY");

        var today = new DateOnly(2026, 11, 22);
        Assert.Equal(("core", "332"), Told(new RfmInput("a", 30, 5, 100_00)));
        Assert.Equal(("wake up", "123"), Told(new RfmInput("b", 91, 2, 500_00)));
        Assert.Equal(("the rest", "211"), Told(new RfmInput("c", 31, 1, 99_99)));

        (string Segment, string Score) Told(RfmInput input)
        {
            RfmStanding standing = scoring.Of(input, today);
            return (standing.Segment, standing.Score.ToString());
        }
    }

    [Fact]
    public async Task Scores_are_kept_and_read()
    {
        string connectionString = $"Data Source={Path.Combine(_folder, "shop.db")}";
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddPrivateDomain(pd => pd
            .UseSqliteStore(connectionString)
            .TimeZone("Asia/Shanghai")
            .Metrics()
            .Rfm(o => o.Binning = RfmBinning.EqualCount));
        using IHost host = builder.Build();
        await host.StartAsync();
        var privateDomain = host.Services.GetRequiredService<IPrivateDomain>();
        await privateDomain.Members.RegisterAsync(new RegisterMember("li"));
        OrderLine[] lines = [new("tea-250g", 2, Money.Of(128.00m, "CNY"))];
        await privateDomain.Orders.PaidAsync(new OrderPaid("order-1", "li", lines, DateTimeOffset.UtcNow.AddDays(-8)));
        var report = new List<string>();
        var champions = new List<string>();

        Outcome<RfmRun> run = await privateDomain.Rfm.ScoreAsync();
        foreach (RfmSegmentTotal total in run.Value.Totals)
        {
            report.Add($"{total.Segment}: {total.Members} members, {total.Orders} orders");
        }

        RfmState? li = await privateDomain.Rfm.GetAsync("li");
        Page<RfmEntry> history = await privateDomain.Rfm.GetHistoryAsync("li");
        await foreach (RfmState member in privateDomain.Rfm.ReadMembersAsync("Champions"))
        {
            champions.Add(member.MemberId.Value);
        }

        await host.StopAsync();
        Assert.Equal((3, 3, 3), (li!.Recency, li.Frequency, li.Monetary));
        Assert.Equal("Potential Loyalist: 1 members, 1 orders", Assert.Single(report));
        Assert.Single(history.Items);
        Assert.Empty(champions);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
