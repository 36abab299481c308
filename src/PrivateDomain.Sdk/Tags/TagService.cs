using System.Runtime.CompilerServices;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Tags;

/// <inheritdoc/>
internal sealed class TagService(ProgramContext context) : ITags
{
    private const int AtOnce = 500;
    private static readonly DefineTagGroupOperation DefineGroup = new();
    private static readonly RemoveTagOperation Remove = new();
    private static readonly ExpireTagOperation Expire = new();

    private readonly SetTagOperation _set = new(context.Options.Tags.MaxPerMember);

    public ValueTask<Outcome<TagGroupReceipt>> DefineGroupAsync(DefineTagGroup command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        Refusal? refusal = CommandRules.RequiredLabel(nameof(command.Name), command.Name)
            ?? CommandRules.Time(nameof(command.OccurredAt), command.OccurredAt);
        return refusal is null
            ? context.RunAsync(DefineGroup, command, cancellationToken)
            : ValueTask.FromResult(new Outcome<TagGroupReceipt>(refusal));
    }

    public ValueTask<Outcome<TagReceipt>> SetAsync(SetTag command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        Refusal? refusal = Refuse(command.Group, command.Value, command.Source, command.Actor, command.Reason, command.OccurredAt)
            ?? CommandRules.Time(nameof(command.ExpiresAt), command.ExpiresAt);
        return refusal is null
            ? context.RunAsync(_set, command, cancellationToken)
            : ValueTask.FromResult(new Outcome<TagReceipt>(refusal));
    }

    public ValueTask<Outcome<TagReceipt>> RemoveAsync(RemoveTag command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        Refusal? refusal = Refuse(command.Group, command.Value, command.Source, command.Actor, command.Reason, command.OccurredAt);
        return refusal is null
            ? context.RunAsync(Remove, command, cancellationToken)
            : ValueTask.FromResult(new Outcome<TagReceipt>(refusal));
    }

    public ValueTask<TagBulk> SetManyAsync(
        IAsyncEnumerable<SetTag> commands, IProgress<TagBulk>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(commands);
        return new TagStream(this, progress).RunAsync(commands, cancellationToken);
    }

    public ValueTask<TagExpirySweep> ExpireAsync(
        DateTimeOffset? asOf = null, IProgress<TagExpirySweep>? progress = null, CancellationToken cancellationToken = default)
    {
        DateTimeOffset moment = CommandRules.RequireTime(asOf ?? context.Now, nameof(asOf)).ToUniversalTime();
        var due = new RecordQuery(MemberTag.Due, context.Program.Value, AtOnce, Through: ColumnValue.Of(moment));
        return Sweep.RunAsync(
            context.ReadAllAsync<MemberTag>(due, cancellationToken),
            AtOnce,
            tag => context.RunAsync(Expire, new ExpireTagOperation.Command(tag.MemberId, tag.Group, tag.Value, moment), cancellationToken),
            new TagExpirySweep(0),
            static (sum, outcome) => new TagExpirySweep(sum.Tags + (outcome.Value.IsBooked ? 1 : 0)),
            progress);
    }

    public async ValueTask<IReadOnlyList<MemberTag>> GetAsync(
        MemberId memberId, DateTimeOffset? asOf = null, CancellationToken cancellationToken = default)
    {
        DateTimeOffset moment = CommandRules.RequireTime(asOf ?? context.Now, nameof(asOf));

        // Whoever was given more under an earlier limit needs another load; nobody else does.
        for (int limit = context.Options.Tags.MaxPerMember; ; limit = checked(limit * 8))
        {
            Snapshot snapshot = await context.LoadAsync(
                new ReadSet(
                    [Member.KeyOf(context.Program.Value, memberId)],
                    [new OwnerRange(MemberTag.Schema.Primary, memberId.Value, context.Program.Value, limit)]),
                cancellationToken).ConfigureAwait(false);
            if (snapshot.Records[0] is Member { MergedInto: { } survivor })
            {
                return await GetAsync(survivor, moment, cancellationToken).ConfigureAwait(false);
            }

            if (snapshot.Ranges[0].IsComplete)
            {
                return [.. snapshot.Ranges[0].Records.Cast<MemberTag>().Where(tag => tag.IsLiveAt(moment))];
            }
        }
    }

    public async ValueTask<Page<MemberTag>> GetMembersAsync(
        string group, string value, PageRequest? page = null, DateTimeOffset? asOf = null, CancellationToken cancellationToken = default)
    {
        DateTimeOffset moment = CommandRules.RequireTime(asOf ?? context.Now, nameof(asOf));
        Page<MemberTag> found = await context.GetPageAsync<MemberTag>(MembersOf(group, value), page, cancellationToken).ConfigureAwait(false);
        return found with { Items = [.. found.Items.Where(tag => tag.IsLiveAt(moment))] };
    }

    public IAsyncEnumerable<MemberTag> ReadMembersAsync(
        string group, string value, DateTimeOffset? asOf = null, CancellationToken cancellationToken = default) =>
        LiveAsync(MembersOf(group, value), CommandRules.RequireTime(asOf ?? context.Now, nameof(asOf)), cancellationToken);

    public async ValueTask<long> CountAsync(string group, string value, CancellationToken cancellationToken = default)
    {
        RequireTag(group, value);
        TagCount? count = await context.FindAsync<TagCount>(TagCount.KeyOf(context.Program.Value, group, value), cancellationToken).ConfigureAwait(false);
        return count?.Members ?? 0;
    }

    public ValueTask<Page<TagCount>> GetCountsAsync(string group, PageRequest? page = null, CancellationToken cancellationToken = default) =>
        context.GetPageAsync<TagCount>(
            new RecordQuery(TagCount.Schema.Primary, context.Program.Value, AtOnce, Identifier.Require(group, "tag group")), page, cancellationToken);

    public ValueTask<Page<TagEntry>> GetHistoryAsync(MemberId memberId, PageRequest? page = null, CancellationToken cancellationToken = default) =>
        context.GetPageAsync(TagEntry.Schema, memberId.Value, page, cancellationToken);

    public ValueTask<Page<TagGroup>> GetGroupsAsync(PageRequest? page = null, CancellationToken cancellationToken = default) =>
        context.GetPageAsync<TagGroup>(new RecordQuery(TagGroup.Schema.Primary, context.Program.Value, AtOnce), page, cancellationToken);

    private static Refusal? Refuse(string group, string value, TagSource source, string? actor, string? reason, DateTimeOffset? occurredAt) =>
        CommandRules.RequiredLabel("Group", group)
        ?? CommandRules.RequiredLabel("Value", value)
        ?? TagRules.Source(source)
        ?? CommandRules.Label("Actor", actor)
        ?? CommandRules.Text("Reason", reason)
        ?? CommandRules.Time("OccurredAt", occurredAt);

    private static void RequireTag(string group, string value)
    {
        Identifier.Require(group, "tag group");
        Identifier.Require(value, "tag value");
    }

    private async IAsyncEnumerable<MemberTag> LiveAsync(
        RecordQuery query, DateTimeOffset moment, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (MemberTag tag in context.ReadAllAsync<MemberTag>(query, cancellationToken).ConfigureAwait(false))
        {
            if (tag.IsLiveAt(moment))
            {
                yield return tag;
            }
        }
    }

    private RecordQuery MembersOf(string group, string value)
    {
        RequireTag(group, value);
        var tag = ColumnValue.Of(MemberTag.TextOf(group, value));
        return new RecordQuery(MemberTag.ByTag, context.Program.Value, AtOnce, From: tag, Through: tag);
    }
}
