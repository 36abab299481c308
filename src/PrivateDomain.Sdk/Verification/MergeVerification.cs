using PrivateDomain.Sdk.Coupons;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Merges;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Referrals;
using PrivateDomain.Sdk.Storage;
using PrivateDomain.Sdk.Tags;

namespace PrivateDomain.Sdk.Verification;

/// <summary>U1 and U2: a merged member and his survivor know each other, and he has nothing of his own any more.</summary>
internal sealed class MergeVerification(ProgramContext context, Findings findings)
{
    private const int AtOnce = 500;
    private const int RecordsEach = 7;

    private readonly List<Member> _merged = new(AtOnce);
    private readonly List<(Member Survivor, MemberId Absorbed)> _survivors = new(AtOnce);

    /// <summary>Takes the next member.</summary>
    internal async ValueTask SeeAsync(Member member, CancellationToken cancellationToken)
    {
        if (member.MergedInto is not null)
        {
            _merged.Add(member);
            findings.Check(member.Absorbed.Count == 0, "U1", member, $"the member is merged and others are merged into him");
        }

        foreach (MemberId absorbed in member.Absorbed)
        {
            _survivors.Add((member, absorbed));
        }

        if (_merged.Count >= AtOnce || _survivors.Count >= AtOnce)
        {
            await CheckAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Checks what is left, once all members were seen.</summary>
    internal ValueTask CompleteAsync(CancellationToken cancellationToken) => CheckAsync(cancellationToken);

    private async ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        string program = context.Program.Value;
        var keys = new List<RecordKey>();
        foreach (Member member in _merged)
        {
            keys.Add(Member.KeyOf(program, member.MergedInto!.Value));
            keys.Add(MemberMerge.KeyOf(program, member.MemberId));
            keys.Add(PointAccount.KeyOf(program, member.MemberId));
            keys.Add(TagLedger.KeyOf(program, member.MemberId));
            keys.Add(ReferralBinding.KeyOf(program, member.MemberId));
            keys.Add(MemberTotals.KeyOf(program, member.MemberId, context.Currency));
            keys.Add(CouponLedger.KeyOf(program, member.MemberId));
        }

        keys.AddRange(_survivors.Select(one => Member.KeyOf(program, one.Absorbed)));
        Snapshot found = await context.LoadAsync(new ReadSet(keys, []), cancellationToken).ConfigureAwait(false);
        Record?[] all = [.. found.Records];
        for (int i = 0; i < _merged.Count; i++)
        {
            Member member = _merged[i];
            ReadOnlySpan<Record?> records = all.AsSpan(i * RecordsEach, RecordsEach);
            findings.Check(
                records[0] is Member { MergedInto: null } survivor && survivor.Absorbed.Contains(member.MemberId),
                "U1",
                member,
                $"the member was merged into '{member.MergedInto}', who does not say so or is merged himself");
            findings.Check(records[1] is MemberMerge { UndoneAt: null }, "U1", member, $"no merge is stored that stands");
            findings.Check(
                records[2] is null or PointAccount { Balance: 0, Debt: 0 } && records[3] is null or TagLedger { Tags: 0 }
                && records[4] is null && records[5] is null or MemberTotals { Orders: 0, Spend: 0 }
                && records[6] is null or CouponLedger { Live: 0 },
                "U2",
                member,
                $"the member is merged and has points, debt, tags, a referrer, purchases or live coupons of his own");
        }

        for (int i = 0; i < _survivors.Count; i++)
        {
            (Member survivor, MemberId absorbed) = _survivors[i];
            findings.Check(
                all[(_merged.Count * RecordsEach) + i] is Member member && member.MergedInto == survivor.MemberId,
                "U1",
                survivor,
                $"'{absorbed}' is not merged into the member");
        }

        _merged.Clear();
        _survivors.Clear();
    }
}
