using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;

namespace PrivateDomain.Sdk.Merges;

/// <inheritdoc/>
internal sealed class MergeService(ProgramContext context) : IMerges
{
    private readonly MergeOperation _merge = new(context.Options);
    private readonly UndoOperation _undo = new(context.Options);

    public ValueTask<Outcome<MergeReceipt>> MergeAsync(MergeMembers command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        Refusal? refusal = Refuse(command.Actor, command.Reason, command.OccurredAt)
            ?? (command.From.Value == command.Into.Value ? MergeRules.SamePerson(command.From, command.Into) : null);
        return refusal is null
            ? context.RunAsync(_merge, command, cancellationToken)
            : ValueTask.FromResult(new Outcome<MergeReceipt>(refusal));
    }

    public ValueTask<Outcome<MergeReceipt>> UndoAsync(UndoMerge command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return Refuse(command.Actor, command.Reason, command.OccurredAt) is { } refusal
            ? ValueTask.FromResult(new Outcome<MergeReceipt>(refusal))
            : context.RunAsync(_undo, command, cancellationToken);
    }

    public ValueTask<MemberMerge?> GetAsync(MemberId memberId, CancellationToken cancellationToken = default) =>
        context.FindAsync<MemberMerge>(MemberMerge.KeyOf(context.Program.Value, memberId), cancellationToken);

    public IAsyncEnumerable<MemberMerge> ReadAllAsync(CancellationToken cancellationToken = default) =>
        context.ReadAllAsync(MemberMerge.Schema, cancellationToken);

    private static Refusal? Refuse(string? actor, string? reason, DateTimeOffset? occurredAt) =>
        CommandRules.Label("Actor", actor) ?? CommandRules.Text("Reason", reason) ?? CommandRules.Time("OccurredAt", occurredAt);
}
