using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;

namespace PrivateDomain.Sdk.Verification;

/// <summary>Reads the members once, for all checks that begin with what a member says.</summary>
internal static class MemberVerification
{
    internal static async ValueTask RunAsync(ProgramContext context, Findings findings, CancellationToken cancellationToken)
    {
        var externalIds = new ExternalIdVerification(context, findings);
        var merges = new MergeVerification(context, findings);
        await foreach (Member member in context.ReadAllAsync(Member.Schema, cancellationToken).ConfigureAwait(false))
        {
            findings.Saw(member);
            await externalIds.SeeAsync(member, cancellationToken).ConfigureAwait(false);
            await merges.SeeAsync(member, cancellationToken).ConfigureAwait(false);
        }

        await externalIds.CompleteAsync(cancellationToken).ConfigureAwait(false);
        await merges.CompleteAsync(cancellationToken).ConfigureAwait(false);
    }
}
