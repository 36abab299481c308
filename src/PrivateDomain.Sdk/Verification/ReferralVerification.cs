using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Referrals;

namespace PrivateDomain.Sdk.Verification;

/// <summary>R1: bindings form a forest. Each member's chain is followed upward; what is known to end is remembered, up to a bound.</summary>
internal static class ReferralVerification
{
    private const int Remembered = 100_000;

    internal static async ValueTask RunAsync(ProgramContext context, Findings findings, CancellationToken cancellationToken)
    {
        var sound = new HashSet<MemberId>();
        await foreach (ReferralBinding binding in context.ReadAllAsync(ReferralBinding.Schema, cancellationToken).ConfigureAwait(false))
        {
            findings.Saw(binding);
            findings.Check(binding.Referrer != binding.MemberId, "R1", binding, $"the member is his own referrer");
            findings.Check(
                await ExistsAsync(context, binding.MemberId, cancellationToken).ConfigureAwait(false)
                && await ExistsAsync(context, binding.Referrer, cancellationToken).ConfigureAwait(false),
                "R1",
                binding,
                $"the member or his referrer is not registered");
            findings.Check(
                binding.Referrer == binding.MemberId || await EndsAsync(context, binding, sound, cancellationToken).ConfigureAwait(false),
                "R1",
                binding,
                $"the chain of referrers runs in a circle");
        }
    }

    /// <summary>Brent's algorithm (Brent 1980): finds a circle with one remembered place, however long the chain.</summary>
    private static async ValueTask<bool> EndsAsync(
        ProgramContext context, ReferralBinding start, HashSet<MemberId> sound, CancellationToken cancellationToken)
    {
        MemberId landmark = start.MemberId;
        MemberId above = start.Referrer;
        long steps = 0;
        long power = 1;
        while (!sound.Contains(above))
        {
            if (above == landmark)
            {
                return false;
            }

            if (++steps == power)
            {
                landmark = above;
                power *= 2;
                steps = 0;
            }

            ReferralBinding? next = await context.FindAsync<ReferralBinding>(
                ReferralBinding.KeyOf(context.Program.Value, above), cancellationToken).ConfigureAwait(false);
            if (next is null)
            {
                // The chain goes on with whom the member was merged into.
                Member? end = await context.FindAsync<Member>(Member.KeyOf(context.Program.Value, above), cancellationToken).ConfigureAwait(false);
                if (end?.MergedInto is not { } survivor)
                {
                    break;
                }

                above = survivor;
                continue;
            }

            above = next.Referrer;
        }

        if (sound.Count >= Remembered)
        {
            sound.Clear();
        }

        sound.Add(start.MemberId);
        return true;
    }

    private static async ValueTask<bool> ExistsAsync(ProgramContext context, MemberId memberId, CancellationToken cancellationToken) =>
        await context.FindAsync<Member>(Member.KeyOf(context.Program.Value, memberId), cancellationToken).ConfigureAwait(false) is not null;
}
