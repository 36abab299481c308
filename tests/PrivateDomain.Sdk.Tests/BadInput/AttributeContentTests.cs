using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;
using static PrivateDomain.Sdk.Tests.BadInput.Case;

namespace PrivateDomain.Sdk.Tests.BadInput;

/// <summary>Attributes that cannot be taken as they are: a typed refusal that never repeats the value, or a documented exception, and nothing is written.</summary>
public sealed class AttributeContentTests
{
    private const string Secret = "secret-value";

    public static TheoryData<string> BadNames => ["", "City", "ci ty", "城市", "1st", "_x", "a.b", "a\nb", "\uD800", "a'; drop table members --", new string('x', 33)];

    [Theory]
    [MemberData(nameof(BadNames), DisableDiscoveryEnumeration = true)]
    public async Task Names_that_are_none_are_refused_for_setting_and_clearing_without_being_repeated(string name)
    {
        await using Case c = await StartAsync();
        await c.RefusedAsync(MemberRefusals.AttributeUnknown, d => d.Members.SetAttributesAsync(Set(name, Secret)), "name");
        await c.RefusedAsync(MemberRefusals.AttributeUnknown, d => d.Members.SetAttributesAsync(Set(name, null)), "name");
    }

    [Fact]
    public async Task Undeclared_attributes_are_refused_by_name_and_so_is_clearing_one_that_is_not_there()
    {
        await using Case c = await StartAsync();
        await c.RefusedAsync(MemberRefusals.AttributeUnknown, d => d.Members.SetAttributesAsync(Set("shoe_size", 42)), "'shoe_size'");
        await c.RefusedAsync(MemberRefusals.AttributeUnknown, d => d.Members.SetAttributesAsync(Set("shoe_size", null)), stored: true, "'shoe_size'");
        await c.RefusedAsync(MemberRefusals.NotFound, d => d.Members.SetAttributesAsync(Set("city", Secret) with { OperationId = "k2", MemberId = "ghost" }), stored: true, "ghost");
        Assert.Empty(await c.Domain.Members.GetAttributesAsync("ghost"));
    }

