using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Consents;

/// <inheritdoc/>
internal sealed class ConsentService(ProgramContext context) : IConsents
{
    private const int Usual = 100;
    private static readonly GiveOperation Give = new();
    private static readonly WithdrawOperation Withdraw = new();

    public ValueTask<Outcome<ConsentReceipt>> GiveAsync(GiveConsent command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        Refusal? refusal = Refuse(command.Purpose, command.Recipient, command.Channel, command.Actor, command.OccurredAt)
            ?? ConsentRules.Purpose(context.Options.Consents.Purposes, command.Purpose)
            ?? ConsentRules.Version(command.Version);
        return refusal is null
            ? context.RunAsync(Give, command, cancellationToken)
            : ValueTask.FromResult(new Outcome<ConsentReceipt>(refusal));
    }

    public ValueTask<Outcome<ConsentReceipt>> WithdrawAsync(WithdrawConsent command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        Refusal? refusal = Refuse(command.Purpose, command.Recipient, command.Channel, command.Actor, command.OccurredAt);
        return refusal is null
            ? context.RunAsync(Withdraw, command, cancellationToken)
            : ValueTask.FromResult(new Outcome<ConsentReceipt>(refusal));
    }

    public async ValueTask<IReadOnlyList<Consent>> GetAsync(MemberId memberId, CancellationToken cancellationToken = default)
    {
        // Whoever has consented for very many recipients needs another load; nobody else does.
        for (int limit = Usual; ; limit = checked(limit * 8))
        {
            Snapshot snapshot = await context.LoadAsync(
                new ReadSet(
                    [Member.KeyOf(context.Program.Value, memberId)],
                    [new OwnerRange(Consent.Schema.Primary, memberId.Value, context.Program.Value, limit)]),
                cancellationToken).ConfigureAwait(false);
            if (snapshot.Records[0] is Member { MergedInto: { } survivor })
            {
                return await GetAsync(survivor, cancellationToken).ConfigureAwait(false);
            }

            if (snapshot.Ranges[0].IsComplete)
            {
                return [.. snapshot.Ranges[0].Records.Cast<Consent>()];
            }
        }
    }

    public async ValueTask<bool> IsGivenAsync(
        MemberId memberId, string purpose, string? recipient = null, long minimumVersion = 1, CancellationToken cancellationToken = default)
    {
        Identifier.Require(purpose, "purpose");
        if (recipient is not null)
        {
            Identifier.Require(recipient, "recipient");
        }

        Consent? standing = await context.FindOfMemberAsync<Consent>(
            memberId, id => Consent.KeyOf(context.Program.Value, id, purpose, recipient), cancellationToken).ConfigureAwait(false);
        return ConsentRules.IsGiven(standing, minimumVersion);
    }

    public ValueTask<Page<ConsentEntry>> GetStatementAsync(MemberId memberId, PageRequest? page = null, CancellationToken cancellationToken = default) =>
        context.GetPageAsync(ConsentEntry.Schema, memberId.Value, page, cancellationToken);

    public IAsyncEnumerable<Consent> ReadAllAsync(CancellationToken cancellationToken = default) => context.ReadAllAsync(Consent.Schema, cancellationToken);

    public IAsyncEnumerable<ConsentEntry> ReadStatementAsync(CancellationToken cancellationToken = default) =>
        context.ReadAllAsync(ConsentEntry.Schema, cancellationToken);

    private static Refusal? Refuse(string purpose, string? recipient, string? channel, string? actor, DateTimeOffset? occurredAt) =>
        CommandRules.RequiredLabel("Purpose", purpose)
        ?? CommandRules.Label("Recipient", recipient)
        ?? CommandRules.Label("Channel", channel)
        ?? CommandRules.Label("Actor", actor)
        ?? CommandRules.Time("OccurredAt", occurredAt);
}
