using PrivateDomain.Sdk.Members;

namespace PrivateDomain.Sdk.Forecasts;

/// <summary>Forecasts of members, found by runs over the stored metrics and kept as whole numbers. Thread-safe.</summary>
/// <remarks>
/// They are kept when the host asks for it (<c>pd.Forecasts()</c>, which needs <c>pd.Metrics()</c>); otherwise every member here throws
/// <see cref="InvalidOperationException"/>. They are estimates for people who decide; nothing that is booked depends on them.
/// </remarks>
public interface IForecasts
{
    /// <summary>Fits the models on all buyers as of a day, forecasts each of them, and stores what has changed.</summary>
    /// <param name="asOf">The moment whose day is the last that counts; now when left out. Refunds count whenever they were made.</param>
    /// <param name="progress">Told after every five hundred members.</param>
    /// <param name="cancellationToken">Cancels, the fit too; what is forecast stays so, and the same day again goes on.</param>
    /// <returns>
    /// The run, or a refusal that changes nothing: <see cref="ForecastRefusals.TooFewMembers"/>, <see cref="ForecastRefusals.NoRepeatPurchases"/>,
    /// <see cref="ForecastRefusals.NotConverged"/>, <see cref="ForecastRefusals.MeanSpendUnbounded"/>, <see cref="ForecastRefusals.LaterRun"/>.
    /// </returns>
    /// <remarks>
    /// <para>
    /// Streams the purchases twice; memory grows with the number of different histories, not of purchases. A fit computes on the calling thread, about a
    /// second for thousands of members. Deterministic: the same purchases give the same numbers, in whatever order they were stored.
    /// </para>
    /// <para>
    /// The parameters of a day are stored when they are found: the same day again, after a crash or on another host, goes by the same, and where no
    /// order or refund came since it changes nothing. Settings that are others by then fit anew. What follows from a forecast, such as segments, is in
    /// the commit that stores it.
    /// </para>
    /// </remarks>
    /// <exception cref="InvalidOperationException">Forecasts are not kept.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The moment lies before 1900 or after 9000.</exception>
    /// <exception cref="Storage.StoreException">The store failed; call again.</exception>
    ValueTask<Outcome<ForecastRun>> RunAsync(
        DateTimeOffset? asOf = null, IProgress<ForecastProgress>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>Reads a member's forecast, in one read.</summary>
    /// <param name="memberId">Whose.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The forecast of the last run that had him; <see langword="null"/> for who has no order that counts, or was in no run.</returns>
    /// <exception cref="InvalidOperationException">Forecasts are not kept.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<MemberForecast?> GetAsync(MemberId memberId, CancellationToken cancellationToken = default);

    /// <summary>Streams the forecasts of all members, by member id, with flat memory.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The forecasts.</returns>
    /// <exception cref="InvalidOperationException">Forecasts are not kept.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    IAsyncEnumerable<MemberForecast> ReadAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads the latest run: its day, its model and its parameters.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The run, complete or not; <see langword="null"/> before the first.</returns>
    /// <exception cref="InvalidOperationException">Forecasts are not kept.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<ForecastRun?> GetLatestRunAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads a page of the runs, latest day first.</summary>
    /// <param name="page">Which page; the first when left out.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The runs.</returns>
    /// <exception cref="InvalidOperationException">Forecasts are not kept.</exception>
    /// <exception cref="ArgumentException">The page's size or cursor is not usable.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<Page<ForecastRun>> GetRunsAsync(PageRequest? page = null, CancellationToken cancellationToken = default);
}
