using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;

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

    public ValueTask<ReferralBinding?> GetAsync(MemberId memberId, CancellationToken cancellationToken = default) =>
        context.FindOfMemberAsync<ReferralBinding>(memberId, id => ReferralBinding.KeyOf(context.Program.Value, id), cancellationToken);
}
