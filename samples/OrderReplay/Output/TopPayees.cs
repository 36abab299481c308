using PrivateDomain.Sdk;
using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Members;

namespace OrderReplay.Output;

/// <summary>Finds the members with the most commission in a ledger that is sorted by member, with room for a few of them only.</summary>
internal sealed class TopPayees
{
    private const int Room = 5;

    private readonly List<Payee> _top = [];
    private MemberId _member;
    private Money _net;

    public void Add(CommissionEntry entry)
    {
        if (_member != entry.Beneficiary)
        {
            CloseMember();
            _member = entry.Beneficiary;
            _net = Money.Zero(entry.Currency);
        }

        _net += new Money(entry.SignedAmount, entry.Currency);
    }

    public IReadOnlyList<Payee> List()
    {
        CloseMember();
        return _top;
    }

    // Among equals the member who comes first in the ledger stays first.
    private void CloseMember()
    {
        if (_net.MinorUnits > 0)
        {
            int place = _top.FindIndex(p => p.Net.MinorUnits < _net.MinorUnits);
            _top.Insert(place < 0 ? _top.Count : place, new Payee(_member, _net));
            _top.RemoveRange(Math.Min(Room, _top.Count), Math.Max(0, _top.Count - Room));
        }

        _net = default;
    }
}
