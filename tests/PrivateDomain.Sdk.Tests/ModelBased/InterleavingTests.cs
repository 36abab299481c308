using PrivateDomain.Sdk.Storage;
using PrivateDomain.Sdk.Storage.InMemory;
using PrivateDomain.Sdk.Storage.Sqlite;
using PrivateDomain.Sdk.Tests.Failures;
using PrivateDomain.Sdk.Tests.NaiveModel;

namespace PrivateDomain.Sdk.Tests.ModelBased;

/// <summary>
/// Two hosts on one store, made to meet: between what one call has read and its commit, the other host's call takes place from beginning to end.
/// Both answers and all that is stored are those of the model with one call after the other, in either order.
/// </summary>
public sealed class InterleavingTests
{
    private static readonly DateTime s_at = ManualTime.Start;

    private static readonly Dictionary<string, (NaiveCommand Late, NaiveCommand Early)> s_pairs = new()
    {
        ["spend / spend"] = (Spend("s1", 60), Spend("s2", 60)),
        ["spend / spend that leaves enough"] = (Spend("s1", 40), Spend("s2", 40)),
        ["spend / grant"] = (Spend("s1", 150), Grant("g1", 100)),
        ["spend / reverse"] = (Spend("s1", 60), new NaiveReverse("r1", "m", 1, 70) { At = s_at }),
        ["spend / refund"] = (Spend("s1", 90), new NaiveRefund("f1", "o", s_at) { Amount = 10_000 }),
        ["grant / grant"] = (Grant("g1", 5), Grant("g2", 7)),
        ["grant / debt"] = (Grant("g1", 50), new NaiveReverse("r1", "spender", 1, 30) { At = s_at }),
        ["repay / repay"] = (new NaiveGrant("g1", "debtor", 8) { At = s_at }, new NaiveGrant("g2", "debtor", 8) { At = s_at }),
        ["reverse / reverse"] = (new NaiveReverse("r1", "m", 1, 60) { At = s_at }, new NaiveReverse("r2", "m", 1, 60) { At = s_at }),
        ["refund / refund in all"] = (new NaiveRefund("f1", "o", s_at) { Amount = 10_000 }, new NaiveRefund("f2", "o", s_at) { Amount = 10_000 }),
        ["refund / refund in part"] = (new NaiveRefund("f1", "o", s_at) { Amount = 3_333 }, new NaiveRefund("f2", "o", s_at) { Amount = 3_333 }),
        ["order / order that redeems all"] = (Order("o1", 1m), Order("o2", 1m)),
        ["order / spend"] = (Order("o1", 0.5m), Spend("s1", 60)),
        ["order / binding"] = (Order("o1", 0m, "loner"), Bind("b1", "loner", "m")),
        ["binding / order"] = (Bind("b1", "loner", "m"), Order("o1", 0m, "loner")),
        ["binding / the opposite binding"] = (Bind("b1", "loner", "spender"), Bind("b2", "spender", "loner")),
        ["binding / binding that closes a longer circle"] = (Bind("b1", "r2", "loner"), Bind("b2", "loner", "m")),
        ["binding / binding of the same member"] = (Bind("b1", "loner", "m"), Bind("b2", "loner", "spender")),
        ["same key / same key"] = (Grant("g1", 5), Grant("g1", 5)),
        ["same key / altered"] = (Grant("g1", 5), Grant("g1", 6)),
        ["same order / same order"] = (Order("o1", 0.5m), Order("o1", 0.5m)),
        ["same refusal / same refusal"] = (Spend("s1", 5_000), Spend("s1", 5_000)),
        ["registration / the same registration"] = (new NaiveRegister("n") { RegisteredAt = s_at }, new NaiveRegister("n") { RegisteredAt = s_at }),
        ["use / registration"] = (new NaiveGrant("g1", "n", 5) { At = s_at }, new NaiveRegister("n") { RegisteredAt = s_at }),
        ["registration / link of its external id"] = (Register("n", "phone"), new NaiveLink("l1", "m", new("phone", "phone")) { At = s_at }),
        ["link / link of one external id"] =
            (new NaiveLink("l1", "m", new("phone", "1")) { At = s_at }, new NaiveLink("l2", "loner", new("phone", "1")) { At = s_at }),
        ["link to another / unlink"] =
            (new NaiveLink("l1", "m", new("phone", "r1")) { At = s_at }, new NaiveUnlink("u1", "r1", new("phone", "r1")) { At = s_at }),
        ["unlink / link to another"] =
            (new NaiveUnlink("u1", "r1", new("phone", "r1")) { At = s_at }, new NaiveLink("l1", "m", new("phone", "r1")) { At = s_at }),
        ["unlink / unlink"] = (new NaiveUnlink("u1", "r1", new("phone", "r1")) { At = s_at }, new NaiveUnlink("u2", "r1", new("phone", "r1")) { At = s_at }),
        ["unlink / link of another id to the same member"] =
            (new NaiveUnlink("u1", "r1", new("phone", "r1")) { At = s_at }, new NaiveLink("l1", "r1", new("phone", "other")) { At = s_at }),
        ["accrual / accrual on one sale"] = (Accrue("a1", "s"), Accrue("a2", "s")),
        ["accrual / accrual for one payee"] = (Accrue("a1", "s"), Accrue("a2", "t")),
        ["clawback / clawback"] = (new NaiveClawBack("w1", "sale", 700) { At = s_at }, new NaiveClawBack("w2", "sale", 700) { At = s_at }),
        ["first commission / first commission"] = (Accrue("a1", "s", "spender"), Accrue("a2", "t", "spender")),
        ["first points / first points"] = (new NaiveGrant("g1", "loner", 5) { At = s_at }, new NaiveGrant("g2", "loner", 5) { At = s_at }),
    };

