using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Members;

/// <inheritdoc/>
internal sealed class MemberService(ProgramContext context) : IMembers
{
    private static readonly RegisterOperation Register = new();
    private static readonly LinkExternalIdOperation Link = new();
    private static readonly UnlinkExternalIdOperation Unlink = new();

    private readonly AttributeDefinition[] _attributes = [.. context.Options.Members.Attributes];

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

    public ValueTask<Outcome<AttributesReceipt>> SetAttributesAsync(SetAttributes command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(command.Values);
        IReadOnlyList<(string Name, AttributeValue? Value)> values = AttributeRules.Order(command.Values);
        Refusal? refusal = CommandRules.Time(nameof(command.OccurredAt), command.OccurredAt)
            ?? CommandRules.Label(nameof(command.Actor), command.Actor)
            ?? AttributeRules.Refuse(_attributes, values);
        return refusal is null
            ? context.RunAsync(new SetAttributesOperation(_attributes), new AttributesCommand(command, values), cancellationToken)
            : ValueTask.FromResult(new Outcome<AttributesReceipt>(refusal));
    }

    public async ValueTask<IReadOnlyList<MemberAttribute>> GetAttributesAsync(MemberId memberId, CancellationToken cancellationToken = default)
    {
        // Who has more, from declarations that are gone, needs another load; nobody else does.
        for (int limit = MemberOptions.MaxAttributes + 1; ; limit = checked(limit * 8))
        {
            Snapshot snapshot = await context.LoadAsync(
                new ReadSet(
                    [Member.KeyOf(context.Program.Value, memberId)],
                    [new OwnerRange(MemberAttribute.Schema.Primary, memberId.Value, context.Program.Value, limit)]),
                cancellationToken).ConfigureAwait(false);
            if (snapshot.Records[0] is Member { MergedInto: { } survivor })
            {
                return await GetAttributesAsync(survivor, cancellationToken).ConfigureAwait(false);
            }

            if (snapshot.Ranges[0].IsComplete)
            {
                return [.. snapshot.Ranges[0].Records.Cast<MemberAttribute>()];
            }
        }
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
