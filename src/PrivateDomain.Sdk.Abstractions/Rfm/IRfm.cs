using PrivateDomain.Sdk.Members;

namespace PrivateDomain.Sdk.Rfm;

/// <summary>The members' RFM scores, found by runs over the stored metrics. Thread-safe.</summary>
/// <remarks>
/// They are kept when the host asks for it (<c>pd.Rfm()</c>, which needs <c>pd.Metrics()</c>); otherwise every member here throws
/// <see cref="InvalidOperationException"/>. Scores compare members with each other, so an order changes nobody's score: the next run does.
/// </remarks>
public interface IRfm
{
    /// <summary>Scores every member as of a day, and stores what has changed.</summary>
    /// <param name="asOf">The moment whose day is scored; now when left out. Orders of later days are not looked at, refunds are, whenever they were made.</param>
    /// <param name="progress">Told after every five hundred members.</param>
    /// <param name="cancellationToken">Cancels; what is scored stays so, and the same day again goes on.</param>
    /// <returns>The run with its totals, or a refusal: <see cref="RfmRefusals.NoBuyers"/>, <see cref="RfmRefusals.LaterRun"/>.</returns>
    /// <remarks>
    /// <para>
    /// Streams the metrics twice, to find the cuts and to score by them; memory grows with the number of different values, not of members. The cuts
    /// of a day are stored when they are found: the same day again, after a crash or on another host, goes by the same cuts, and where no order or refund
    /// came since it changes nothing. Settings that are others by then find new ones.
    /// </para>
    /// <para>Members are scored in small commits, and what follows from a score, such as segments, is in the same one.</para>
    /// </remarks>
    /// <exception cref="InvalidOperationException">Scores are not kept.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The moment lies before 1900 or after 9000.</exception>
    /// <exception cref="Storage.StoreException">The store failed; call again.</exception>
    ValueTask<Outcome<RfmRun>> ScoreAsync(DateTimeOffset? asOf = null, IProgress<RfmProgress>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>Reads a member's scores, in one read.</summary>
    /// <param name="memberId">Whose.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The scores, or <see langword="null"/> for who was never scored.</returns>
    /// <exception cref="InvalidOperationException">Scores are not kept.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<RfmState?> GetAsync(MemberId memberId, CancellationToken cancellationToken = default);

    /// <summary>Reads a page of a member's history, latest entry first.</summary>
    /// <param name="memberId">Whose.</param>
    /// <param name="page">Which page; the first when left out.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The entries: one for each run that found other scores or another segment than before.</returns>
    /// <exception cref="InvalidOperationException">Scores are not kept.</exception>
    /// <exception cref="ArgumentException">The page's size or cursor is not usable.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<Page<RfmEntry>> GetHistoryAsync(MemberId memberId, PageRequest? page = null, CancellationToken cancellationToken = default);

    /// <summary>Streams the members of a named segment, by member id, with flat memory.</summary>
    /// <param name="segment">The name in the segment table.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Their scores; none for a name that nobody has. Who is in it throughout is there once.</returns>
    /// <exception cref="InvalidOperationException">Scores are not kept.</exception>
    /// <exception cref="ArgumentException">The name is no id text.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    IAsyncEnumerable<RfmState> ReadMembersAsync(string segment, CancellationToken cancellationToken = default);

    /// <summary>Reads the latest run: its day, its cuts, and what each named segment came to.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The run, complete or not; <see langword="null"/> before the first.</returns>
    /// <exception cref="InvalidOperationException">Scores are not kept.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<RfmRun?> GetLatestRunAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads a page of the runs, latest day first.</summary>
    /// <param name="page">Which page; the first when left out.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The runs.</returns>
    /// <exception cref="InvalidOperationException">Scores are not kept.</exception>
    /// <exception cref="ArgumentException">The page's size or cursor is not usable.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<Page<RfmRun>> GetRunsAsync(PageRequest? page = null, CancellationToken cancellationToken = default);
}
