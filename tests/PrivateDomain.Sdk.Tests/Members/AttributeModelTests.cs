using System.Globalization;
using PrivateDomain.Sdk.Members;

namespace PrivateDomain.Sdk.Tests.Members;

/// <summary>Random commands with replays, altered replays and restarts, compared call by call with a dictionary of texts for each member.</summary>
public sealed class AttributeModelTests
{
    private static readonly string[] s_members = ["a", "b"];
    private static readonly string[] s_names = ["allergies", "birthday", "height_cm", "level", "newsletter", "nickname", "undeclared"];
    private static readonly DateTimeOffset s_start = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(StoreKind.Memory, 1, 60, 60)]
    [InlineData(StoreKind.Sqlite, 1_000, 8, 50)]
    public async Task Every_answer_and_all_that_can_be_read_is_what_the_dictionary_says(StoreKind store, int firstSeed, int scenarios, int length)
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        var reached = new HashSet<string>(StringComparer.Ordinal);
        for (int seed = firstSeed; seed < firstSeed + scenarios; seed++)
        {
            await RunAsync(store, seed, length, reached, ct);
        }

        string[] all = ["set", "cleared", "unchanged", "member.attribute_unknown", "member.attribute_invalid", "member.not_found", "operation.key_reused", "replayed"];
        Assert.All(all, name => Assert.Contains(name, reached));
    }

    private static async Task RunAsync(StoreKind store, int seed, int length, HashSet<string> reached, CancellationToken ct)
    {
        var random = new Random(seed);
        await using Shop shop = Shop.On(store, AttributeTests.Configure);
        var naive = s_members.ToDictionary(member => member, _ => new SortedDictionary<string, (string Value, long At)>(StringComparer.Ordinal));
        var told = new List<(SetAttributes Command, string Answer)>();
        foreach (string member in s_members)
        {
            await shop.Domain.Members.RegisterAsync(new(member), ct);
        }

        for (int step = 0; step < length; step++)
        {
            shop.Time.Now = s_start.AddMinutes(step).UtcDateTime;
            string at = string.Create(CultureInfo.InvariantCulture, $"{store}, seed {seed}, step {step}");
            if (random.Next(25) == 0)
            {
                await shop.RestartAsync();
            }

            if (told.Count > 0 && random.Next(8) == 0)
            {
                (SetAttributes earlier, string first) = told[random.Next(told.Count)];
                bool isAltered = random.Next(2) == 0;
                string again = await TellAsync(shop.Domain.Members, isAltered ? earlier with { Actor = earlier.Actor + "x" } : earlier, ct);
                Assert.True(again == (isAltered ? "operation.key_reused" : $"{first} replayed"), $"{at}: {again}");
                reached.Add(isAltered ? "operation.key_reused" : "replayed");
                continue;
            }

            SetAttributes command = Next(random, step);
            string expected = Expect(naive, command, shop.Time.GetUtcNow().Ticks);
            string answer = await TellAsync(shop.Domain.Members, command, ct);
            Assert.True(expected == answer, $"{at}: {string.Join(' ', command.Values.Select(value => value.Key))} expected {expected} but was {answer}");
            reached.UnionWith(answer.Split(' '));
            if (answer != "member.attribute_invalid" && !command.Values.Any(value => value is { Key: "undeclared", Value: not null }))
            {
                told.Add((command, answer));
            }

            foreach (string member in s_members)
            {
                Assert.Equal(
                    naive[member].Select(pair => $"{pair.Key}={pair.Value.Value} {pair.Value.At}"),
                    (await shop.Domain.Members.GetAttributesAsync(member, ct)).Select(attribute => $"{attribute.Name}={TextOf(attribute)} {attribute.SetAt.Ticks}"));
            }
        }

        await shop.VerifyAsync(ct);
    }

    private static SetAttributes Next(Random random, int step)
    {
        var values = new Dictionary<string, AttributeValue?>();
        for (int i = random.Next(4); i > 0; i--)
        {
            string name = s_names[random.Next(random.Next(10) == 0 ? s_names.Length : s_names.Length - 1)];
            values[name] = random.Next(4) == 0 ? null : name switch
            {
                "allergies" => AttributeValue.Of([.. Enumerable.Range(0, random.Next(3)).Select(_ => $"{random.Next(2)}")]),
                "birthday" => s_start.AddDays(-random.Next(2)),
                "height_cm" => random.Next(-1, 3),
                "level" => random.Next(10) == 0 ? "bronze" : random.Next(2) == 0 ? "silver" : "gold",
                "newsletter" => random.Next(2) == 0,
                _ => $"{random.Next(2)}",
            };
        }

        string key = string.Create(CultureInfo.InvariantCulture, $"k{step}");
        return new SetAttributes(key, random.Next(20) == 0 ? "stranger" : s_members[random.Next(2)], values) { Actor = random.Next(2) == 0 ? null : "anna" };
    }

    private static string Expect(Dictionary<string, SortedDictionary<string, (string Value, long At)>> naive, SetAttributes command, long now)
    {
        foreach ((string name, AttributeValue? value) in command.Values.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (value is not null && (name == "undeclared" || TextOf(value) is "bronze" or "-1"))
            {
                return name == "undeclared" ? "member.attribute_unknown" : "member.attribute_invalid";
            }
        }

        if (!naive.TryGetValue(command.MemberId.Value, out SortedDictionary<string, (string Value, long At)>? mine))
        {
            return "member.not_found";
        }

        if (command.Values.ContainsKey("undeclared"))
        {
            return "member.attribute_unknown";
        }

        int set = 0;
        int cleared = 0;
        foreach ((string name, AttributeValue? value) in command.Values)
        {
            string? text = value is null ? null : TextOf(value);
            if (text is null or "[]")
            {
                cleared += mine.Remove(name) ? 1 : 0;
            }
            else if (mine.GetValueOrDefault(name).Value != text)
            {
                mine[name] = (text, now);
                set++;
            }
        }

        return Answer(set, cleared, command.Values.Count - set - cleared);
    }

    private static async Task<string> TellAsync(IMembers members, SetAttributes command, CancellationToken ct)
    {
        Outcome<AttributesReceipt> outcome = await members.SetAttributesAsync(command, ct);
        string answer = outcome.TryGetValue(out AttributesReceipt? receipt, out Refusal? refusal)
            ? Answer(receipt.Set, receipt.Cleared, receipt.Unchanged)
            : refusal.Code;
        return outcome.IsReplayed ? $"{answer} replayed" : answer;
    }

    private static string Answer(int set, int cleared, int unchanged) => string.Create(
        CultureInfo.InvariantCulture,
        $"{set}{(set > 0 ? " set" : "")} {cleared}{(cleared > 0 ? " cleared" : "")} {unchanged}{(unchanged > 0 ? " unchanged" : "")}");

    private static string TextOf(AttributeValue value) => value.Kind switch
    {
        AttributeKind.Text => value.Text!,
        AttributeKind.Boolean => value.Number == 1 ? "True" : "False",
        AttributeKind.TextSet => $"[{string.Join(',', value.Texts)}]",
        _ => value.Number.ToString(CultureInfo.InvariantCulture),
    };

    private static string TextOf(MemberAttribute attribute) =>
        attribute.Text ?? attribute.Number?.ToString(CultureInfo.InvariantCulture) ?? attribute.Boolean?.ToString()
        ?? attribute.Instant?.Ticks.ToString(CultureInfo.InvariantCulture) ?? $"[{string.Join(',', attribute.Texts)}]";
}
