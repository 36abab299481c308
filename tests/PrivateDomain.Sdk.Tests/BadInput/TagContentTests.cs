using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Tags;
using static PrivateDomain.Sdk.Tests.BadInput.Case;

namespace PrivateDomain.Sdk.Tests.BadInput;

/// <summary>Tags that cannot be taken as they are. The answer is a typed refusal or a documented exception, and nothing is written.</summary>
public sealed class TagContentTests
{
    public static TheoryData<StoreKind> Stores => [StoreKind.Memory, StoreKind.Sqlite];

    public static TheoryData<string?> BadLabels => [(string?)null, "", "a\0b", "\uD800", "a\uDC00", "line\nbreak", "\u001F", "\u007F", new string('x', 129), new string('x', 127) + "\U0001F600"];

    [Theory]
    [MemberData(nameof(BadLabels), DisableDiscoveryEnumeration = true)]
    public async Task Groups_and_values_that_are_no_id_texts_are_refused(string? text)
    {
        await using Case c = await StartAsync();
        const string code = OperationRefusals.InvalidText;
        await c.RefusedAsync(code, d => d.Tags.DefineGroupAsync(new("k", text!)), "Name");
        await c.RefusedAsync(code, d => d.Tags.SetAsync(new("k", "m", text!, "v")), "Group");
        await c.RefusedAsync(code, d => d.Tags.SetAsync(new("k", "m", "city", text!)), "Value");
        await c.RefusedAsync(code, d => d.Tags.RemoveAsync(new("k", "m", text!, "v")), "Group");
        await c.RefusedAsync(code, d => d.Tags.RemoveAsync(new("k", "m", "city", text!)), "Value");
        await c.ThrowsAsync(typeof(ArgumentException), d => d.Tags.CountAsync(text!, "v"));
        await c.ThrowsAsync(typeof(ArgumentException), d => d.Tags.CountAsync("city", text!));
        await c.ThrowsAsync(typeof(ArgumentException), d => d.Tags.GetCountsAsync(text!));
        await c.ThrowsAsync(typeof(ArgumentException), d => d.Tags.GetMembersAsync(text!, "v"));
        await c.ThrowsAsync(typeof(ArgumentException), d => d.Tags.GetMembersAsync("city", text!));
        Assert.ThrowsAny<ArgumentException>(() => c.Domain.Tags.ReadMembersAsync("city", text!));
        if (text is not null)
        {
            await c.RefusedAsync(code, d => d.Tags.SetAsync(new("k", "m", "city", "v") { Actor = text }), "Actor");
            await c.RefusedAsync(code, d => d.Tags.RemoveAsync(new("k", "m", "city", "v") { Actor = text }), "Actor");
        }
    }

    [Fact]
    public async Task Reasons_times_and_sources_out_of_range_are_refused()
    {
        await using Case c = await StartAsync();
        string tooLong = new('x', 257);
        await c.RefusedAsync(OperationRefusals.InvalidText, d => d.Tags.SetAsync(new("k", "m", "city", "v") { Reason = tooLong }), "Reason", "257");
        await c.RefusedAsync(OperationRefusals.InvalidText, d => d.Tags.RemoveAsync(new("k", "m", "city", "v") { Reason = "a\tb" }), "Reason");
        foreach (int year in new[] { 1899, 9001 })
        {
            DateTimeOffset time = new(year, 1, 1, 0, 0, 0, TimeSpan.Zero);
            const string code = OperationRefusals.TimeOutOfRange;
            await c.RefusedAsync(code, d => d.Tags.DefineGroupAsync(new("k", "g") { OccurredAt = time }), "OccurredAt");
            await c.RefusedAsync(code, d => d.Tags.SetAsync(new("k", "m", "city", "v") { OccurredAt = time }), "OccurredAt");
            await c.RefusedAsync(code, d => d.Tags.SetAsync(new("k", "m", "city", "v") { ExpiresAt = time }), "ExpiresAt");
            await c.RefusedAsync(code, d => d.Tags.RemoveAsync(new("k", "m", "city", "v") { OccurredAt = time }), "OccurredAt");
            await c.ThrowsAsync(typeof(ArgumentOutOfRangeException), d => d.Tags.GetAsync("m", time));
            await c.ThrowsAsync(typeof(ArgumentOutOfRangeException), d => d.Tags.GetMembersAsync("city", "v", null, time));
            await c.ThrowsAsync(typeof(ArgumentOutOfRangeException), d => d.Tags.ExpireAsync(time));
            Assert.Throws<ArgumentOutOfRangeException>(() => c.Domain.Tags.ReadMembersAsync("city", "v", time));
        }

        foreach (var source in new[] { (TagSource)4, (TagSource)(-1), (TagSource)int.MaxValue })
        {
            await c.RefusedAsync(TagRefusals.SourceUnknown, d => d.Tags.SetAsync(new("k", "m", "city", "v") { Source = source }), "source");
            await c.RefusedAsync(TagRefusals.SourceUnknown, d => d.Tags.RemoveAsync(new("k", "m", "city", "v") { Source = source }), "source");
        }

        await c.RefusedAsync(TagRefusals.ExpiryOutOfRange, d => d.Tags.SetAsync(new("k1", "m", "city", "v") { OccurredAt = At, ExpiresAt = At }), stored: true);
        Assert.True((await c.Domain.Tags.SetAsync(new("k2", "m", "city", "v") { OccurredAt = At, ExpiresAt = At.AddTicks(1) })).IsAccepted);
    }

