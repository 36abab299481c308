using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Referrals;

/// <inheritdoc/>
internal sealed class ReferralService(ProgramContext context) : IReferrals
{
    private readonly BindOperation _bind = new(context.Options.Referrals, context.Options.Metrics);

    public ValueTask<Outcome<ReferralReceipt>> BindAsync(BindReferrer command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        Refusal? refusal = CommandRules.Time(nameof(command.OccurredAt), command.OccurredAt);
        if (refusal is null && command.MemberId.Value == command.Referrer.Value)
        {
            refusal = ReferralRules.Self(command.MemberId);
        }

        return refusal is null
            ? context.RunAsync(_bind, command, cancellationToken)
            : ValueTask.FromResult(new Outcome<ReferralReceipt>(refusal));
    }

    public async ValueTask<ReferralBinding?> GetAsync(MemberId memberId, CancellationToken cancellationToken = default)
    {
        string program = context.Program.Value;
        Snapshot snapshot = await context.LoadAsync(
            new ReadSet([ReferralBinding.KeyOf(program, memberId), Member.KeyOf(program, memberId)], []), cancellationToken).ConfigureAwait(false);
        return snapshot.Records[1] is Member { MergedInto: { } survivor }
            ? await context.FindAsync<ReferralBinding>(ReferralBinding.KeyOf(program, survivor), cancellationToken).ConfigureAwait(false)
            : (ReferralBinding?)snapshot.Records[0];
    }
}
