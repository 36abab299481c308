using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PrivateDomain.Sdk.Forecasts;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Referrals;

namespace PrivateDomain.Sdk.Tests.BadInput;

/// <summary>Invalid settings stop the host at start, with all problems in one message.</summary>
public sealed class OptionsTests
{
    private const long TooMuch = 1_000_000_000_000_001;

    [Fact]
    public async Task Every_invalid_setting_is_named_in_one_message_at_the_start_of_the_host()
    {
        using IHost host = Build(pd => pd
            .Program("")
            .Currency("RMB")
            .Members(o => o.ExternalIdKey = new byte[31])
            .Referrals(o =>
            {
                o.Rebinding = (RebindingPolicy)9;
                o.MaxChain = 0;
            })
            .Points(o =>
            {
                o.EarnPerUnit = -1m;
                o.ExpiresAfter = TimeSpan.Zero;
                o.PendingFor = TimeSpan.FromDays(-1);
                o.MaxPerOperation = 0;
            })
            .Commissions(o =>
            {
                o.Rates = [0.5m, -0.1m, 0.1m];
                o.HoldDays = -1;
                o.MaxAmount = TooMuch;
            })
            .Orders(o => o.MaxAmount = long.MaxValue)
            .Tags(o => o.MaxPerMember = 10_001)
            .Coupons(o =>
            {
                o.MaxPerOrder = 21;
                o.MaxLivePerMember = 0;
                o.LongestHold = TimeSpan.Zero;
            })
            .Pipeline(o =>
            {
                o.MaxBatch = 0;
                o.MaxOutstanding = -5;
                o.Lanes = 0;
            }));

        OptionsValidationException refused = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        string[] named =
        [
            "Program", "Currency", "Members.ExternalIdKey", "Referrals.Rebinding", "Referrals.MaxChain", "Points.EarnPerUnit", "Points.ExpiresAfter",
            "Points.PendingFor", "Points.MaxPerOperation", "Commissions.Rates", "Commissions.Rates[1]", "Commissions.SecondLevelAcknowledgment",
            "Commissions.HoldDays", "Commissions.MaxAmount", "Orders.MaxAmount", "Tags.MaxPerMember", "Coupons.MaxPerOrder", "Coupons.MaxLivePerMember", "Coupons.LongestHold", "Pipeline.MaxBatch", "Pipeline.MaxOutstanding", "Pipeline.Lanes",
        ];
        Assert.All(named, name => Assert.Contains(name, refused.Message, StringComparison.Ordinal));
        Assert.All(named, name => Assert.Contains(refused.Failures, failure => failure.Contains(name, StringComparison.Ordinal)));
    }

    public static TheoryData<string, string> Problems => new()
    {
        { "third level", "levels" },
        { "unknown time zone", "TimeZone is 'Mars/Olympus'" },
        { "window of no days", "Metrics.WindowDays names 0 days" },
        { "window over a hundred years", "Metrics.WindowDays names 36526 days" },
        { "no list of windows", "Metrics.WindowDays is null" },
        { "window twice", "Metrics.WindowDays has 2 windows" },
        { "thirteen windows", "Metrics.WindowDays has 13 windows" },
        { "rate below zero", "Commissions.Rates[0] is -0.000000001" },
        { "rate above one", "Commissions.Rates[0] is 1.000000001" },
        { "rates above one together", "sum to 1.1" },
        { "ten decimals", "nine decimals" },
        { "two levels without acknowledgement", "SecondLevelAcknowledgment" },
        { "acknowledged by nobody", "SecondLevelAcknowledgment" },
        { "acknowledged without reason", "SecondLevelAcknowledgment" },
        { "earning with ten decimals", "Points.EarnPerUnit" },
        { "earning too much", "Points.EarnPerUnit" },
        { "pending as long as living", "Points.PendingFor" },
        { "living over a hundred years", "Points.ExpiresAfter" },
        { "no key", "Members.ExternalIdKey has 0 bytes" },
        { "key of zeros", "not random" },
        { "program with a control character", "Program" },
        { "program of 10,000 characters", "Program" },
        { "lower-case currency", "Currency" },
        { "attribute without a usable name", "Members.Attributes[1]" },
        { "attribute that is null", "Members.Attributes[0] is null" },
        { "attribute twice", "'city' twice" },
        { "attribute that takes no number", "from 2 to 1" },
        { "attribute that takes no text", "allowed values" },
        { "attribute that allows a text twice", "allowed values" },
        { "attribute that allows no text", "allowed values" },
        { "101 attributes", "101 attributes" },
        { "purpose that is no text", "Consents.Purposes[1]" },
        { "purpose twice", "2 purposes" },
        { "101 purposes", "101 purposes" },
        { "stages without metrics", "call Metrics() too" },
        { "scores without metrics", "call Metrics() too" },
        { "a unit of nothing", "Rfm.MonetaryUnit is 0" },
        { "forecasts without metrics", "call Metrics() too" },
        { "no horizon", "Forecasts.HorizonDays is 0" },
        { "a model that there is not", "Forecasts.Model is 7" },
        { "one member", "Forecasts.MinimumMembers is 1" },
        { "a rhythm of no days", "Lifecycle.MinRhythmDays is 0" },
        { "levels without metrics", "call Metrics() too" },
        { "no levels", "Levels.Steps has 0 levels" },
        { "levels that do not ascend", "Levels.Steps[1] takes a growth of 5; use 6 to" },
    };

