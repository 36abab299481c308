using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Consents;

/// <summary>One consent of one member: what stands, and what is done to it, with the entry that says so and the ledger that numbers it.</summary>
internal sealed class ConsentPosting
{
    private readonly DecisionContext _context;
    private readonly MemberId _memberId;
    private readonly ConsentLedger? _ledger;

    /// <summary>Asks for all that a decision about a consent reads; what is here counts only once the view is complete.</summary>
    internal ConsentPosting(in DecisionContext context, MemberId memberId, string purpose, string? recipient)
    {
        _context = context;
        Member = MemberRules.Resolve(context, memberId);
        _memberId = memberId = MemberRules.OwnerOf(context, memberId);
        _ledger = context.View.Find<ConsentLedger>(ConsentLedger.KeyOf(context.Program, memberId));
        Standing = context.View.Find<Consent>(Consent.KeyOf(context.Program, memberId, purpose, recipient));
    }

    internal Member? Member { get; }

    internal Consent? Standing { get; }

    /// <summary>Puts a consent in the place of what stands, or of nothing.</summary>
    internal Consent Give(GiveConsent command, ConsentChange change, Changes changes)
    {
        var consent = new Consent
        {
            Program = _context.Program,
            MemberId = _memberId,
            Purpose = command.Purpose,
            Recipient = command.Recipient,
            Version = command.Version,
            GivenAt = _context.Now,
            Channel = command.Channel,
            Actor = command.Actor,
        };
        changes.Put(consent);
        Note(change == ConsentChange.Renewed ? ConsentEntryKind.Renew : ConsentEntryKind.Give, consent, Standing is null ? 1 : 0, changes);
        return consent;
    }

    /// <summary>Takes away what stands.</summary>
    internal void Withdraw(WithdrawConsent command, Changes changes)
    {
        changes.Remove(Standing!.Key);
        Note(ConsentEntryKind.Withdraw, Standing with { Channel = command.Channel, Actor = command.Actor }, -1, changes);
    }

    private void Note(ConsentEntryKind kind, Consent consent, long difference, Changes changes)
    {
        long sequence = checked((_ledger?.Entries ?? 0) + 1);
        changes.Append(new ConsentEntry
        {
            Program = _context.Program,
            MemberId = _memberId,
            Sequence = sequence,
            Kind = kind,
            Purpose = consent.Purpose,
            Recipient = consent.Recipient,
            Version = consent.Version,
            Channel = consent.Channel,
            Actor = consent.Actor,
            At = _context.Now,
            Operation = _context.Operation,
        });
        changes.Put(new ConsentLedger
        {
            Program = _context.Program,
            MemberId = _memberId,
            Consents = (_ledger?.Consents ?? 0) + difference,
            Entries = sequence,
        });

        // Whatever becomes of the member meanwhile, nothing is recorded of whom he was.
        changes.Expect(Member!.Key);
    }
}
