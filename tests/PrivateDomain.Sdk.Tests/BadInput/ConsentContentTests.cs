using PrivateDomain.Sdk.Consents;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Tests.Consents;

namespace PrivateDomain.Sdk.Tests.BadInput;

/// <summary>Consents that cannot be taken as they are. The answer is a typed refusal or a documented exception, and nothing is written.</summary>
public sealed class ConsentContentTests
{
    public static TheoryData<string?> BadLabels => [(string?)null, "", "a\0b", "\uD800", "line\nbreak", "\u001F", new string('x', 129)];

    [Theory]
    [MemberData(nameof(BadLabels), DisableDiscoveryEnumeration = true)]
    public async Task Labels_that_are_no_id_texts_are_refused(string? text)
    {
        await using Case c = await StartAsync();
        const string code = OperationRefusals.InvalidText;
        await c.RefusedAsync(code, d => d.Consents.GiveAsync(new("k", "m", text!, 1)), "Purpose");
        await c.RefusedAsync(code, d => d.Consents.WithdrawAsync(new("k", "m", text!)), "Purpose");
        await c.ThrowsAsync(typeof(ArgumentException), async d => (object)await d.Consents.IsGivenAsync("m", text!));
        if (text is not null)
        {
            await c.RefusedAsync(code, d => d.Consents.GiveAsync(new("k", "m", "sms", 1) { Recipient = text }), "Recipient");
            await c.RefusedAsync(code, d => d.Consents.GiveAsync(new("k", "m", "sms", 1) { Channel = text }), "Channel");
            await c.RefusedAsync(code, d => d.Consents.GiveAsync(new("k", "m", "sms", 1) { Actor = text }), "Actor");
            await c.RefusedAsync(code, d => d.Consents.WithdrawAsync(new("k", "m", "sms") { Recipient = text }), "Recipient");
            await c.RefusedAsync(code, d => d.Consents.WithdrawAsync(new("k", "m", "sms") { Channel = text }), "Channel");
            await c.RefusedAsync(code, d => d.Consents.WithdrawAsync(new("k", "m", "sms") { Actor = text }), "Actor");
            await c.ThrowsAsync(typeof(ArgumentException), async d => (object)await d.Consents.IsGivenAsync("m", "sms", text));
        }
    }

    [Fact]
    public async Task Unknown_members_purposes_versions_and_times_are_refused()
    {
        await using Case c = await StartAsync();
        await c.RefusedAsync(MemberRefusals.NotFound, d => d.Consents.GiveAsync(new("k1", "ghost", "sms", 1)), stored: true, "ghost");
        await c.RefusedAsync(MemberRefusals.NotFound, d => d.Consents.WithdrawAsync(new("k1", "ghost", "sms")), stored: true, "ghost");
        await c.RefusedAsync(ConsentRefusals.NotGiven, d => d.Consents.WithdrawAsync(new("k2", "m", "sms")), stored: true, "'sms'");
        await c.RefusedAsync(ConsentRefusals.PurposeUnknown, d => d.Consents.GiveAsync(new("k", "m", "SMS", 1)), "'SMS'");
        foreach (long version in new[] { 0, -1, long.MinValue })
        {
            await c.RefusedAsync(ConsentRefusals.VersionOutOfRange, d => d.Consents.GiveAsync(new("k", "m", "sms", version)), "Version");
        }

        foreach (int year in new[] { 1899, 9001 })
        {
            DateTimeOffset time = new(year, 1, 1, 0, 0, 0, TimeSpan.Zero);
            await c.RefusedAsync(OperationRefusals.TimeOutOfRange, d => d.Consents.GiveAsync(new("k", "m", "sms", 1) { OccurredAt = time }), "OccurredAt");
            await c.RefusedAsync(OperationRefusals.TimeOutOfRange, d => d.Consents.WithdrawAsync(new("k", "m", "sms") { OccurredAt = time }), "OccurredAt");
        }

        Assert.Empty(await c.Domain.Consents.GetAsync("ghost"));
        Assert.Empty((await c.Domain.Consents.GetStatementAsync("ghost")).Items);
        Assert.Equal(long.MaxValue, (await c.Domain.Consents.GiveAsync(new("k", "m", "sms", long.MaxValue))).Value.Version);
    }

    [Fact]
    public async Task Missing_commands_ids_without_value_and_foreign_cursors_are_programmer_errors()
    {
        await using Case c = await StartAsync();
        await c.ThrowsAsync(typeof(ArgumentNullException), d => d.Consents.GiveAsync(null!));
        await c.ThrowsAsync(typeof(ArgumentNullException), d => d.Consents.WithdrawAsync(null!));
        await c.ThrowsAsync(typeof(InvalidOperationException), d => d.Consents.GiveAsync(new(default, "m", "sms", 1)), "default(OperationId)");
        await c.ThrowsAsync(typeof(InvalidOperationException), d => d.Consents.WithdrawAsync(new("k", default, "sms")), "default(MemberId)");
        await c.ThrowsAsync(typeof(InvalidOperationException), d => d.Consents.GetAsync(default), "default(MemberId)");
        await c.ThrowsAsync(typeof(ArgumentException), d => d.Consents.GetStatementAsync("m", new PageRequest("x")));
        await c.ThrowsAsync(typeof(ArgumentException), d => d.Consents.GetStatementAsync("m", new PageRequest(null, 501)));
    }

    private static Task<Case> StartAsync() => Case.StartAsync(configure: ConsentTests.Configure);
}
