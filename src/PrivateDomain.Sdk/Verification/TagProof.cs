using PrivateDomain.Sdk.Tags;

namespace PrivateDomain.Sdk.Verification;

/// <summary>Replays one member's tag history, and takes the tags that it leaves. Holds as much as he has tags, not entries.</summary>
internal sealed class TagProof
{
    // By group and value. In an exclusive group the history itself says which value another took the place of.
    private readonly Dictionary<(string Group, string Value), TagEntry> _standing = [];
    private readonly Dictionary<(string Group, string Value), DateTimeOffset> _since = [];

    internal long Entries { get; private set; }

    internal long Left => _standing.Count;

    internal void Add(TagEntry entry, Findings findings)
    {
        Entries++;
        findings.Check(entry.Sequence == Entries, "T1", entry, $"entry {entry.Sequence} stands at place {Entries}: the history has a gap");
        (string, string) tag = (entry.Group, entry.Value);
        (string, string) replaced = (entry.Group, entry.Replaced ?? "");
        bool follows = entry.Kind switch
        {
            TagEntryKind.Set => !_standing.ContainsKey(tag),
            TagEntryKind.Replace => !_standing.ContainsKey(tag) && _standing.ContainsKey(replaced),
            TagEntryKind.Expire => _standing.TryGetValue(tag, out TagEntry? ended) && ended.ExpiresAt == entry.ExpiresAt && entry.ExpiresAt <= entry.At,
            _ => _standing.ContainsKey(tag),
        };
        findings.Check(follows, "T1", entry, $"the entry does not follow from those before it");
        findings.Check(
            entry.Replaced is null == (entry.Kind != TagEntryKind.Replace), "T1", entry, $"the entry is a {entry.Kind} and replaces '{entry.Replaced}'");
        switch (entry.Kind)
        {
            case TagEntryKind.Remove or TagEntryKind.Expire:
                _standing.Remove(tag);
                _since.Remove(tag);
                break;
            case TagEntryKind.Renew:
                _standing[tag] = entry;
                break;
            default:
                _standing.Remove(replaced);
                _since.Remove(replaced);
                _standing[tag] = entry;
                _since[tag] = entry.At;
                break;
        }
    }

    /// <summary>Whether the history leaves just this tag; each is taken once.</summary>
    internal bool Takes(MemberTag tag) =>
        _standing.Remove((tag.Group, tag.Value), out TagEntry? entry)
        && entry.Source == tag.Source && entry.Actor == tag.Actor && entry.ExpiresAt == tag.ExpiresAt
        && _since.TryGetValue((tag.Group, tag.Value), out DateTimeOffset since) && since == tag.SetAt;
}
