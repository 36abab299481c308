using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Referrals;
using PrivateDomain.Sdk.Verification;

namespace PrivateDomain.Sdk;

/// <summary>Everything the SDK does for one program. Get it from the host's services; thread-safe, one for all callers.</summary>
public interface IPrivateDomain
{
    /// <summary>The program that the features below act on.</summary>
    ProgramId Program { get; }

    /// <summary>The members.</summary>
    IMembers Members { get; }

    /// <summary>Who brought whom.</summary>
    IReferrals Referrals { get; }

    /// <summary>The members' points.</summary>
    IPoints Points { get; }

    /// <summary>The members' commission.</summary>
    ICommissions Commissions { get; }

    /// <summary>The shop's orders.</summary>
    IOrders Orders { get; }

    /// <summary>The same features for another program on the same store; programs never see each other's records.</summary>
    /// <param name="program">The program; take it from the host's own context, never from a request.</param>
    /// <returns>The features of that program. Cheap; need not be kept.</returns>
    IPrivateDomain ForProgram(ProgramId program);

    /// <summary>Checks every stored invariant of a program in one streaming pass with bounded memory, and changes nothing.</summary>
    /// <param name="program">The program.</param>
    /// <param name="progress">Told from time to time.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The report, with the first breaches by name.</returns>
    /// <remarks>Meant for a program at rest: what is written meanwhile may look like a breach.</remarks>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<VerificationReport> VerifyAsync(
        ProgramId program, IProgress<VerificationProgress>? progress = null, CancellationToken cancellationToken = default);
}
