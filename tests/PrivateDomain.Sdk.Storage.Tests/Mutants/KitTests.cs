using PrivateDomain.Sdk.Storage.Conformance;
using PrivateDomain.Sdk.Storage.Tests.InMemory;
using Xunit;
using Xunit.Sdk;

namespace PrivateDomain.Sdk.Storage.Tests.Mutants;

/// <summary>The kit's own test: each store with a seeded bug must fail the test that is there for it, which a good decorator passes.</summary>
public sealed class KitTests
{
    private static readonly Dictionary<string, (Func<IStoreHarness> Spoiled, Func<IStoreHarness, Task> Test)> Seeded = new(StringComparer.Ordinal)
    {
        // Law 1, atomic
        [nameof(DropsTheLastWrite)] = Of(s => new DropsTheLastWrite(s), Atomic(t => t.Changes_of_many_owners_and_types_are_stored_together())),
        [nameof(StoresChangeByChange)] = Of(
            s => new StoresChangeByChange(s), Atomic(t => t.A_misfit_behind_other_changes_leaves_no_trace(AtomicContract.Misfit.InsertOfExisting))),
        [nameof(StopsHalfWayWhenCancelled)] = Of(
            s => new StopsHalfWayWhenCancelled(s), Atomic(t => t.A_commit_cancelled_at_any_moment_is_stored_whole_or_not_at_all())),

        // Law 2, conflict is a value
        [nameof(SwallowsConflicts)] = Of(s => new SwallowsConflicts(s), Conflict(t => t.An_insert_of_an_existing_key_conflicts_and_keeps_what_is_stored())),
        [nameof(BlamesTheFirstChange)] = Of(
            s => new BlamesTheFirstChange(s), Conflict(t => t.A_conflict_names_a_change_that_does_not_fit_among_many_that_do())),
        [nameof(AcceptsFutureRevisions)] = Of(
            s => new AcceptsFutureRevisions(s), Conflict(t => t.An_update_delete_or_expectation_of_another_revision_conflicts(4))),
        [nameof(IgnoresRevisionsOfUpdates)] = Of(s => new IgnoresRevisionsOfUpdates(s), Concurrency(t => t.Read_modify_write_loops_lose_no_update())),
        [nameof(IgnoresExpectations)] = Of(s => new IgnoresExpectations(s), Conflict(t => t.An_expectation_that_fails_refuses_the_other_changes())),
        [nameof(IgnoresExpectations) + " (write skew)"] = Of(
            s => new IgnoresExpectations(s), Concurrency(t => t.Two_decisions_on_the_same_reading_cannot_both_stand())),
        [nameof(InsertsOverWhatExists)] = Of(s => new InsertsOverWhatExists(s), Concurrency(t => t.A_race_of_inserts_of_one_key_has_one_winner())),
        [nameof(UpdatesWhatIsMissing)] = Of(
            s => new UpdatesWhatIsMissing(s), Conflict(t => t.An_update_or_delete_of_a_missing_record_conflicts_and_creates_nothing(0))),
        [nameof(DeletesRegardless)] = Of(s => new DeletesRegardless(s), Conflict(t => t.A_deleted_record_is_gone_and_its_key_starts_anew())),
        [nameof(ChecksOutsideTheTransaction)] = Of(
            s => new ChecksOutsideTheTransaction(s), Concurrency(t => t.Five_thousand_guarded_adds_against_a_stock_of_100_sell_exactly_100())),
        [nameof(WrapsAround)] = Of(
            s => new WrapsAround(s), GuardedAdd(t => t.An_add_beyond_the_guard_or_64_bits_conflicts_and_never_wraps(long.MaxValue, 1, long.MinValue, long.MaxValue))),
        [nameof(AddsInFloatingPoint)] = Of(s => new AddsInFloatingPoint(s), GuardedAdd(t => t.An_add_within_the_guard_is_exact(1L << 53, 1, 0, long.MaxValue))),
        [nameof(IgnoresTheGreatestResult)] = Of(
            s => new IgnoresTheGreatestResult(s), GuardedAdd(t => t.An_add_beyond_the_guard_or_64_bits_conflicts_and_never_wraps(10, 6, 0, 15))),
        [nameof(AddsWithoutARevision)] = Of(s => new AddsWithoutARevision(s), GuardedAdd(t => t.An_add_makes_the_revision_that_was_read_before_it_stale())),

        // Law 3, one exception
        [nameof(WrapsCancellation)] = Of(
            s => new WrapsCancellation(s), Argument(t => t.A_token_that_is_cancelled_already_cancels_every_member_and_stores_nothing())),
        [nameof(IgnoresCancellation)] = Of(
            s => new IgnoresCancellation(s), Argument(t => t.A_token_that_is_cancelled_already_cancels_every_member_and_stores_nothing())),
        [nameof(KnowsEveryType)] = Of(s => new KnowsEveryType(s), Argument(t => t.A_record_type_that_is_not_in_the_model_is_refused_by_every_member())),

        // Law 4, durable
        [nameof(ForgetfulHarness)] = (() => new ForgetfulHarness(), Durable(t => t.A_store_opened_later_finds_everything_that_was_committed())),
        [nameof(StartsAnewWhenInitialized)] = Of(_ => new StartsAnewWhenInitialized(), Initialization(t => t.Initializing_again_keeps_the_data())),

        // Law 5, read your writes
        [nameof(RemembersReads)] = Of(s => new RemembersReads(s), Conflict(t => t.Every_update_adds_one_to_the_revision())),
        [nameof(ReadsInSeveralTransactions)] = Of(
            s => new ReadsInSeveralTransactions(s), ReadYourWrites(t => t.A_load_sees_one_moment_while_amounts_move_between_owners())),
        [nameof(AnswersDistinctKeys)] = Of(
            s => new AnswersDistinctKeys(s), ReadYourWrites(t => t.A_key_that_stands_in_a_read_set_several_times_is_answered_at_every_place())),
        ["A range without direction"] = Of(
            s => ChangesRanges.Ask(s, r => r with { Descending = false }), Range(t => t.A_primary_range_is_ordered_by_id())),
        ["A range without bounds"] = Of(
            s => ChangesRanges.Ask(s, r => r with { From = default }), Range(t => t.Bounds_are_inclusive(false))),
        [nameof(ChangesRanges.CutAtTheLimit)] = Of(
            s => ChangesRanges.Answer(s, ChangesRanges.CutAtTheLimit), Range(t => t.A_range_is_complete_exactly_when_the_limit_left_nothing_out(false))),
        [nameof(ChangesRanges.WithoutTieBreaker)] = Of(
            s => ChangesRanges.Answer(s, ChangesRanges.WithoutTieBreaker), Range(t => t.Equal_values_are_ordered_by_id_in_both_directions())),

        // Law 6, program isolation
        [nameof(IgnoresPrograms)] = Of(s => new IgnoresPrograms(s), Isolation(t => t.One_key_in_two_programs_is_two_records())),
        [nameof(IgnoresPrograms) + " (pages)"] = Of(s => new IgnoresPrograms(s), Isolation(t => t.Ranges_and_pages_have_the_records_of_their_program_only())),

        // Law 7, exact
        ["Keys without case"] = Of(s => new MergesKeys(s, k => k.ToUpperInvariant()), Exact(t => t.Ids_that_differ_by_a_code_point_are_kept_apart())),
        ["Keys trimmed"] = Of(s => new MergesKeys(s, k => k.TrimEnd(' ')), Exact(t => t.Owners_that_differ_by_a_code_point_are_kept_apart())),
        ["Keys normalized"] = Of(
            s => new MergesKeys(s, k => k.Replace("a\u0301", "á", StringComparison.Ordinal)), Exact(t => t.Programs_that_differ_by_a_code_point_are_kept_apart())),
        ["Keys cut at 64"] = Of(
            s => new MergesKeys(s, k => k.Length > 64 ? k[..64] : k), Exact(t => t.Long_ids_that_differ_at_their_end_are_kept_apart())),
        [nameof(ChangesGadgets.ThroughDouble)] = Of(s => new ChangesGadgets(s, ChangesGadgets.ThroughDouble), Exact(t => t.Integers_are_64_bits_wide())),
        [nameof(ChangesGadgets.ThroughSingleWidth)] = Of(s => new ChangesGadgets(s, ChangesGadgets.ThroughSingleWidth), Exact(t => t.Integers_are_64_bits_wide())),
        [nameof(ChangesGadgets.ThroughMilliseconds)] = Of(
            s => new ChangesGadgets(s, ChangesGadgets.ThroughMilliseconds), Exact(t => t.Instants_are_exact_to_100_ns())),
        [nameof(ChangesGadgets.ThroughEmptyText)] = Of(
            s => new ChangesGadgets(s, ChangesGadgets.ThroughEmptyText), Exact(t => t.No_value_and_an_empty_text_are_two_things())),
        [nameof(ChangesGadgets.Trimmed)] = Of(
            s => new ChangesGadgets(s, ChangesGadgets.Trimmed), Exact(t => t.Texts_are_neither_folded_nor_trimmed_nor_normalized())),
        [nameof(ChangesGadgets.Composed)] = Of(
            s => new ChangesGadgets(s, ChangesGadgets.Composed), Exact(t => t.Texts_are_neither_folded_nor_trimmed_nor_normalized())),
        [nameof(ChangesGadgets.Cut)] = Of(s => new ChangesGadgets(s, ChangesGadgets.Cut), Exact(t => t.Very_long_text_is_not_cut())),
        [nameof(ChangesGadgets.Reformatted)] = Of(s => new ChangesGadgets(s, ChangesGadgets.Reformatted), Exact(t => t.Json_is_kept_as_it_was_written())),
        [nameof(ChangesRanges.OrderedByUnit)] = Of(
            s => ChangesRanges.Answer(s, ChangesRanges.OrderedByUnit), Exact(t => t.Ids_and_texts_are_ordered_by_code_point())),

        // Law 8, pages
        [nameof(PagesWithoutTieBreaker)] = Of(s => new PagesWithoutTieBreaker(s), Page(t => t.Equal_values_do_not_end_a_page_early_or_come_twice())),
        [nameof(PagesByOffset)] = Of(
            s => new PagesByOffset(s), Page(t => t.Inserts_and_deletes_between_pages_neither_skip_nor_repeat_what_stays(false))),
        [nameof(EndsWithAnEmptyPage)] = Of(s => new EndsWithAnEmptyPage(s), Page(t => t.The_last_page_has_no_cursor_and_every_other_has_one(false))),
        [nameof(AcceptsAnyCursor)] = Of(s => new AcceptsAnyCursor(s), Page(t => t.A_text_that_is_no_cursor_is_refused())),
        [nameof(BoundsTheFirstPageOnly)] = Of(s => new BoundsTheFirstPageOnly(s), Page(t => t.Bounds_hold_on_every_page())),
        [nameof(ClampsLimits)] = Of(s => new ClampsLimits(s), Page(t => t.A_limit_that_is_none_is_refused(0))),

        // Law 9, small
        [nameof(ComesBackToItsCaller)] = Of(s => new ComesBackToItsCaller(s), Small(t => t.A_store_does_not_come_back_to_its_callers_context())),

        // Law 10, decorators work
        [nameof(CastsItsArguments)] = Of(s => new CastsItsArguments(s), Decorator(t => t.What_is_stored_through_a_decorator_is_read_through_it())),
    };