    public static TheoryData<StoreKind, string> Pairs
    {
        get
        {
            var data = new TheoryData<StoreKind, string>();
            foreach (string pair in s_pairs.Keys)
            {
                data.Add(StoreKind.Memory, pair);
                data.Add(StoreKind.Sqlite, pair);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task A_call_that_is_overtaken_between_reading_and_committing_is_decided_anew(StoreKind kind, string pair)
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        using var directory = new TempDirectory();
        IRecordStore first = kind == StoreKind.Memory ? new InMemoryRecordStore() : Sqlite(directory);
        IRecordStore second = kind == StoreKind.Memory ? first : Sqlite(directory);
        var meeting = new FaultingStore(first);
        try
        {
            await using Shop late = Shop.On(meeting, ScenarioRunner.Options(Traffic.Terms));
            await using Shop early = Shop.On(new SharedStore(second), ScenarioRunner.Options(Traffic.Terms));
            foreach (NaiveCommand command in Preparation())
            {
                Assert.True((await SdkCalls.ApplyAsync(late.Domain, command, ct)).Answer.IsAccepted);
            }

            (NaiveAnswer Answer, string? Message)? overtaking = null;
            meeting.Before = (call, _) =>
            {
                if (call == StoreCall.Commit && overtaking is null)
                {
                    overtaking = Task.Run(() => SdkCalls.ApplyAsync(early.Domain, s_pairs[pair].Early, ct), ct).GetAwaiter().GetResult();
                }
            };
            (NaiveAnswer answer, string? message) = await SdkCalls.ApplyAsync(late.Domain, s_pairs[pair].Late, ct);
            meeting.Heal();

            Assert.NotNull(overtaking);
            string? overtaken = await DifferenceAsync(lateFirst: false);
            string? before = overtaken is null ? null : await DifferenceAsync(lateFirst: true);
            Assert.True(overtaken is null || before is null, $"In neither order:{Environment.NewLine}{overtaken}{Environment.NewLine}{before}");

            async Task<string?> DifferenceAsync(bool lateFirst)
            {
                var model = new NaiveProgram(Traffic.Terms);
                foreach (NaiveCommand command in Preparation())
                {
                    Assert.True(model.Apply(command, s_at).IsAccepted);
                }

                NaiveAnswer? expectedLate = lateFirst ? model.Apply(s_pairs[pair].Late, s_at) : null;
                NaiveAnswer expectedEarly = model.Apply(s_pairs[pair].Early, s_at);
                expectedLate ??= model.Apply(s_pairs[pair].Late, s_at);
                return !expectedEarly.Agrees(overtaking.Value.Answer, overtaking.Value.Message) ? $"expected {expectedEarly} but was {overtaking}"
                    : !expectedLate.Agrees(answer, message) ? $"expected {expectedLate} but was {answer}"
                    : await Comparison.DifferenceAsync(late.Domain, model, s_at, ct) ?? await Comparison.DifferenceAsync(early.Domain, model, s_at, ct);
            }
        }
        finally
        {
            (first as IDisposable)?.Dispose();
            (second as IDisposable)?.Dispose();
        }
    }

    private static IEnumerable<NaiveCommand> Preparation()
    {
        foreach (string member in new[] { "m", "r1", "r2", "loner", "spender", "debtor" })
        {
            yield return member == "r1" ? Register(member, member) : new NaiveRegister(member) { RegisteredAt = s_at };
        }

        yield return Bind("p1", "m", "r1");
        yield return Bind("p2", "r1", "r2");
        yield return Bind("p3", "debtor", "r1");
        yield return Grant("p4", 100);
        yield return new NaiveGrant("p5", "spender", 30) { At = s_at };
        yield return new NaiveSpend("p6", "spender", 30) { At = s_at };
        yield return new NaiveGrant("p7", "debtor", 10) { At = s_at };
        yield return new NaiveSpend("p8", "debtor", 10) { At = s_at };
        yield return new NaiveReverse("p9", "debtor", 1, 10) { At = s_at };
        yield return new NaivePaid("o", "m", [new NaiveLine("sku", 1, 10_000)], s_at) { RedeemExactly = 100 };
        yield return new NaiveAccrue("p10", "sale", "m", 1_000) { At = s_at };
    }

    private static SqliteRecordStore Sqlite(TempDirectory directory) => new(new SqliteStoreOptions { ConnectionString = directory.ConnectionString });

    private static NaiveGrant Grant(string key, long points) => new(key, "m", points) { At = s_at };

    private static NaiveSpend Spend(string key, long points) => new(key, "m", points) { At = s_at };

    private static NaivePaid Order(string key, decimal share, string member = "m") =>
        new(key, member, [new NaiveLine("sku", 1, 5_000)], s_at) { RedeemShare = share };

    private static NaiveBind Bind(string key, string member, string referrer) => new(key, member, referrer) { At = s_at };

    private static NaiveAccrue Accrue(string key, string sale, string buyer = "m") => new(key, sale, buyer, 1_000) { At = s_at };

    private static NaiveRegister Register(string member, string external) =>
        new(member) { RegisteredAt = s_at, ExternalIds = [new NaiveExternalId("phone", external)] };
}
