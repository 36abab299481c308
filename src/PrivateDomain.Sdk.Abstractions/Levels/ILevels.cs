using PrivateDomain.Sdk.Members;

namespace PrivateDomain.Sdk.Levels;

/// <summary>
/// The members' levels (等级) by growth value (成长值), kept by orders and refunds in the same commit, and by a sweep for days that go by. Thread-safe.
/// </summary>
/// <remarks>
/// <para>
/// They are kept when the host asks for it (<c>pd.Levels(...)</c>, which needs <c>pd.Metrics()</c>); otherwise every member here throws
/// <see cref="InvalidOperationException"/>. After switching them on over a store that has members already, and after metrics were rebuilt or the terms
/// changed, call <see cref="RecomputeAsync"/> once.
/// </para>
/// <para>What is stored of a member is a copy of what <c>LevelRules</c> tell from his purchases. Only the history is more: it keeps what was told at the time.</para>
/// </remarks>
public interface ILevels
{
    /// <summary>Tells a member's level and growth from his purchases, as of a moment's day. Never writes, and needs no sweep before it.</summary>
    /// <param name="memberId">Whose.</param>
    /// <param name="asOf">The moment; now when left out. Purchases of later days are not looked at, refunds are, whenever they were made.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>His standing, or <see langword="null"/> when the program has no such member.</returns>
    /// <remarks>Reads his purchases in the program's currency, page by page.</remarks>
    /// <exception cref="InvalidOperationException">Levels are not kept.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The moment lies before 1900 or after 9000.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<LevelStanding?> GetAsync(MemberId memberId, DateTimeOffset? asOf = null, CancellationToken cancellationToken = default);

    /// <summary>Reads a page of a member's history, latest event first.</summary>
    /// <param name="memberId">Whose.</param>
    /// <param name="page">Which page; the first when left out.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The events as they were told; empty for who never had a level.</returns>
    /// <exception cref="InvalidOperationException">Levels are not kept.</exception>
    /// <exception cref="ArgumentException">The page's size or cursor is not usable.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<Page<LevelEvent>> GetHistoryAsync(MemberId memberId, PageRequest? page = null, CancellationToken cancellationToken = default);

    /// <summary>Streams the members of a level, by member id, with flat memory.</summary>
    /// <param name="level">The level's name; <see langword="null"/> for members without a level. Of a name that no level has there are none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Their stored states. As booked: whose day has come has his former level until <see cref="EvaluateDueAsync"/> has run.</returns>
    /// <remarks>Who has the level throughout is there once, whatever is written meanwhile. Members that were merged into others have no level.</remarks>
    /// <exception cref="InvalidOperationException">Levels are not kept.</exception>
    /// <exception cref="ArgumentException">The name is no id text.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    IAsyncEnumerable<LevelState> ReadMembersAsync(string? level, CancellationToken cancellationToken = default);

    /// <summary>Counts the members of a level, in one read. As booked, like <see cref="ReadMembersAsync"/>.</summary>
    /// <param name="level">The level's name; <see langword="null"/> for members without a level.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How many; none of a name that no level has.</returns>
    /// <exception cref="InvalidOperationException">Levels are not kept.</exception>
    /// <exception cref="ArgumentException">The name is no id text.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    ValueTask<long> CountAsync(string? level, CancellationToken cancellationToken = default);

    /// <summary>Streams who came to a level, from above or below, by the time of the decision, with flat memory.</summary>
    /// <param name="level">The level's name; <see langword="null"/> for who came to have none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The events, each once.</returns>
    /// <exception cref="InvalidOperationException">Levels are not kept.</exception>
    /// <exception cref="ArgumentException">The name is no id text.</exception>
    /// <exception cref="Storage.StoreException">The store failed.</exception>
    IAsyncEnumerable<LevelEvent> ReadEventsAsync(string? level, CancellationToken cancellationToken = default);

    /// <summary>Books what days have changed of levels and growth, for those whose day has come and nobody else. Meant to be called once a day.</summary>
    /// <param name="asOf">The moment whose day counts as today; now when left out. A day before one that was told already brings nothing.</param>
    /// <param name="progress">Told after every thousand members.</param>
    /// <param name="cancellationToken">Cancels; what is booked stays booked, and the next sweep goes on.</param>
    /// <returns>What was looked at, and how many events there were; a second sweep for the same day appends none.</returns>
    /// <remarks>
    /// Runs anywhere, any number of times, beside traffic. Days that no sweep saw are made up for: each change has the day on which it came about.
    /// Who is looked at because growth leaves the window, and keeps his level, has no event.
    /// </remarks>
    /// <exception cref="InvalidOperationException">Levels are not kept.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The moment lies before 1900 or after 9000.</exception>
    /// <exception cref="Storage.StoreException">The store failed; call again.</exception>
    ValueTask<LevelSweep> EvaluateDueAsync(
        DateTimeOffset? asOf = null, IProgress<LevelSweep>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>Brings every member's state in line with his purchases and the terms: once after levels are switched on, metrics were rebuilt, or the terms changed.</summary>
    /// <param name="asOf">The moment whose day counts as today; now when left out.</param>
    /// <param name="progress">Told after every thousand members.</param>
    /// <param name="cancellationToken">Cancels; what is done stays done.</param>
    /// <returns>What was looked at, and how many events there were; a second run appends none.</returns>
    /// <remarks>
    /// Streams with bounded memory. Who had no history gets the one that his purchases tell; whose history says otherwise gets an event that corrects it.
    /// </remarks>
    /// <exception cref="InvalidOperationException">Levels are not kept.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The moment lies before 1900 or after 9000.</exception>
    /// <exception cref="Storage.StoreException">The store failed; call again.</exception>
    ValueTask<LevelSweep> RecomputeAsync(
        DateTimeOffset? asOf = null, IProgress<LevelSweep>? progress = null, CancellationToken cancellationToken = default);
}
