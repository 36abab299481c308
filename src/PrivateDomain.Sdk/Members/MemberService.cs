using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Operations;

namespace PrivateDomain.Sdk.Members;

/// <inheritdoc/>
internal sealed class MemberService(ProgramContext context) : IMembers
{
    private static readonly RegisterOperation Register = new();
    private static readonly LinkExternalIdOperation Link = new();
    private static readonly UnlinkExternalIdOperation Unlink = new();

    public ValueTask<Outcome<MemberReceipt>> RegisterAsync(RegisterMember command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(command.ExternalIds);
        if (CommandRules.Time(nameof(command.RegisteredAt), command.RegisteredAt) is { } refusal)
        {
            return ValueTask.FromResult(new Outcome<MemberReceipt>(refusal));
        }

        ExternalIdLink[] links = MemberRules.Hash(context.Options.Members.ExternalIdKey, context.Program.Value, command.ExternalIds);
        return context.RunAsync(Register, new LinkedCommand<RegisterMember>(command, links), cancellationToken);
    }

    public ValueTask<Outcome<MemberReceipt>> LinkExternalIdAsync(LinkExternalId command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(command.ExternalId);
        if (CommandRules.Time(nameof(command.OccurredAt), command.OccurredAt) is { } refusal)
        {
            return ValueTask.FromResult(new Outcome<MemberReceipt>(refusal));
        }

        ExternalIdLink[] links = MemberRules.Hash(context.Options.Members.ExternalIdKey, context.Program.Value, [command.ExternalId]);
        return context.RunAsync(Link, new LinkedCommand<LinkExternalId>(command, links), cancellationToken);
    }

    public ValueTask<Outcome<MemberReceipt>> UnlinkExternalIdAsync(UnlinkExternalId command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(command.ExternalId);
        if (CommandRules.Time(nameof(command.OccurredAt), command.OccurredAt) is { } refusal)
        {
            return ValueTask.FromResult(new Outcome<MemberReceipt>(refusal));
        }

        ExternalIdLink[] links = MemberRules.Hash(context.Options.Members.ExternalIdKey, context.Program.Value, [command.ExternalId]);
        return context.RunAsync(Unlink, new LinkedCommand<UnlinkExternalId>(command, links), cancellationToken);
    }

    public ValueTask<Member?> GetAsync(MemberId memberId, CancellationToken cancellationToken = default) =>
        context.ResolveAsync(memberId, cancellationToken);

    public async ValueTask<Member?> FindAsync(ExternalId externalId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(externalId);
        ExternalIdLink link = MemberRules.Hash(context.Options.Members.ExternalIdKey, context.Program.Value, [externalId])[0];
        ExternalIdClaim? claim = await context.FindAsync<ExternalIdClaim>(
            ExternalIdClaim.KeyOf(context.Program.Value, link.Hash, link.Kind), cancellationToken).ConfigureAwait(false);
        return claim is null ? null : await GetAsync(claim.MemberId, cancellationToken).ConfigureAwait(false);
    }
}
