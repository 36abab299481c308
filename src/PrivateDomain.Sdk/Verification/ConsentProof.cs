using PrivateDomain.Sdk.Consents;

namespace PrivateDomain.Sdk.Verification;

/// <summary>Replays one member's consent ledger, and takes the consents that it leaves. Holds as much as he has consents, not entries.</summary>
internal sealed class ConsentProof
{
    private readonly Dictionary<(string Purpose, string? Recipient), ConsentEntry> _standing = [];

    internal long Entries { get; private set; }

    internal long Left => _standing.Count;

    internal void Add(ConsentEntry entry, Findings findings)
    {
        Entries++;
        findings.Check(entry.Sequence == Entries, "N1", entry, $"entry {entry.Sequence} stands at place {Entries}: the ledger has a gap");
        (string, string?) consent = (entry.Purpose, entry.Recipient);
        _standing.TryGetValue(consent, out ConsentEntry? before);
        bool follows = entry.Kind switch
        {
            ConsentEntryKind.Give => before is null && entry.Version >= 1,
            ConsentEntryKind.Renew => before is not null && before.Version < entry.Version,
            _ => before is not null && before.Version == entry.Version,
        };
        findings.Check(follows, "N1", entry, $"the entry does not follow from those before it");
        if (entry.Kind == ConsentEntryKind.Withdraw)
        {
            _standing.Remove(consent);
        }
        else
        {
            _standing[consent] = entry;
        }
    }

    /// <summary>Whether the ledger leaves just this consent; each is taken once.</summary>
    internal bool Takes(Consent consent) =>
        _standing.Remove((consent.Purpose, consent.Recipient), out ConsentEntry? entry)
        && entry.Version == consent.Version && entry.At == consent.GivenAt && entry.Channel == consent.Channel && entry.Actor == consent.Actor;
}