    public static TheoryData<string, string> Invalid => new()
    {
        { "number for a text", "kind number and text" },
        { "text for a number", "kind text and number" },
        { "yes for a moment", "kind boolean and instant" },
        { "moment for a yes", "kind instant and boolean" },
        { "text for a set", "kind text and set" },
        { "set for a text", "kind set and text" },
        { "empty text", "it is empty" },
        { "long text", "129 characters" },
        { "line break", "control character" },
        { "half of a character", "lone surrogate" },
        { "not allowed", "none of the declared values" },
        { "not allowed in a set", "none of the declared values" },
        { "empty text in a set", "it is empty" },
        { "set too large", "101 texts" },
        { "number too small", "1 to 250" },
        { "number too large", "1 to 250" },
        { "moment too early", "1900" },
        { "moment too late", "9000" },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public async Task Values_that_do_not_fit_the_declaration_are_refused_by_name_and_never_repeated(string what, string mentioned)
    {
        await using Case c = await StartAsync();
        (string name, AttributeValue value, string? secret) = what switch
        {
            "number for a text" => ("city", (AttributeValue)4711, "4711"),
            "text for a number" => ("height_cm", (AttributeValue)Secret, Secret),
            "yes for a moment" => ("birthday", (AttributeValue)true, "true"),
            "moment for a yes" => ("vip", (AttributeValue)At, "2024"),
            "text for a set" => ("likes", (AttributeValue)Secret, Secret),
            "set for a text" => ("city", AttributeValue.Of([Secret]), Secret),
            "empty text" => ("city", (AttributeValue)"", null),
            "long text" => ("city", (AttributeValue)new string('x', 129), "xx"),
            "line break" => ("city", (AttributeValue)$"{Secret}\n", Secret),
            "half of a character" => ("city", (AttributeValue)$"{Secret}\uD800", Secret),
            "not allowed" => ("level", (AttributeValue)Secret, Secret),
            "not allowed in a set" => ("likes", AttributeValue.Of(["tea", Secret]), Secret),
            "empty text in a set" => ("likes", AttributeValue.Of(["tea", ""]), null),
            "set too large" => ("anything", AttributeValue.Of([.. Enumerable.Range(0, 101).Select(i => $"{Secret}{i}")]), Secret),
            "number too small" => ("height_cm", (AttributeValue)0, null),
            "number too large" => ("height_cm", (AttributeValue)4711, "4711"),
            "moment too early" => ("birthday", (AttributeValue)new DateTimeOffset(1899, 12, 31, 23, 59, 59, TimeSpan.Zero), "1899"),
            "moment too late" => ("birthday", (AttributeValue)DateTimeOffset.MaxValue, "9999"),
            _ => throw new ArgumentOutOfRangeException(nameof(what)),
        };

        await c.RefusedAsync(MemberRefusals.AttributeInvalid, d => d.Members.SetAttributesAsync(Set(name, value)), $"'{name}'", mentioned);

        string message = (await c.Domain.Members.SetAttributesAsync(Set(name, value))).Refusal!.Message;
        Assert.True(secret is null || !message.Contains(secret, StringComparison.Ordinal), message);
    }

    [Fact]
    public async Task The_limits_themselves_are_taken()
    {
        await using Case c = await StartAsync();
        string longest = string.Concat(Enumerable.Repeat("\U0001F600", 63)) + "中文";
        var set = new SetAttributes("k", "m", new Dictionary<string, AttributeValue?>
        {
            ["city"] = longest,
            ["level"] = "gold",
            ["height_cm"] = 250,
            ["birthday"] = new DateTimeOffset(1900, 1, 1, 0, 0, 0, TimeSpan.Zero),
            ["likes"] = AttributeValue.Of(["tea", "cup"]),
            ["anything"] = AttributeValue.Of([.. Enumerable.Range(0, 100).Select(i => $"{i}")]),
        });

        Assert.Equal(6, (await c.Domain.Members.SetAttributesAsync(set)).Value.Set);
        Assert.Equal(longest, (await c.Domain.Members.GetAttributesAsync("m")).Single(attribute => attribute.Name == "city").Text);
    }

    [Fact]
    public async Task Times_actors_nulls_and_too_many_at_once_are_refused()
    {
        await using Case c = await StartAsync();
        foreach (int year in new[] { 1899, 9001 })
        {
            DateTimeOffset time = new(year, 1, 1, 0, 0, 0, TimeSpan.Zero);
            await c.RefusedAsync(OperationRefusals.TimeOutOfRange, d => d.Members.SetAttributesAsync(Set("city", "x") with { OccurredAt = time }), "OccurredAt");
        }

        await c.RefusedAsync(OperationRefusals.InvalidText, d => d.Members.SetAttributesAsync(Set("city", "x") with { Actor = "a\0" }), "Actor");
        await c.ThrowsAsync(typeof(ArgumentNullException), d => d.Members.SetAttributesAsync(null!));
        await c.ThrowsAsync(typeof(ArgumentNullException), d => d.Members.SetAttributesAsync(new("k", "m", null!)));
        await c.ThrowsAsync(typeof(InvalidOperationException), d => d.Members.SetAttributesAsync(Set("city", "x") with { OperationId = default }), "default(OperationId)");
        await c.ThrowsAsync(typeof(InvalidOperationException), d => d.Members.SetAttributesAsync(Set("city", "x") with { MemberId = default }), "default(MemberId)");
        await c.ThrowsAsync(typeof(InvalidOperationException), d => d.Members.GetAttributesAsync(default), "default(MemberId)");
        var many = Enumerable.Range(0, 101).ToDictionary(i => $"a{i}", _ => (AttributeValue?)null);
        await c.ThrowsAsync(typeof(ArgumentException), d => d.Members.SetAttributesAsync(new("k", "m", many)), "101");
        Assert.Throws<ArgumentException>(() => AttributeValue.Of(["a", null!]));
        Assert.Throws<ArgumentNullException>(() => AttributeValue.Of((string)null!));
    }

    private static SetAttributes Set(string name, AttributeValue? value) => new("k", "m", new Dictionary<string, AttributeValue?> { [name] = value });

    private static Task<Case> StartAsync() => Case.StartAsync(configure: pd => pd.Members(o =>
    {
        o.Attributes.Add(AttributeDefinition.Text("city"));
        o.Attributes.Add(AttributeDefinition.Text("level", ["silver", "gold"]));
        o.Attributes.Add(AttributeDefinition.Number("height_cm", 1, 250));
        o.Attributes.Add(AttributeDefinition.Boolean("vip"));
        o.Attributes.Add(AttributeDefinition.Instant("birthday"));
        o.Attributes.Add(AttributeDefinition.TextSet("likes", ["tea", "cup"]));
        o.Attributes.Add(AttributeDefinition.TextSet("anything"));
    }));
}
