using System.Data.Common;
using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Consents;
using PrivateDomain.Sdk.Coupons;
using PrivateDomain.Sdk.Forecasts;
using PrivateDomain.Sdk.Levels;
using PrivateDomain.Sdk.Lifecycle;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Merges;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Privacy;
using PrivateDomain.Sdk.Referrals;
using PrivateDomain.Sdk.Rfm;
using PrivateDomain.Sdk.Segments;
using PrivateDomain.Sdk.Tags;
using PrivateDomain.Sdk.Verification;

namespace PrivateDomain.Sdk;

/// <summary>Everything the SDK does for one program. Get it from the host's services; thread-safe, one for all callers.</summary>
public interface IPrivateDomain
{
    /// <summary>The program that the features below act on.</summary>
    ProgramId Program { get; }

    /// <summary>The members.</summary>
    IMembers Members { get; }

    /// <summary>Merges of two members who are one person.</summary>
    IMerges Merges { get; }

    /// <summary>Copies and erasure of what is kept of a member.</summary>
    IPrivacy Privacy { get; }

    /// <summary>Who brought whom.</summary>
    IReferrals Referrals { get; }

    /// <summary>The members' points.</summary>
    IPoints Points { get; }

    /// <summary>The members' commission.</summary>
    ICommissions Commissions { get; }

    /// <summary>The members' coupons.</summary>
    ICoupons Coupons { get; }

    /// <summary>The shop's orders.</summary>
    IOrders Orders { get; }

    /// <summary>The members' metrics, where the host has them kept.</summary>
    IMetrics Metrics { get; }

    /// <summary>The members' lifecycle stages, where the host has them kept.</summary>
    ILifecycle Lifecycle { get; }

    /// <summary>The members' levels, where the host has them kept.</summary>
    ILevels Levels { get; }

    /// <summary>The members' RFM scores, where the host has them kept.</summary>
    IRfm Rfm { get; }

    /// <summary>Forecasts of members, where the host has them kept.</summary>
    IForecasts Forecasts { get; }

    /// <summary>Segments: rules that say which members belong together, and who does.</summary>
    ISegments Segments { get; }

    /// <summary>The members' tags.</summary>
    ITags Tags { get; }

    /// <summary>What the members have consented to.</summary>
    IConsents Consents { get; }

    /// <summary>The same features for another program on the same store; programs never see each other's records.</summary>
    /// <param name="program">The program; take it from the host's own context, never from a request.</param>
    /// <returns>The features of that program. Cheap; need not be kept.</returns>
    IPrivateDomain ForProgram(ProgramId program);

    /// <summary>The same features inside a transaction of the host's: what they change is committed with the host's own rows, or vanishes with them.</summary>
    /// <param name="connection">The host's open connection, to the database that the store keeps its records in.</param>
    /// <param name="transaction">The host's transaction on it.</param>
    /// <returns>The features, for one caller and until the transaction ends. Cheap; nothing needs to be disposed.</returns>
    /// <remarks>
    /// <para>
    /// Every call is decided and written at once, by itself, on the host's connection; nothing is opened, committed, rolled back or retried. When other
    /// writers came first or the database had trouble, the call throws a <see cref="Storage.StoreException"/>, transient where running the whole
    /// transaction again may help, and has changed nothing: roll back, and run it again with the same keys. An answer counts once the host has committed.
    /// </para>
    /// <para>
    /// Do not await the features outside the transaction while it is open: they may wait for rows that it holds. Keep it short, for others wait too.
    /// </para>
    /// </remarks>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="NotSupportedException">The store's records are not in a SQL database.</exception>
    /// <exception cref="ArgumentException">
    /// The connection is of another kind or database, or the transaction is another connection's. Also thrown by the features: that the database is another
    /// server's of the same name shows only when it is asked, in the first call, which then has read and changed nothing.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The store is not ready yet (start the host, or make one call first), the connection is not open, or the transaction has ended; also thrown by
    /// the features, once the transaction that they were used in has ended, whether another one is open on the connection or not.
    /// </exception>
    IPrivateDomain Enlist(DbConnection connection, DbTransaction transaction);

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