    /// <summary>Bugs that a generated sequence must find by itself.</summary>
    private const int RaceAttempts = 25;

    private static readonly string[] FoundByChance =
    [
        nameof(DropsTheLastWrite), nameof(StoresChangeByChange), nameof(SwallowsConflicts), nameof(AcceptsFutureRevisions), nameof(IgnoresRevisionsOfUpdates),
        nameof(IgnoresExpectations), nameof(InsertsOverWhatExists), nameof(UpdatesWhatIsMissing), nameof(DeletesRegardless), nameof(WrapsAround),
        nameof(AddsInFloatingPoint), nameof(IgnoresTheGreatestResult), nameof(RemembersReads), "A range without direction", "A range without bounds",
        nameof(ChangesRanges.CutAtTheLimit), nameof(ChangesRanges.WithoutTieBreaker), nameof(IgnoresPrograms), "Keys without case",
        nameof(ChangesGadgets.ThroughDouble), nameof(ChangesGadgets.ThroughMilliseconds), nameof(ChangesGadgets.ThroughEmptyText), nameof(ChangesGadgets.Trimmed),
        nameof(ChangesRanges.OrderedByUnit), nameof(PagesWithoutTieBreaker), nameof(EndsWithAnEmptyPage), nameof(BoundsTheFirstPageOnly),
    ];

