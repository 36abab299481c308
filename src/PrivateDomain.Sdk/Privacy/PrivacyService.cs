using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Operations;

namespace PrivateDomain.Sdk.Privacy;

/// <inheritdoc/>
internal sealed class PrivacyService(ProgramContext context) : IPrivacy
{
    private static readonly EraseOperation Erase = new();

    public async ValueTask<MemberExport?> ExportAsync(
        MemberId memberId, Stream destination, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        return await context.ResolveAsync(memberId, cancellationToken).ConfigureAwait(false) is { } member
            ? await new MemberExporter(context, destination, progress).ExportAsync(member, cancellationToken).ConfigureAwait(false)
            : null;
    }

    public ValueTask<Outcome<ErasureReceipt>> EraseAsync(EraseMember command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return CommandRules.Time(nameof(command.OccurredAt), command.OccurredAt) is { } refusal
            ? ValueTask.FromResult(new Outcome<ErasureReceipt>(refusal))
            : context.RunAsync(Erase, command, cancellationToken);
    }
}
