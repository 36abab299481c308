using System.Globalization;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Tags;

namespace PrivateDomain.Sdk.Tests.Tags;

/// <summary>Random commands, replays, altered replays, sweeps and restarts, compared with the naive model call by call.</summary>
public sealed class TagModelTests
{
    private const int Limit = 4;
    private static readonly string[] s_members = ["a", "b", "c"];
    private static readonly string[] s_groups = ["city", "level", "likes", "notes"];
    private static readonly string[] s_values = ["1", "2", "3"];
    private static readonly DateTimeOffset s_start = new(2024, 3, 1, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(StoreKind.Memory, 1, 60, 60)]
    [InlineData(StoreKind.Memory, 1_000, 60, 60)]
    [InlineData(StoreKind.Sqlite, 2_000, 10, 50)]
    public async Task Every_answer_and_all_that_can_be_read_is_what_the_model_says(StoreKind store, int firstSeed, int scenarios, int length)
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        var reached = new HashSet<string>(StringComparer.Ordinal);
        for (int seed = firstSeed; seed < firstSeed + scenarios; seed++)
        {
            await RunAsync(store, seed, length, reached, ct);
        }

        string[] all =
        [
            .. Enum.GetNames<TagChange>(), "group", "member.not_found", "tag.group_not_found", "tag.group_fixed", "tag.expiry_out_of_range", "tag.limit_reached",
            "operation.key_reused", "(replayed)", "swept",
        ];
        Assert.All(all, name => Assert.Contains(name, reached));
    }

    private static async Task RunAsync(StoreKind store, int seed, int length, HashSet<string> reached, CancellationToken ct)
    {
        var random = new Random(seed);
        await using Shop shop = Shop.On(store, pd => pd.Tags(o => o.MaxPerMember = Limit));
        shop.Time.Now = s_start.UtcDateTime;
        var naive = new NaiveTags(Limit, s_members);
        var told = new List<object>();
        foreach (string member in s_members)
        {
            await shop.Domain.Members.RegisterAsync(new RegisterMember(member), ct);
        }

        for (int step = 0; step < length; step++)
        {
            shop.Time.Now = shop.Time.Now.AddMinutes(random.Next(0, 40));
            DateTimeOffset now = shop.Time.GetUtcNow();
            string at = string.Create(CultureInfo.InvariantCulture, $"{store}, seed {seed}, step {step}");
            switch (random.Next(20))
            {
                case 0:
                    await shop.RestartAsync();
                    break;
                case 1:
                    naive.SweptAt = now;
                    int expected = naive.Expire(now);
                    long swept = (await shop.Domain.Tags.ExpireAsync(null, null, ct)).Tags;
                    Assert.True(expected == swept, $"{at}: swept {swept} and not {expected}");
                    if (swept > 0)
                    {
                        reached.Add("swept");
                    }

                    break;
                default:
                    object command = told.Count > 0 && random.Next(8) == 0 ? Again(random, told[random.Next(told.Count)]) : Next(random, step, now);
                    told.Add(command);
                    string answer = await TellAsync(shop.Domain.Tags, command, ct);
                    Assert.True(naive.Tell(command, now) == answer, $"{at}: {command}\nanswered {answer}");
                    reached.UnionWith(answer.Split(' '));
                    break;
            }

            Assert.Equal(naive.Describe(now), await DescribeAsync(shop.Domain.Tags, ct));
            await shop.VerifyAsync(ct);
        }
    }

    private static object Next(Random random, int step, DateTimeOffset now)
    {
        string key = step.ToString(CultureInfo.InvariantCulture);
        string group = s_groups[random.Next(step < 6 ? s_groups.Length : s_groups.Length - 1)];
        string member = random.Next(25) == 0 ? "stranger" : s_members[random.Next(s_members.Length)];
        string value = s_values[random.Next(s_values.Length)];
        var source = (TagSource)random.Next(4);
        string? actor = random.Next(2) == 0 ? null : "anna";
        string? reason = random.Next(2) == 0 ? null : "why";
        return random.Next(10) switch
        {
            0 or 1 => new DefineTagGroup(key, group) { IsExclusive = random.Next(6) == 0 ? random.Next(2) == 0 : group is "city" or "level" },
            2 or 3 => new RemoveTag(key, member, group, value) { Source = source, Actor = actor, Reason = reason },
            _ => new SetTag(key, member, group, value)
            {
                Source = source,
                Actor = actor,
                Reason = reason,
                ExpiresAt = random.Next(3) == 0 ? null : now.AddMinutes(random.Next(-10, 200)),
            },
        };
    }

    private static object Again(Random random, object command) => random.Next(3) > 0
        ? command
        : command switch
        {
            DefineTagGroup define => define with { IsExclusive = !define.IsExclusive },
            SetTag set => set with { Reason = "another" },
            RemoveTag remove => remove with { Value = "4" },
            _ => command,
        };

    private static async Task<string> TellAsync(ITags tags, object command, CancellationToken ct)
    {
        if (command is DefineTagGroup define)
        {
            Outcome<TagGroupReceipt> defined = await tags.DefineGroupAsync(define, ct);
            return defined.IsAccepted ? $"group {defined.Value.Name} {defined.Value.IsExclusive}{Replayed(defined)}" : $"{defined.Refusal.Code}{Replayed(defined)}";
        }

        Outcome<TagReceipt> outcome = command is SetTag set ? await tags.SetAsync(set, ct) : await tags.RemoveAsync((RemoveTag)command, ct);
        return outcome.TryGetValue(out TagReceipt? receipt, out Refusal? refusal)
            ? $"{receipt.Value} {receipt.Change} {receipt.Replaced} {receipt.Standing} {receipt.Source} {receipt.ExpiresAt?.Ticks}{Replayed(outcome)}"
            : $"{refusal.Code}{Replayed(outcome)}";
    }

    private static string Replayed<T>(Outcome<T> outcome)
        where T : class => outcome.IsReplayed ? " (replayed)" : "";

    private static async Task<string> DescribeAsync(ITags tags, CancellationToken ct)
    {
        var lines = new List<string>();
        foreach (string member in s_members)
        {
            lines.AddRange((await tags.GetAsync(member, null, ct)).Select(tag =>
                $"{tag.MemberId} {tag.Group}={tag.Value} {tag.Source} {tag.Actor} {tag.SetAt.Ticks} {tag.ExpiresAt?.Ticks}"));
        }

        foreach (string group in s_groups)
        {
            lines.AddRange((await tags.GetCountsAsync(group, null, ct)).Items.Select(count => string.Create(
                CultureInfo.InvariantCulture, $"{count.Group}={count.Value} {count.Members}")));
        }

        foreach (string member in s_members)
        {
            lines.AddRange((await tags.GetHistoryAsync(member, new PageRequest(null, 500), ct)).Items.Reverse().Select(entry => string.Create(
                CultureInfo.InvariantCulture,
                $"{member} {entry.Sequence} {entry.Kind} {entry.Group}={entry.Value} {entry.Replaced} {entry.Source} {entry.Actor} {entry.ExpiresAt?.Ticks} {entry.At.Ticks} {entry.Reason}")));
        }

        return string.Join('\n', lines);
    }
}