    public static TheoryData<string> Bugs => [.. Seeded.Keys];

    public static TheoryData<string> BugsFoundByChance => [.. FoundByChance];

    [Theory]
    [MemberData(nameof(Bugs))]
    public async Task A_seeded_bug_fails_the_test_that_is_there_for_it(string bug)
    {
        (Func<IStoreHarness> spoiled, Func<IStoreHarness, Task> test) = Seeded[bug];

        await test(Decorated(s => new ForwardingStore(s)));
        // A race may be won by chance: a bug that needs one gets several chances to show.
        Exception? failure = null;
        for (int attempt = 0; attempt < RaceAttempts && failure is null; attempt++)
        {
            failure = await Xunit.Record.ExceptionAsync(() => test(spoiled()));
        }

        Assert.True(failure is not null, $"The kit does not notice '{bug}'.");
        Assert.True(failure is XunitException or InvalidCastException, $"The kit stumbles over '{bug}' instead of naming it: {failure}");
    }

    [Theory]
    [MemberData(nameof(BugsFoundByChance))]
    public async Task A_generated_sequence_finds_a_seeded_bug_by_itself(string bug)
    {
        IStoreHarness harness = Seeded[bug].Spoiled();

        Exception? failure = await Xunit.Record.ExceptionAsync(async () =>
        {
            for (int seed = 1; seed <= 5; seed++)
            {
                int own = seed;
                await Run(h => new GeneratedProbe(h), t => t.A_generated_sequence_ends_as_the_model_says(own))(harness);
            }
        });

        XunitException named = Assert.IsAssignableFrom<XunitException>(failure);
        Assert.Contains("seed", named.Message, StringComparison.Ordinal);
    }

