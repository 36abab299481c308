using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Tags;

/// <summary>All tags of one member, several of which one decision changes. Pure: nothing is written before <see cref="Write"/>.</summary>
internal sealed class TagBook
{
    private readonly DecisionContext _context;
    private readonly MemberId _memberId;
    private readonly string? _reason;
    private readonly TagLedger? _ledger;
    private readonly List<MemberTag> _before;
    private readonly List<MemberTag> _tags;
    private readonly List<TagEntry> _entries = [];

    /// <summary>Asks for the member's tags.</summary>
    internal TagBook(in DecisionContext context, MemberId memberId, string? reason)
    {
        _context = context;
        _memberId = memberId;
        _reason = reason;
        _ledger = context.View.Find<TagLedger>(TagLedger.KeyOf(context.Program, memberId));
        _before = new Overlay(context.View, new Changes()).Range<MemberTag>(MemberTag.Schema.Primary, memberId.Value, context.Program);
        _tags = [.. _before];
    }

    private long Entries => (_ledger?.Entries ?? 0) + _entries.Count;

    internal IReadOnlyList<MemberTag> Tags() => [.. _tags];

    /// <summary>What stands in the place that a tag would have.</summary>
    internal MemberTag? Find(MemberTag tag) => _tags.Find(standing => standing.Id == tag.Id);

    /// <summary>Whether something live stands in the place that a tag would have.</summary>
    internal bool HasPlaceOf(MemberTag tag) => Find(tag) is { } standing && standing.IsLiveAt(_context.Now);

    /// <summary>Sets a tag that another member had, in a place where nothing live stands.</summary>
    internal void Set(MemberTag tag)
    {
        if (Find(tag) is { } over)
        {
            Note(TagEntryKind.Expire, over);
            _tags.Remove(over);
        }

        MemberTag own = tag with { MemberId = _memberId, SetAt = _context.Now, Revision = 0 };
        _tags.Add(own);
        Note(TagEntryKind.Set, own);
    }

    /// <summary>Removes a tag, or books its expiry.</summary>
    internal void Remove(MemberTag tag)
    {
        _tags.Remove(tag);
        Note(tag.IsLiveAt(_context.Now) ? TagEntryKind.Remove : TagEntryKind.Expire, tag);
    }

    /// <summary>Writes what was done to the tags of some members, with the counts that follow from it.</summary>
    internal static void Write(in DecisionContext context, IReadOnlyList<TagBook> books, Changes changes)
    {
        var counts = new SortedDictionary<(string Group, string Value), long>();
        foreach (TagBook book in books)
        {
            book.WriteTo(changes);
            foreach (MemberTag tag in book._before)
            {
                counts[(tag.Group, tag.Value)] = counts.GetValueOrDefault((tag.Group, tag.Value)) - 1;
            }

            foreach (MemberTag tag in book._tags)
            {
                counts[(tag.Group, tag.Value)] = counts.GetValueOrDefault((tag.Group, tag.Value)) + 1;
            }
        }

        foreach (((string group, string value), long delta) in counts)
        {
            if (delta == 0)
            {
                continue;
            }

            Tallies.Count(
                context, new TagCount { Program = context.Program, Group = group, Value = value, Members = delta }, TagCount.MembersColumn, changes);
        }
    }

    /// <summary>Writes the ledger even where nothing changed: whoever opens it meanwhile must decide anew.</summary>
    internal void WriteLedgerTo(Changes changes)
    {
        if (_entries.Count == 0)
        {
            changes.Put(Ledger());
        }
    }

    private void WriteTo(Changes changes)
    {
        if (_entries.Count == 0)
        {
            return;
        }

        changes.Put(Ledger());
        foreach (TagEntry entry in _entries)
        {
            changes.Append(entry);
        }

        foreach (MemberTag tag in _before)
        {
            if (!_tags.Exists(left => left.Id == tag.Id))
            {
                changes.Remove(tag.Key);
            }
        }

        foreach (MemberTag tag in _tags)
        {
            MemberTag? before = _before.Find(was => was.Id == tag.Id);
            if (!ReferenceEquals(before, tag))
            {
                _context.View.Find<MemberTag>(tag.Key);
                changes.Put(tag with { Revision = before?.Revision ?? 0 });
            }
        }
    }

    private TagLedger Ledger() => new()
    {
        Program = _context.Program,
        Revision = _ledger?.Revision ?? 0,
        MemberId = _memberId,
        Tags = _tags.Count,
        Entries = Entries,
    };

    private void Note(TagEntryKind kind, MemberTag tag) => _entries.Add(new TagEntry
    {
        Program = _context.Program,
        MemberId = _memberId,
        Sequence = Entries + 1,
        Kind = kind,
        Group = tag.Group,
        Value = tag.Value,
        Source = tag.Source,
        Actor = tag.Actor,
        ExpiresAt = kind == TagEntryKind.Remove ? null : tag.ExpiresAt,
        At = _context.Now,
        Operation = _context.Operation,
        Reason = _reason,
    });
}
