using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Tags;
using Xunit;

namespace PrivateDomain.Sdk.Docs.Snippets;

/// <summary>The code of docs/tags.md, run as it stands.</summary>
public sealed class TagSnippets : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("private-domain-").FullName;

    [Fact]
    public async Task A_member_is_tagged_read_counted_and_a_list_is_taken_in()
    {
        string connectionString = $"Data Source={Path.Combine(_folder, "shop.db")}";
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddPrivateDomain(pd => pd
            .UseSqliteStore(connectionString)
            .Tags(o => o.MaxPerMember = 200));
        using IHost host = builder.Build();
        await host.StartAsync();
        var privateDomain = host.Services.GetRequiredService<IPrivateDomain>();
        await privateDomain.Members.RegisterAsync(new RegisterMember("li"));

        await privateDomain.Tags.DefineGroupAsync(new DefineTagGroup("define-city", "city") { IsExclusive = true });
        await privateDomain.Tags.DefineGroupAsync(new DefineTagGroup("define-likes", "likes"));

        Outcome<TagReceipt> set = await privateDomain.Tags.SetAsync(new SetTag("call-4711", "li", "likes", "oolong")
        {
            ExpiresAt = DateTimeOffset.UtcNow.AddDays(180),
            Actor = "anna",
            Reason = "said so on the phone",
        });
        Outcome<TagReceipt> removed = await privateDomain.Tags.RemoveAsync(new RemoveTag("call-4712", "li", "likes", "oolong") { Actor = "anna" });

        TagBulk bulk = await privateDomain.Tags.SetManyAsync(ReadCities("cities.csv"));

        TagExpirySweep sweep = await privateDomain.Tags.ExpireAsync();

        IReadOnlyList<MemberTag> tags = await privateDomain.Tags.GetAsync("li");
        Page<MemberTag> members = await privateDomain.Tags.GetMembersAsync("city", "上海");
        long count = await privateDomain.Tags.CountAsync("city", "上海");
        Page<TagCount> cities = await privateDomain.Tags.GetCountsAsync("city");
        Page<TagEntry> history = await privateDomain.Tags.GetHistoryAsync("li");

        await host.StopAsync();
        Assert.Equal((TagChange.Set, TagChange.Removed), (set.Value.Change, removed.Value.Change));
        Assert.Equal((2, 1, 1), (bulk.Commands, bulk.Set, bulk.Refused));
        Assert.Equal(new TagExpirySweep(0), sweep);
        Assert.Equal("上海", Assert.Single(tags).Value);
        Assert.Single(members.Items);
        Assert.Equal(1, count);
        Assert.Single(cities.Items);
        Assert.Equal(3, history.Items.Count);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async IAsyncEnumerable<SetTag> ReadCities(string list)
    {
        foreach (string member in new[] { "li", "unknown" })
        {
            await Task.Yield();
            yield return new SetTag($"{list}/{member}", member, "city", "上海") { Source = TagSource.Import, Actor = list };
        }
    }
}
