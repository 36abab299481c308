using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Tags;

/// <summary>
/// One place for a tag of one member: what stands there, and what is done to it, with the entries that say so. Counts and the ledger follow from the
/// difference between before and after, so that no way of getting there can forget them.
/// </summary>
internal sealed class TagPosting
{
    private readonly DecisionContext _context;
    private readonly Changes _changes;
    private readonly Overlay _records;
    private readonly MemberId _memberId;
    private readonly string _group;
    private readonly TagLedger? _ledger;
    private readonly MemberTag? _before;
    private readonly List<TagEntry> _entries = new(1);

    /// <summary>
    /// Asks for all that a decision about a tag reads; what is here counts only once the view is complete. Starts from what the changes make of it, and
    /// writes to them.
    /// </summary>
    internal TagPosting(in DecisionContext context, Changes changes, MemberId memberId, string group, string value)
    {
        _context = context;
        _changes = changes;
        _records = new Overlay(context.View, changes);
        _memberId = memberId;
        _group = group;
        Group = context.View.Find<TagGroup>(TagGroup.KeyOf(context.Program, group));
        _ledger = _records.Find<TagLedger>(TagLedger.KeyOf(context.Program, memberId));

        // Which of the two places it is, is known with the group; asking for both at once saves a load.
        MemberTag? only = _records.Find<MemberTag>(MemberTag.ExclusiveKeyOf(context.Program, memberId, group));
        MemberTag? own = _records.Find<MemberTag>(MemberTag.KeyOf(context.Program, memberId, group, value));
        _before = Standing = Group is { IsExclusive: true } ? only : own;
        FindCount(value);
        if (_before is not null)
        {
            FindCount(_before.Value);
        }
    }

    /// <summary>The tag's group; <see langword="null"/> where there is none.</summary>
    internal TagGroup? Group { get; }

    /// <summary>What stands in the tag's place.</summary>
    internal MemberTag? Standing { get; private set; }

    /// <summary>How many tags the member has.</summary>
    internal long Tags => (_ledger?.Tags ?? 0) + Presence(Standing) - Presence(_before);

    /// <summary>Books the expiry of what stands here, if its time has run out.</summary>
    internal bool Expire()
    {
        if (Standing is null || Standing.IsLiveAt(_context.Now))
        {
            return false;
        }

        Note(TagEntryKind.Expire, Standing, null, null);
        Standing = null;
        return true;
    }

    /// <summary>Does what was decided about setting a tag.</summary>
    internal void Set(TagChange change, string value, TagSource source, string? actor, DateTimeOffset? expiresAt, string? reason)
    {
        if (change is TagChange.Unchanged or TagChange.Kept)
        {
            return;
        }

        string? replaced = change == TagChange.Replaced ? Standing!.Value : null;
        Standing = new MemberTag
        {
            Program = _context.Program,
            MemberId = _memberId,
            Group = _group,
            Value = value,
            IsExclusive = Group!.IsExclusive,
            Source = source,
            Actor = actor,
            SetAt = change == TagChange.Renewed ? Standing!.SetAt : _context.Now,
            ExpiresAt = expiresAt,
        };
        Note(KindOf(change), Standing, replaced, reason);
    }

    /// <summary>Removes what stands here.</summary>
    internal void Remove(TagSource source, string? actor, string? reason)
    {
        Note(TagEntryKind.Remove, Standing! with { Source = source, Actor = actor, ExpiresAt = null }, null, reason);
        Standing = null;
    }

    /// <summary>The answer, from what stands here now.</summary>
    internal TagReceipt ToReceipt(string value, TagChange change) => new(_memberId, _group, value, change)
    {
        Replaced = change == TagChange.Replaced ? _before!.Value : null,
        Standing = Standing?.Value,
        Source = Standing?.Source,
        ExpiresAt = Standing?.ExpiresAt,
    };

    /// <summary>Writes what was done here, if anything was.</summary>
    internal void Write()
    {
        if (_entries.Count == 0)
        {
            return;
        }

        foreach (TagEntry entry in _entries)
        {
            _changes.Append(entry);
        }

        _changes.Put(new TagLedger
        {
            Program = _context.Program,
            Revision = _ledger?.Revision ?? 0,
            MemberId = _memberId,
            Tags = Tags,
            Entries = (_ledger?.Entries ?? 0) + _entries.Count,
        });
        if (Standing is not null)
        {
            _changes.Put(Standing with { Revision = _before?.Revision ?? 0 });
        }
        else if (_before is not null)
        {
            _changes.Remove(_before.Key);
        }

        if (_before?.Value != Standing?.Value)
        {
            Count(_before, -1);
            Count(Standing, 1);
        }
    }

    private static long Presence(MemberTag? tag) => tag is null ? 0 : 1;

    private static TagEntryKind KindOf(TagChange change) => change switch
    {
        TagChange.Set => TagEntryKind.Set,
        TagChange.Renewed => TagEntryKind.Renew,
        _ => TagEntryKind.Replace,
    };

    private TagCount? FindCount(string value) => _records.Find<TagCount>(TagCount.KeyOf(_context.Program, _group, value));

    private void Count(MemberTag? tag, long delta)
    {
        if (tag is null)
        {
            return;
        }

        Tallies.Count(
            _context, new TagCount { Program = _context.Program, Group = _group, Value = tag.Value, Members = delta }, TagCount.MembersColumn, _changes);
    }

    private void Note(TagEntryKind kind, MemberTag tag, string? replaced, string? reason) => _entries.Add(new TagEntry
    {
        Program = _context.Program,
        MemberId = _memberId,
        Sequence = (_ledger?.Entries ?? 0) + _entries.Count + 1,
        Kind = kind,
        Group = _group,
        Value = tag.Value,
        Replaced = replaced,
        Source = tag.Source,
        Actor = tag.Actor,
        ExpiresAt = tag.ExpiresAt,
        At = _context.Now,
        Operation = _context.Operation,
        Reason = reason,
    });
}