    [Theory]
    [MemberData(nameof(Problems))]
    public async Task An_invalid_setting_alone_is_named_with_its_value_and_the_way_out(string problem, string mentioned)
    {
        byte[] secret = [.. Enumerable.Range(200, 31).Select(i => (byte)i)];
        Action<PrivateDomainBuilder> configure = problem switch
        {
            "third level" => pd => pd.Commissions(o =>
            {
                o.Rates = [0.1m, 0.02m, 0.01m];
                o.SecondLevelAcknowledgment = new("by", "reason");
            }),
            "rate below zero" => pd => pd.Commissions(o => o.Rates = [-0.000000001m]),
            "rate above one" => pd => pd.Commissions(o => o.Rates = [1.000000001m]),
            "rates above one together" => pd => pd.Commissions(o =>
            {
                o.Rates = [0.6m, 0.5m];
                o.SecondLevelAcknowledgment = new("by", "reason");
            }),
            "ten decimals" => pd => pd.Commissions(o => o.Rates = [0.0000000001m]),
            "two levels without acknowledgement" => pd => pd.Commissions(o => o.Rates = [0.1m, 0.1m]),
            "acknowledged by nobody" => pd => pd.Commissions(o =>
            {
                o.Rates = [0.1m, 0.1m];
                o.SecondLevelAcknowledgment = new(" ", "reason");
            }),
            "acknowledged without reason" => pd => pd.Commissions(o =>
            {
                o.Rates = [0.1m, 0.1m];
                o.SecondLevelAcknowledgment = new("by", "");
            }),
            "earning with ten decimals" => pd => pd.Points(o => o.EarnPerUnit = 0.0000000001m),
            "earning too much" => pd => pd.Points(o => o.EarnPerUnit = 1_000_001m),
            "pending as long as living" => pd => pd.Points(o =>
            {
                o.PendingFor = TimeSpan.FromDays(1);
                o.ExpiresAfter = TimeSpan.FromDays(1);
            }),
            "living over a hundred years" => pd => pd.Points(o => o.ExpiresAfter = TimeSpan.FromDays(36_526)),
            "no key" => pd => pd.Members(o => o.ExternalIdKey = []),
            "key of zeros" => pd => pd.Members(o => o.ExternalIdKey = new byte[32]),
            "program with a control character" => pd => pd.Program("a\0"),
            "program of 10,000 characters" => pd => pd.Program(new string('p', 10_000)),
            "attribute without a usable name" => Attributes(AttributeDefinition.Text("city"), AttributeDefinition.Text("City")),
            "attribute that is null" => Attributes([null!]),
            "attribute twice" => Attributes(AttributeDefinition.Text("city"), AttributeDefinition.Number("city")),
            "attribute that takes no number" => Attributes(AttributeDefinition.Number("height", 2, 1)),
            "attribute that takes no text" => Attributes(AttributeDefinition.Text("city", [])),
            "attribute that allows a text twice" => Attributes(AttributeDefinition.TextSet("likes", ["tea", "tea"])),
            "attribute that allows no text" => Attributes(AttributeDefinition.Text("city", ["tea", ""])),
            "101 attributes" => Attributes([.. Enumerable.Range(0, 101).Select(i => AttributeDefinition.Boolean($"a{i}"))]),
            "purpose that is no text" => Purposes("sms", "a\nb"),
            "purpose twice" => Purposes("sms", "sms"),
            "101 purposes" => Purposes([.. Enumerable.Range(0, 101).Select(i => $"p{i}")]),
            "stages without metrics" => pd => pd.Lifecycle(),
            "scores without metrics" => pd => pd.Rfm(),
            "a unit of nothing" => pd => pd.Metrics().Rfm(o => o.MonetaryUnit = 0),
            "forecasts without metrics" => pd => pd.Forecasts(),
            "no horizon" => pd => pd.Metrics().Forecasts(o => o.HorizonDays = 0),
            "a model that there is not" => pd => pd.Metrics().Forecasts(o => o.Model = (PurchaseModelKind)7),
            "one member" => pd => pd.Metrics().Forecasts(o => o.MinimumMembers = 1),
            "levels without metrics" => pd => pd.Levels(o => o.Steps = [new("silver", 1)]),
            "no levels" => pd => pd.Metrics().Levels(static _ => { }),
            "levels that do not ascend" => pd => pd.Metrics().Levels(o => o.Steps = [new("silver", 5), new("gold", 5)]),
            "a rhythm of no days" => pd => pd.Metrics().Lifecycle(o => o.MinRhythmDays = 0),
            "lower-case currency" => pd => pd.Currency("cny"),
            "unknown time zone" => pd => pd.TimeZone("Mars/Olympus"),
            "window of no days" => pd => pd.Metrics(o => o.WindowDays = [30, 0]),
            "window over a hundred years" => pd => pd.Metrics(o => o.WindowDays = [36_526]),
            "no list of windows" => pd => pd.Metrics(o => o.WindowDays = null!),
            "window twice" => pd => pd.Metrics(o => o.WindowDays = [30, 30]),
            "thirteen windows" => pd => pd.Metrics(o => o.WindowDays = [.. Enumerable.Range(1, 13)]),
            _ => throw new ArgumentOutOfRangeException(nameof(problem)),
        };
        using IHost host = Build(configure);

        OptionsValidationException refused = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Single(refused.Failures);
        Assert.Contains(mentioned, refused.Message, StringComparison.Ordinal);
        Assert.True(refused.Message.Length < 400, refused.Message);
        Assert.DoesNotContain(Convert.ToBase64String(secret), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_host_invalid_settings_surface_at_first_use()
    {
        await using ServiceProvider provider = new ServiceCollection()
            .AddPrivateDomain(pd => pd.UseInMemoryStore().Currency("XXX").Orders(o => o.MaxAmount = 0))
            .BuildServiceProvider();

        OptionsValidationException refused = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IPrivateDomain>());
        Assert.Equal(2, refused.Failures.Count());
    }

    [Fact]
    public async Task Without_a_store_the_message_says_how_to_choose_one()
    {
        await using ServiceProvider provider = new ServiceCollection().AddPrivateDomain(_ => { }).BuildServiceProvider();
        InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() => provider.GetRequiredService<IPrivateDomain>());
        Assert.Contains("UseSqliteStore", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Registering_twice_adds_settings_up_and_registers_services_once()
    {
        var services = new ServiceCollection();
        services.AddPrivateDomain(pd => pd.UseInMemoryStore().Program("first").Points(o => o.EarnPerUnit = 2m));
        int registered = services.Count;
        services.AddPrivateDomain(pd => pd.Program("second"));
        await using ServiceProvider provider = services.BuildServiceProvider();

        Assert.Equal("second", provider.GetRequiredService<IPrivateDomain>().Program.Value);
        Assert.Equal(2m, provider.GetRequiredService<IOptions<PrivateDomainOptions>>().Value.Points.EarnPerUnit);
        Assert.Single(provider.GetServices<IPrivateDomain>());
        Assert.InRange(services.Count - registered, 0, 2);
    }

    [Fact]
    public async Task Defaults_are_the_documented_ones()
    {
        await using Shop shop = Shop.InMemory();
        Assert.Equal("default", shop.Domain.Program.Value);
        Assert.Equal("CNY", (await shop.Domain.Commissions.GetBalanceAsync("nobody", cancellationToken: TestContext.Current.CancellationToken)).Net.Currency.Code);
    }

    private static Action<PrivateDomainBuilder> Attributes(params AttributeDefinition[] attributes) => pd => pd.Members(o =>
    {
        foreach (AttributeDefinition attribute in attributes)
        {
            o.Attributes.Add(attribute);
        }
    });

    private static Action<PrivateDomainBuilder> Purposes(params string[] purposes) => pd => pd.Consents(o =>
    {
        foreach (string purpose in purposes)
        {
            o.Purposes.Add(purpose);
        }
    });

    private static IHost Build(Action<PrivateDomainBuilder> configure)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddPrivateDomain(pd =>
        {
            pd.UseInMemoryStore();
            configure(pd);
        });
        return builder.Build();
    }
}
