using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Referrals;

/// <summary>
/// The referrers above a member, person by person: as they are stored, with what is about to change laid over them. Everything on the way becomes an
/// expectation of the commit, so that no two decisions together make a chain that meets itself.
/// </summary>
internal sealed class ReferralChain
{
    private readonly DecisionContext _context;
    private readonly int _maxChain;
    private readonly Changes _changes;
    private readonly Dictionary<MemberId, MemberId?> _bound = [];
    private readonly HashSet<RecordId> _expected = [];
    private Member? _parted;

    internal ReferralChain(in DecisionContext context, int maxChain, Changes changes)
    {
        _context = context;
        _maxChain = maxChain;
        _changes = changes;
    }

    /// <summary>Whether a chain was longer than is followed.</summary>
    internal bool IsTooLong { get; private set; }

    /// <summary>Takes a member, and whoever was merged into him, for no longer merged.</summary>
    internal void Part(Member member) => _parted = member;

    /// <summary>Takes a member for bound to a referrer, or to none.</summary>
    internal void Bind(MemberId memberId, MemberId? referrer) => _bound[memberId] = referrer;

    /// <summary>Whether a chain, from a referrer on upward, comes to a member or to one that was merged into him.</summary>
    internal bool Meets(MemberId? first, Member member)
    {
        MemberId? above = first;
        for (int i = 0; above is { } at; i++)
        {
            if (at == member.MemberId || member.Absorbed.Contains(at))
            {
                return true;
            }

            if (i == _maxChain)
            {
                IsTooLong = true;
                return false;
            }

            above = Above(at);
        }

        return false;
    }

    private MemberId? Above(MemberId memberId)
    {
        if (_bound.TryGetValue(memberId, out MemberId? bound))
        {
            return bound;
        }

        ReferralBinding? binding = ReferralRules.Find(_context, memberId);
        Expect(new RecordId(true, memberId));
        if (binding is not null)
        {
            return binding.Referrer;
        }

        Member? member = MemberRules.Find(_context, memberId);
        Expect(new RecordId(false, memberId));
        if (_parted is not null && _parted.Absorbed.Contains(memberId))
        {
            return _parted.MemberId;
        }

        return _parted?.MemberId == memberId ? null : member?.MergedInto;
    }

    private void Expect(RecordId record)
    {
        if (_expected.Add(record))
        {
            _changes.Expect(record.IsBinding
                ? ReferralBinding.KeyOf(_context.Program, record.MemberId)
                : Member.KeyOf(_context.Program, record.MemberId));
        }
    }

    private readonly record struct RecordId(bool IsBinding, MemberId MemberId);
}
