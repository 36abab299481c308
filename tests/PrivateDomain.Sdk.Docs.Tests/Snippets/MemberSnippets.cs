using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PrivateDomain.Sdk.Consents;
using PrivateDomain.Sdk.Members;
using Xunit;

namespace PrivateDomain.Sdk.Docs.Snippets;

/// <summary>The code of docs/members.md, run as it stands.</summary>
public sealed class MemberSnippets : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("private-domain-").FullName;

    [Fact]
    public async Task A_member_is_registered_linked_described_and_asked()
    {
        string connectionString = $"Data Source={Path.Combine(_folder, "shop.db")}";
        byte[] secret = RandomNumberGenerator.GetBytes(32);
        string openid = "o-1";
        var audit = new List<string>();
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddPrivateDomain(pd => pd
            .UseSqliteStore(connectionString)
            .Members(o =>
            {
                o.ExternalIdKey = secret;
                o.Attributes.Add(AttributeDefinition.Text("city"));
                o.Attributes.Add(AttributeDefinition.Text("level", allowedValues: ["silver", "gold"]));
                o.Attributes.Add(AttributeDefinition.Number("height_cm", minimum: 50, maximum: 250));
                o.Attributes.Add(AttributeDefinition.Boolean("vegetarian"));
                o.Attributes.Add(AttributeDefinition.Instant("birthday"));
                o.Attributes.Add(AttributeDefinition.TextSet("likes"));
            })
            .Consents(o =>
            {
                o.Purposes.Add("marketing_sms");
                o.Purposes.Add("personal_ads");
            }));
        using IHost host = builder.Build();
        await host.StartAsync();
        var privateDomain = host.Services.GetRequiredService<IPrivateDomain>();

        await privateDomain.Members.RegisterAsync(new RegisterMember("li") { ExternalIds = [new ExternalId("openid", openid)] });

        var phone = new ExternalId("phone", "+8613800000000");
        await privateDomain.Members.LinkExternalIdAsync(new LinkExternalId("link-1", "li", phone));
        Member? member = await privateDomain.Members.FindAsync(phone);
        Outcome<MemberReceipt> unlinked = await privateDomain.Members.UnlinkExternalIdAsync(new UnlinkExternalId("unlink-1", "li", phone));

        Outcome<AttributesReceipt> set = await privateDomain.Members.SetAttributesAsync(new SetAttributes("profile-1", "li", new Dictionary<string, AttributeValue?>
        {
            ["city"] = "上海",
            ["height_cm"] = 172,
            ["vegetarian"] = true,
            ["birthday"] = new DateTimeOffset(1990, 5, 17, 0, 0, 0, TimeSpan.FromHours(8)),
            ["likes"] = AttributeValue.Of(["tea", "cups"]),
            ["level"] = null,
        })
        {
            Actor = "profile form",
        });
        IReadOnlyList<MemberAttribute> attributes = await privateDomain.Members.GetAttributesAsync("li");
        string? city = attributes.FirstOrDefault(attribute => attribute.Name == "city")?.Text;

        Outcome<ConsentReceipt> given = await privateDomain.Consents.GiveAsync(new GiveConsent("signup-li-sms", "li", "marketing_sms", 2) { Channel = "sign-up page" });
        bool maySend = await privateDomain.Consents.IsGivenAsync("li", "marketing_sms");
        bool maySendAsOfVersion3 = await privateDomain.Consents.IsGivenAsync("li", "marketing_sms", minimumVersion: 3);
        Outcome<ConsentReceipt> withdrawn = await privateDomain.Consents.WithdrawAsync(new WithdrawConsent("profile-li-sms", "li", "marketing_sms") { Channel = "profile page" });

        IReadOnlyList<Consent> consents = await privateDomain.Consents.GetAsync("li");
        Page<ConsentEntry> statement = await privateDomain.Consents.GetStatementAsync("li");
        await foreach (Consent consent in privateDomain.Consents.ReadAllAsync())
        {
            audit.Add($"{consent.MemberId} {consent.Purpose} v{consent.Version} since {consent.GivenAt:O}");
        }

        await host.StopAsync();
        Assert.Equal("li", member?.MemberId.Value);
        Assert.Equal(1, unlinked.Value.ExternalIds);
        Assert.Equal(new AttributesReceipt("li", 5, 0, 1), set.Value);
        Assert.Equal((5, "上海"), (attributes.Count, city));
        Assert.Equal((ConsentChange.Given, ConsentChange.Withdrawn), (given.Value.Change, withdrawn.Value.Change));
        Assert.Equal((true, false), (maySend, maySendAsOfVersion3));
        Assert.Empty(consents);
        Assert.Equal(2, statement.Items.Count);
        Assert.Empty(audit);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
