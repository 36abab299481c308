using System.Collections.Concurrent;
using OrderReplay.Input;
using PrivateDomain.Sdk;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Referrals;

namespace OrderReplay.Replaying;

/// <summary>Brings the members to the SDK: first everybody, then who brought whom.</summary>
internal sealed class MemberReplay(IPrivateDomain privateDomain, DateTimeOffset joinedAt)
{
    private const int CallsInFlight = 1024;

    private readonly ConcurrentDictionary<string, long> _rejected = new();

    /// <summary>Refused members and bindings by code.</summary>
    public IReadOnlyDictionary<string, long> Rejected => _rejected;

    public async Task RunAsync(IReadOnlyList<ReferredMember> members, PhaseProgress progress, CancellationToken cancellationToken)
    {
        await ForEachAsync(members, RegisterAsync, progress, cancellationToken);

        // Referrers before those whom they brought: then every binding sees the whole chain above it, in every run.
        foreach (IReadOnlyList<ReferredMember> generation in ReferralGenerations.Of(members))
        {
            await ForEachAsync(generation, BindAsync, progress, cancellationToken);
        }
    }

    private async ValueTask RegisterAsync(ReferredMember member, CancellationToken cancellationToken)
    {
        // The time comes from the input, not from the clock: another run must say the same thing under the same key.
        var command = new RegisterMember(member.Id) { RegisteredAt = joinedAt };
        Outcome<MemberReceipt> outcome = await privateDomain.Members.RegisterAsync(command, cancellationToken);
        Note(outcome.Refusal);
    }

    private async ValueTask BindAsync(ReferredMember member, CancellationToken cancellationToken)
    {
        // A member is bound once, so his own id is the key of that write; keys of different kinds of writes never meet.
        var command = new BindReferrer(member.Id, member.Id, member.Referrer!) { OccurredAt = joinedAt };
        Outcome<ReferralReceipt> outcome = await privateDomain.Referrals.BindAsync(command, cancellationToken);
        Note(outcome.Refusal);
    }

    private void Note(Refusal? refusal)
    {
        if (refusal is not null)
        {
            _rejected.AddOrUpdate(refusal.Code, 1, static (_, count) => count + 1);
        }
    }

    private static Task ForEachAsync(
        IReadOnlyList<ReferredMember> members,
        Func<ReferredMember, CancellationToken, ValueTask> call,
        PhaseProgress progress,
        CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = CallsInFlight, CancellationToken = cancellationToken };
        return Parallel.ForEachAsync(members, options, async (member, token) =>
        {
            await call(member, token);
            progress.Advance();
        });
    }
}