    private static (Func<IStoreHarness> Spoiled, Func<IStoreHarness, Task> Test) Of(Func<IRecordStore, IRecordStore> spoil, Func<IStoreHarness, Task> test) =>
        (() => Decorated(spoil), test);

    private static DecoratingHarness Decorated(Func<IRecordStore, IRecordStore> decorate) => new(new InMemoryHarness(), decorate);

    private static Func<IStoreHarness, Task> Run<T>(Func<IStoreHarness, T> suite, Func<T, Task> test)
        where T : RecordStoreContract => async harness =>
        {
            await using T running = suite(harness);
            await running.InitializeAsync();
            await test(running);
        };

    private static Func<IStoreHarness, Task> Atomic(Func<AtomicProbe, Task> test) => Run(h => new AtomicProbe(h), test);

    private static Func<IStoreHarness, Task> Conflict(Func<ConflictProbe, Task> test) => Run(h => new ConflictProbe(h), test);

    private static Func<IStoreHarness, Task> GuardedAdd(Func<GuardedAddProbe, Task> test) => Run(h => new GuardedAddProbe(h), test);

    private static Func<IStoreHarness, Task> Argument(Func<ArgumentProbe, Task> test) => Run(h => new ArgumentProbe(h), test);

    private static Func<IStoreHarness, Task> Durable(Func<DurableProbe, Task> test) => Run(h => new DurableProbe(h), test);

    private static Func<IStoreHarness, Task> Initialization(Func<InitializationProbe, Task> test) => Run(h => new InitializationProbe(h), test);

    private static Func<IStoreHarness, Task> ReadYourWrites(Func<ReadYourWritesProbe, Task> test) => Run(h => new ReadYourWritesProbe(h), test);

    private static Func<IStoreHarness, Task> Range(Func<RangeProbe, Task> test) => Run(h => new RangeProbe(h), test);

    private static Func<IStoreHarness, Task> Isolation(Func<IsolationProbe, Task> test) => Run(h => new IsolationProbe(h), test);

    private static Func<IStoreHarness, Task> Exact(Func<ExactProbe, Task> test) => Run(h => new ExactProbe(h), test);

    private static Func<IStoreHarness, Task> Page(Func<PageProbe, Task> test) => Run(h => new PageProbe(h), test);

    private static Func<IStoreHarness, Task> Small(Func<SmallProbe, Task> test) => Run(h => new SmallProbe(h), test);

    private static Func<IStoreHarness, Task> Decorator(Func<DecoratorProbe, Task> test) => Run(h => new DecoratorProbe(h), test);

    private static Func<IStoreHarness, Task> Concurrency(Func<ConcurrencyProbe, Task> test) => Run(h => new ConcurrencyProbe(h), test);
}
