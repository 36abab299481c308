using FsCheck;
using FsCheck.Fluent;
using PrivateDomain.Sdk.Segments;
using PrivateDomain.Sdk.Tags;
using PrivateDomain.Sdk.Tests.Properties;

namespace PrivateDomain.Sdk.Tests.Segments;

/// <summary>What must be done about a member's tags: done once, nothing is left to do, and what others set is untouched.</summary>
public sealed class SegmentTagRuleTests
{
    private static readonly string[] s_ids = ["s1", "s10", "s2", "s3", "s4"];

    private static readonly Gen<Case> s_case =
        from values in Gen.ArrayOf(Gen.Choose(0, 5), s_ids.Length)
        from addOnly in Gen.ArrayOf(Gen.Elements(true, false, false), s_ids.Length)
        from holding in Gen.ArrayOf(Gen.Elements(true, false), s_ids.Length)
        from tags in Gen.ListOf(
            from value in Gen.Choose(0, 5)
            from setter in Gen.Choose(0, s_ids.Length + 2)
            from expires in Gen.Elements(false, false, false, true)
            select (value, setter, expires),
            6)
        from room in Gen.Choose(1, 5)
        select new Case(values, addOnly, holding, [.. tags], room);

    [Fact]
    public void A_plan_that_was_carried_out_leaves_nothing_to_do_and_touches_nobody_elses_tags() => Laws.Hold(s_case, 3_000, given =>
    {
        List<Segment> segments = given.Segments();
        List<Segment> holding = [.. segments.Where((_, i) => given.Holding[i])];
        List<MemberTag> before = given.MemberTags();

        SegmentTagPlan plan = SegmentTagRules.Plan(holding, segments, before, IsExclusive, given.Room);
        List<MemberTag> after = CarryOut(plan, before);
        SegmentTagPlan again = SegmentTagRules.Plan(holding, segments, after, IsExclusive, given.Room);

        Assert.Empty(again.Gone);
        Assert.Empty(again.Due);
        Assert.Equal(plan.Withheld, again.Withheld);
        Assert.Equal(
            before.Where(tag => SegmentTagRules.OwnerOf(tag, segments) is null), after.Where(tag => SegmentTagRules.OwnerOf(tag, segments) is null));
        Assert.Equal(after.Count, after.DistinctBy(tag => tag.Id).Count());
        Assert.True(after.Count <= Math.Max(before.Count, given.Room), $"{after.Count} tags");

        // Whoever holds has his tag, or something else stands in its place, or there is no room.
        int lacking = holding.Count(segment => !after.Exists(tag => tag.Id == PlaceOf(segment.Tag!)));
        Assert.True(lacking == 0 || plan.Withheld > 0, $"{lacking} lack a tag");
    });

    private static bool IsExclusive(string group) => group == "level";

    private static string PlaceOf(SegmentTag tag) => MemberTag.TextOf(tag.Group, IsExclusive(tag.Group) ? "" : tag.Value);

    private static List<MemberTag> CarryOut(SegmentTagPlan plan, List<MemberTag> before)
    {
        var tags = before.ToDictionary(tag => tag.Id, StringComparer.Ordinal);
        foreach (MemberTag gone in plan.Gone)
        {
            Assert.True(tags.Remove(gone.Id));
        }

        foreach (Segment segment in plan.Due)
        {
            MemberTag tag = TagOf(segment.Tag!.Group, segment.Tag.Value, TagSource.Rule, segment.SegmentId.Value, null);
            tags[tag.Id] = tag;
        }

        return [.. tags.Values.OrderBy(tag => tag.Id, StringComparer.Ordinal)];
    }

    private static MemberTag TagOf(string group, string value, TagSource source, string? actor, DateTimeOffset? expiresAt) => new()
    {
        Program = Shop.Program,
        MemberId = "m",
        Group = group,
        Value = value,
        IsExclusive = IsExclusive(group),
        Source = source,
        Actor = actor,
        SetAt = SegmentShop.Start,
        ExpiresAt = expiresAt,
    };

    private sealed record Case(int[] Values, bool[] AddOnly, bool[] Holding, (int Value, int By, bool Expires)[] Tags, int Room)
    {
        internal List<Segment> Segments() => [.. s_ids.Select((id, i) => new Segment
        {
            Program = Shop.Program,
            SegmentId = id,
            Version = 1,
            Rule = MemberFields.RegisteredAt.Exists(),
            Tag = new SegmentTag(GroupOf(Values[i]), $"{Values[i]}") { IsAddOnly = AddOnly[i] },
            DefinedAt = SegmentShop.Start,
        })];

        /// <summary>Tags of segments, of a person, of an import, and of a rule that is no segment; of one place one.</summary>
        internal List<MemberTag> MemberTags() =>
        [
            .. Tags.Select(tag => TagOf(
                    GroupOf(tag.Value),
                    $"{tag.Value}",
                    tag.By == s_ids.Length ? TagSource.Manual : tag.By == s_ids.Length + 1 ? TagSource.Import : TagSource.Rule,
                    tag.By < s_ids.Length ? s_ids[tag.By] : "nightly",
                    tag.Expires ? SegmentShop.Start.AddDays(1) : null))
                .DistinctBy(tag => tag.Id)
                .OrderBy(tag => tag.Id, StringComparer.Ordinal),
        ];

        private static string GroupOf(int value) => value < 3 ? "level" : "likes";
    }
}