    [Fact]
    public async Task Unknown_members_and_groups_are_refused_by_name_and_read_as_nothing()
    {
        await using Case c = await StartAsync();
        await c.RefusedAsync(MemberRefusals.NotFound, d => d.Tags.SetAsync(new("k1", "ghost", "city", "v")), stored: true, "ghost");
        await c.RefusedAsync(MemberRefusals.NotFound, d => d.Tags.RemoveAsync(new("k1", "ghost", "city", "v")), stored: true, "ghost");
        await c.RefusedAsync(TagRefusals.GroupNotFound, d => d.Tags.SetAsync(new("k2", "m", "nowhere", "v")), stored: true, "nowhere");
        await c.RefusedAsync(TagRefusals.GroupNotFound, d => d.Tags.RemoveAsync(new("k2", "m", "nowhere", "v")), stored: true, "nowhere");
        await c.RefusedAsync(TagRefusals.GroupNotFound, d => d.Tags.SetAsync(new("k3", "m", "City", "v")), stored: true, "City");
        await c.RefusedAsync(TagRefusals.GroupFixed, d => d.Tags.DefineGroupAsync(new("k", "city")), stored: true, "city");

        Assert.Empty(await c.Domain.Tags.GetAsync("ghost"));
        Assert.Empty((await c.Domain.Tags.GetHistoryAsync("ghost")).Items);
        Assert.Empty((await c.Domain.Tags.GetMembersAsync("nowhere", "v")).Items);
        Assert.Empty((await c.Domain.Tags.GetCountsAsync("nowhere")).Items);
        Assert.Equal(0, await c.Domain.Tags.CountAsync("nowhere", "v"));
    }

    [Fact]
    public async Task Missing_commands_ids_without_value_and_foreign_cursors_are_programmer_errors()
    {
        await using Case c = await StartAsync();
        await c.ThrowsAsync(typeof(ArgumentNullException), d => d.Tags.DefineGroupAsync(null!));
        await c.ThrowsAsync(typeof(ArgumentNullException), d => d.Tags.SetAsync(null!));
        await c.ThrowsAsync(typeof(ArgumentNullException), d => d.Tags.RemoveAsync(null!));
        await c.ThrowsAsync(typeof(ArgumentNullException), d => d.Tags.SetManyAsync(null!));
        await c.ThrowsAsync(typeof(InvalidOperationException), d => d.Tags.DefineGroupAsync(new(default, "g")), "default(OperationId)");
        await c.ThrowsAsync(typeof(InvalidOperationException), d => d.Tags.SetAsync(new(default, "m", "city", "v")), "default(OperationId)");
        await c.ThrowsAsync(typeof(InvalidOperationException), d => d.Tags.SetAsync(new("k", default, "city", "v")), "default(MemberId)");
        await c.ThrowsAsync(typeof(InvalidOperationException), d => d.Tags.RemoveAsync(new("k", default, "city", "v")), "default(MemberId)");
        await c.ThrowsAsync(typeof(InvalidOperationException), d => d.Tags.GetAsync(default), "default(MemberId)");
        foreach (string cursor in new[] { "", "x", "AAAA", "W10", "' or 1=1 --" })
        {
            await c.ThrowsAsync(typeof(ArgumentException), d => d.Tags.GetMembersAsync("city", "v", new PageRequest(cursor)));
            await c.ThrowsAsync(typeof(ArgumentException), d => d.Tags.GetCountsAsync("city", new PageRequest(cursor)));
            await c.ThrowsAsync(typeof(ArgumentException), d => d.Tags.GetGroupsAsync(new PageRequest(cursor)));
            await c.ThrowsAsync(typeof(ArgumentException), d => d.Tags.GetHistoryAsync("m", new PageRequest(cursor)));
        }

        foreach (int size in new[] { 0, -1, 501 })
        {
            await c.ThrowsAsync(typeof(ArgumentException), d => d.Tags.GetMembersAsync("city", "v", new PageRequest(null, size)));
            await c.ThrowsAsync(typeof(ArgumentException), d => d.Tags.GetCountsAsync("city", new PageRequest(null, size)));
        }
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task The_longest_texts_work_everywhere(StoreKind store)
    {
        await using Case c = await StartAsync(store);
        string longest = string.Concat(Enumerable.Repeat("\U0001F600", 63)) + "中文";
        await c.Domain.Members.RegisterAsync(new(longest));
        await c.Domain.Tags.DefineGroupAsync(new(longest, longest));
        var set = new SetTag(longest, longest, longest, longest) { Actor = longest, Reason = longest + longest, ExpiresAt = At.AddDays(1) };
        Assert.Equal(TagChange.Set, (await c.Domain.Tags.SetAsync(set)).Value.Change);

        Assert.Equal(longest, Assert.Single(await c.Domain.Tags.GetAsync(longest)).Value);
        Assert.Equal(longest, Assert.Single((await c.Domain.Tags.GetMembersAsync(longest, longest)).Items).MemberId.Value);
        Assert.Equal(longest + longest, (await c.Domain.Tags.GetHistoryAsync(longest)).Items[0].Reason);
        c.Shop.Time.Now = At.AddDays(2).UtcDateTime;
        Assert.Equal(1, (await c.Domain.Tags.ExpireAsync()).Tags);
        Assert.Equal(0, await c.Domain.Tags.CountAsync(longest, longest));
        await c.Shop.VerifyAsync(CancellationToken.None);
    }

    private static async Task<Case> StartAsync(StoreKind store = StoreKind.Memory)
    {
        Case c = await Case.StartAsync(store);
        await c.Domain.Tags.DefineGroupAsync(new("define", "city") { IsExclusive = true });
        await c.Domain.Tags.SetAsync(new("tagged", "m", "city", "here"));
        return c;
    }
}
