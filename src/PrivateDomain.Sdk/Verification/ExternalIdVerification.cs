using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Verification;

/// <summary>E1: members and claims of external ids say the same, so that an external id finds the one member who has it.</summary>
internal static class ExternalIdVerification
{
    private const int AtOnce = 500;

    internal static async ValueTask RunAsync(ProgramContext context, Findings findings, CancellationToken cancellationToken)
    {
        var links = new List<(Member Member, ExternalIdLink Link)>();
        await foreach (Member member in context.ReadAllAsync(Member.Schema, cancellationToken).ConfigureAwait(false))
        {
            foreach (ExternalIdLink link in member.ExternalIds)
            {
                links.Add((member, link));
                if (links.Count == AtOnce)
                {
                    await CheckAsync(context, links, findings, cancellationToken).ConfigureAwait(false);
                }
            }
        }

        await CheckAsync(context, links, findings, cancellationToken).ConfigureAwait(false);
        var claims = new List<ExternalIdClaim>();
        await foreach (ExternalIdClaim claim in context.ReadAllAsync(ExternalIdClaim.Schema, cancellationToken).ConfigureAwait(false))
        {
            findings.Saw(claim);
            claims.Add(claim);
            if (claims.Count == AtOnce)
            {
                await CheckAsync(context, claims, findings, cancellationToken).ConfigureAwait(false);
            }
        }

        await CheckAsync(context, claims, findings, cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask CheckAsync(
        ProgramContext context, List<(Member Member, ExternalIdLink Link)> links, Findings findings, CancellationToken cancellationToken)
    {
        RecordKey[] keys = [.. links.Select(one => ExternalIdClaim.KeyOf(context.Program.Value, one.Link.Hash, one.Link.Kind))];
        Snapshot found = await context.LoadAsync(new ReadSet(keys, []), cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < links.Count; i++)
        {
            (Member member, ExternalIdLink link) = links[i];
            findings.Check(
                found.Records[i] is ExternalIdClaim claim && claim.MemberId == member.MemberId,
                "E1",
                member,
                $"an external id of kind '{link.Kind}' that the member has is another member's, or nobody's");
        }

        links.Clear();
    }

    private static async ValueTask CheckAsync(
        ProgramContext context, List<ExternalIdClaim> claims, Findings findings, CancellationToken cancellationToken)
    {
        RecordKey[] keys = [.. claims.Select(claim => Member.KeyOf(context.Program.Value, claim.MemberId))];
        Snapshot found = await context.LoadAsync(new ReadSet(keys, []), cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < claims.Count; i++)
        {
            ExternalIdClaim claim = claims[i];
            findings.Check(
                found.Records[i] is Member member && member.ExternalIds.Contains(new ExternalIdLink(claim.Kind, claim.Hash)),
                "E1",
                claim,
                $"the external id is said to be of member '{claim.MemberId}', who does not have it");
        }

        claims.Clear();
    }
}
