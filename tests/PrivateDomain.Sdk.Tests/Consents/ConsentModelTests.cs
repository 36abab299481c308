using System.Globalization;
using PrivateDomain.Sdk.Consents;

namespace PrivateDomain.Sdk.Tests.Consents;

/// <summary>Random histories with replays and restarts, compared call by call with a ledger kept as a plain list.</summary>
public sealed class ConsentModelTests
{
    private static readonly string[] s_members = ["a", "b"];
    private static readonly string[] s_purposes = ["ads", "sms"];
    private static readonly string?[] s_recipients = [null, "p1", "p2"];
    private static readonly DateTimeOffset s_start = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(StoreKind.Memory, 1, 60, 80)]
    [InlineData(StoreKind.Sqlite, 1_000, 8, 60)]
    public async Task Every_answer_and_all_that_can_be_read_is_what_the_list_says(StoreKind store, int firstSeed, int scenarios, int length)
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        var reached = new HashSet<string>(StringComparer.Ordinal);
        for (int seed = firstSeed; seed < firstSeed + scenarios; seed++)
        {
            await RunAsync(store, seed, length, reached, ct);
        }

        Assert.All((string[])["Given", "Renewed", "Unchanged", "Withdrawn", "consent.not_given", "replayed"], name => Assert.Contains(name, reached));
    }

    private static async Task RunAsync(StoreKind store, int seed, int length, HashSet<string> reached, CancellationToken ct)
    {
        var random = new Random(seed);
        await using Shop shop = Shop.On(store, ConsentTests.Configure);
        var told = new List<(Call Call, string Answer)>();
        var ledger = new List<Line>();
        foreach (string member in s_members)
        {
            await shop.Domain.Members.RegisterAsync(new(member), ct);
        }

        for (int step = 0; step < length; step++)
        {
            shop.Time.Now = s_start.AddMinutes(step).UtcDateTime;
            if (random.Next(25) == 0)
            {
                await shop.RestartAsync();
            }

            string at = string.Create(CultureInfo.InvariantCulture, $"{store}, seed {seed}, step {step}");
            if (told.Count > 0 && random.Next(8) == 0)
            {
                (Call earlier, string first) = told[random.Next(told.Count)];
                Assert.True(await TellAsync(shop.Domain.Consents, earlier, ct) == $"{first} replayed", at);
                reached.Add("replayed");
                continue;
            }

            var call = new Call(
                string.Create(CultureInfo.InvariantCulture, $"k{step}"),
                s_members[random.Next(2)],
                s_purposes[random.Next(2)],
                s_recipients[random.Next(3)],
                random.Next(3) == 0 ? null : random.Next(1, 4));
            string expected = Expect(ledger, call, shop.Time.GetUtcNow());
            string answer = await TellAsync(shop.Domain.Consents, call, ct);
            Assert.True(expected == answer, $"{at}: {call} expected {expected} but was {answer}");
            told.Add((call, answer));
            reached.Add(answer.Split(' ')[0]);
            await CompareAsync(shop.Domain.Consents, ledger, ct);
        }

        await shop.VerifyAsync(ct);
    }

    private static string Expect(List<Line> ledger, Call call, DateTimeOffset now)
    {
        Line? last = ledger.FindLast(line => (line.Member, line.Purpose, line.Recipient) == (call.Member, call.Purpose, call.Recipient));
        Line? standing = last is { Version: not null } ? last : null;
        if (call.Version is null)
        {
            if (standing is null)
            {
                return "consent.not_given";
            }

            ledger.Add(new Line(call.Member, call.Purpose, call.Recipient, null, now));
            return $"Withdrawn {standing.Version} {standing.At.Ticks}";
        }

        if (standing is not null && standing.Version >= call.Version)
        {
            return $"Unchanged {standing.Version} {standing.At.Ticks}";
        }

        ledger.Add(new Line(call.Member, call.Purpose, call.Recipient, call.Version, now));
        return $"{(standing is null ? "Given" : "Renewed")} {call.Version} {now.Ticks}";
    }

    private static async Task<string> TellAsync(IConsents consents, Call call, CancellationToken ct)
    {
        Outcome<ConsentReceipt> outcome = call.Version is { } version
            ? await consents.GiveAsync(new(call.Key, call.Member, call.Purpose, version) { Recipient = call.Recipient }, ct)
            : await consents.WithdrawAsync(new(call.Key, call.Member, call.Purpose) { Recipient = call.Recipient }, ct);
        string answer = outcome.TryGetValue(out ConsentReceipt? receipt, out Refusal? refusal)
            ? string.Create(CultureInfo.InvariantCulture, $"{receipt.Change} {receipt.Version} {receipt.Since.Ticks}")
            : refusal.Code;
        return outcome.IsReplayed ? $"{answer} replayed" : answer;
    }

    private static async Task CompareAsync(IConsents consents, List<Line> ledger, CancellationToken ct)
    {
        foreach (string member in s_members)
        {
            Line[] mine = [.. ledger.Where(line => line.Member == member)];
            string[] standing =
            [
                .. mine.GroupBy(line => (line.Purpose, line.Recipient)).Select(lines => lines.Last()).Where(line => line.Version is not null)
                    .OrderBy(line => line.Purpose, StringComparer.Ordinal).ThenBy(line => line.Recipient ?? "", StringComparer.Ordinal)
                    .Select(line => $"{line.Purpose} {line.Recipient} {line.Version} {line.At.Ticks}"),
            ];
            Assert.Equal(standing, (await consents.GetAsync(member, ct)).Select(c => $"{c.Purpose} {c.Recipient} {c.Version} {c.GivenAt.Ticks}"));
            Page<ConsentEntry> statement = await consents.GetStatementAsync(member, new PageRequest(null, 500), ct);
            Assert.Equal(
                mine.Select((line, i) => $"{i + 1} {line.Purpose} {line.Recipient} {line.Version is null} {line.At.Ticks}"),
                statement.Items.Reverse().Select(e => $"{e.Sequence} {e.Purpose} {e.Recipient} {e.Kind == ConsentEntryKind.Withdraw} {e.At.Ticks}"));
            foreach (string purpose in s_purposes)
            {
                foreach (string? recipient in s_recipients)
                {
                    for (int version = 1; version <= 3; version++)
                    {
                        bool expected = mine.LastOrDefault(line => line.Purpose == purpose && line.Recipient == recipient)?.Version >= version;
                        Assert.Equal(expected, await consents.IsGivenAsync(member, purpose, recipient, version, ct));
                    }
                }
            }
        }
    }

    private sealed record Call(string Key, string Member, string Purpose, string? Recipient, int? Version);

    private sealed record Line(string Member, string Purpose, string? Recipient, int? Version, DateTimeOffset At);
}
