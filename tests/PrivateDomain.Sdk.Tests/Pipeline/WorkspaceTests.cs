using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Storage;
using PrivateDomain.Sdk.Tags;

namespace PrivateDomain.Sdk.Tests.Pipeline;

/// <summary>What a batch sees when another writer comes in between two rounds of its reading.</summary>
public sealed class WorkspaceTests
{
    private static readonly DateTimeOffset s_start = new(2024, 3, 1, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_record_that_was_not_there_and_stands_in_a_range_that_is_read_later_is_there()
    {
        var view = new Workspace();
        MemberTag tag = Tag("tea", 1);
        Assert.Null(Find(view, tag, stored: null));

        LoadedRange range = Range(view, tag);

        Assert.Same(tag, Assert.Single(range.Records.ToArray()));
        Assert.Same(tag, view.Find<MemberTag>(tag.Key));
    }

    [Fact]
    public void A_record_that_changed_between_two_readings_is_seen_as_it_is_now_wherever_it_is_seen()
    {
        var view = new Workspace();
        MemberTag before = Tag("tea", 1);
        MemberTag other = Tag("water", 1);
        LoadedRange first = Range(view, before, other);
        MemberTag now = before with { Actor = "anna", Revision = 2 };

        LoadedRange second = Range(view, [now, other], descending: true);
        view.Apply(Written(now with { Actor = "bob" }));

        Assert.Equal(["bob", null], first.Records.ToArray().Select(record => ((MemberTag)record).Actor));
        Assert.Equal([null, "bob"], second.Records.ToArray().Select(record => ((MemberTag)record).Actor));
        Assert.Equal(2, Assert.IsType<Change.Update>(Assert.Single(view.ToChangeSet().Changes)).ExpectedRevision);
    }

    [Fact]
    public void What_a_command_depends_on_stays_as_it_was_read_so_that_the_commit_finds_out()
    {
        var view = new Workspace();
        MemberTag tag = Tag("tea", 1);
        Assert.Null(Find(view, tag, stored: null));
        var changes = new Changes();
        changes.Expect(tag.Key);
        view.Apply(changes);

        LoadedRange range = Range(view, tag);

        Assert.Empty(range.Records.ToArray());
        Assert.Equal(0, Assert.IsType<Change.Expect>(Assert.Single(view.ToChangeSet().Changes)).ExpectedRevision);
    }

    [Fact]
    public void A_range_under_changes_has_each_record_once_as_it_was_written_last_and_in_order()
    {
        var view = new Workspace();
        MemberTag[] stored = [Tag("b", 1), Tag("d", 1), Tag("f", 1)];
        Range(view, stored);
        var changes = new Changes();
        changes.Put(stored[1] with { Actor = "first" });
        changes.Put(stored[1] with { Actor = "last" });
        changes.Put(Tag("g", 0));
        changes.Put(Tag("a", 0));
        changes.Put(Tag("c", 0));
        changes.Put(Tag("e", 0));
        changes.Remove(Tag("e", 0).Key);
        changes.Remove(stored[2].Key);
        changes.Put(Tag("b", 0) with { MemberId = "other" });

        List<MemberTag> seen = new Overlay(view, changes).Range<MemberTag>(MemberTag.Schema.Primary, "m", Shop.Program);

        Assert.Equal(["a ", "b ", "c ", "d last", "g "], seen.Select(tag => $"{tag.Value} {tag.Actor}"));
    }

    private static MemberTag Tag(string value, long revision) => new()
    {
        Program = Shop.Program, Revision = revision, MemberId = "m", Group = "likes", Value = value, Source = TagSource.Manual, SetAt = s_start,
    };

    private static Changes Written(Record record)
    {
        var changes = new Changes();
        changes.Put(record);
        return changes;
    }

    private static MemberTag? Find(Workspace view, MemberTag tag, MemberTag? stored)
    {
        view.Find<MemberTag>(tag.Key);
        view.Accept(view.TakeMissing(), new Snapshot([stored], []));
        return view.Find<MemberTag>(tag.Key);
    }

    private static LoadedRange Range(Workspace view, params MemberTag[] stored) => Range(view, stored, descending: false);

    private static LoadedRange Range(Workspace view, MemberTag[] stored, bool descending)
    {
        view.Range(MemberTag.Schema.Primary, "m", Shop.Program, descending);
        view.Accept(view.TakeMissing(), new Snapshot([], [new RangeSlice(descending ? [.. stored.Reverse()] : stored, true)]));
        return view.Range(MemberTag.Schema.Primary, "m", Shop.Program, descending);
    }
}
