using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Merges;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Privacy;
using Xunit;

namespace PrivateDomain.Sdk.Docs.Snippets;

/// <summary>The code of docs/merges.md and docs/privacy.md, run as it stands.</summary>
public sealed class MergeSnippets : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("private-domain-").FullName;

    [Fact]
    public async Task A_member_is_merged_parted_copied_and_forgotten()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddPrivateDomain(pd => pd.UseSqliteStore($"Data Source={Path.Combine(_folder, "shop.db")}"));
        using IHost host = builder.Build();
        await host.StartAsync();
        var privateDomain = host.Services.GetRequiredService<IPrivateDomain>();
        await privateDomain.Members.RegisterAsync(new RegisterMember("li"));
        await privateDomain.Members.RegisterAsync(new RegisterMember("wx-4711"));
        await privateDomain.Points.GrantAsync(new GrantPoints("welcome", "wx-4711", 100));
        string path = Path.Combine(_folder, "li.json");

        Outcome<MergeReceipt> merged = await privateDomain.Merges.MergeAsync(
            new MergeMembers("merge-1", From: "wx-4711", Into: "li") { Actor = "anna", Reason = "same phone" });
        PointBalance balance = await privateDomain.Points.GetBalanceAsync("wx-4711"); // li's
        Member? member = await privateDomain.Members.GetAsync("wx-4711");             // li, who absorbed wx-4711

        Outcome<MergeReceipt> undone = await privateDomain.Merges.UndoAsync(new UndoMerge("undo-1", "wx-4711") { Actor = "anna" });

        MemberMerge? merge = await privateDomain.Merges.GetAsync("wx-4711");

        await using (FileStream file = File.Create(path))
        {
            MemberExport? export = await privateDomain.Privacy.ExportAsync("li", file);
        }

        Outcome<ErasureReceipt> erased = await privateDomain.Privacy.EraseAsync(new EraseMember("request-7", "li"));

        await host.StopAsync();
        Assert.Equal((100, 100), (merged.Value.Points, undone.Value.Points));
        Assert.Equal(("li", 100), (balance.MemberId.Value, balance.Available));
        Assert.Equal("li", member?.MemberId.Value);
        Assert.NotNull(merge?.UndoneAt);
        Assert.Contains("point_entries", await File.ReadAllTextAsync(path), StringComparison.Ordinal);
        Assert.True(erased.IsAccepted);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
