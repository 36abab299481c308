using System.Collections.Concurrent;
using System.Globalization;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Tests.NaiveModel;

namespace PrivateDomain.Sdk.Tests.ModelBased;

/// <summary>Many callers at once, some of them with a key that another one uses too; and what must be true afterwards.</summary>
internal sealed class Traffic
{
    internal const string Referrer = "famous";
    internal const string TopReferrer = "top";

    internal static readonly NaiveTerms Terms = new() { EarnPerUnit = 1m, Rates = [0.1m, 0.02m] };

    private readonly string[] _members;
    private readonly ConcurrentBag<(NaiveCommand Command, NaiveAnswer Answer)> _answers = [];

    internal Traffic(int members) => _members = [.. Enumerable.Range(1, members).Select(i => string.Create(CultureInfo.InvariantCulture, $"m{i}"))];

    /// <summary>What is there before: members, their referrers, some points, and an order each that refunds take from.</summary>
    internal IEnumerable<NaiveCommand> Preparation()
    {
        foreach (string member in _members.Append(Referrer).Append(TopReferrer))
        {
            yield return new NaiveRegister(member) { RegisteredAt = ManualTime.Start };
        }

        yield return new NaiveBind("b-top", Referrer, TopReferrer) { At = ManualTime.Start };
        foreach (string member in _members)
        {
            yield return new NaiveBind($"b-{member}", member, Referrer) { At = ManualTime.Start };
            yield return new NaiveGrant($"g-{member}", member, 500) { At = ManualTime.Start };
            yield return new NaivePaid($"first-{member}", member, [new NaiveLine("sku", 1, 1_000_000)], ManualTime.Start);
        }
    }

    /// <summary>So many calls; every tenth has the key and content of an earlier one.</summary>
    internal List<NaiveCommand> Calls(int count, int seed)
    {
        var random = new Random(seed);
        var calls = new List<NaiveCommand>();
        for (int i = 0; i < count; i++)
        {
            string member = _members[random.Next(_members.Length)];
            calls.Add(i > 10 && random.Next(10) == 0 ? calls[random.Next(calls.Count)] : random.Next(5) switch
            {
                0 => new NaiveGrant($"k{i}", member, random.Next(1, 300)) { At = ManualTime.Start, Reason = "traffic" },
                1 or 2 => new NaiveSpend($"k{i}", member, random.Next(1, 400)) { At = ManualTime.Start },
                3 => new NaivePaid($"k{i}", member, [new NaiveLine("sku", 1, random.Next(100, 50_000))], ManualTime.Start) { RedeemShare = 0.1m },
                _ => new NaiveRefund($"k{i}", $"first-{member}", ManualTime.Start) { Amount = random.Next(100, 20_000) },
            });
        }

        return calls;
    }

    /// <summary>Makes the calls from so many callers at once, taking turns over the hosts.</summary>
    internal Task RunAsync(IReadOnlyList<NaiveCommand> calls, int callers, IReadOnlyList<IPrivateDomain> hosts, CancellationToken ct) => Task.WhenAll(
        Enumerable.Range(0, callers).Select(caller => Task.Run(
            async () =>
            {
                for (int i = caller; i < calls.Count; i += callers)
                {
                    (NaiveAnswer answer, _) = await SdkCalls.ApplyAsync(hosts[caller % hosts.Count], calls[i], ct);
                    _answers.Add((calls[i], answer));
                }
            },
            ct)));

    /// <summary>One effect per key, equal answers to all its callers, and one order of the accepted calls that the model agrees with answer by answer.</summary>
    internal async Task AssertConsistentAsync(IPrivateDomain host, CancellationToken ct)
    {
        var accepted = new Dictionary<string, (NaiveCommand Command, NaiveAnswer Answer)>(StringComparer.Ordinal);
        foreach (IGrouping<string, (NaiveCommand Command, NaiveAnswer Answer)> answers in _answers.GroupBy(a => NaiveProgram.NameOf(a.Command)))
        {
            Assert.Single(answers, a => !a.Answer.IsReplayed);
            Assert.Single(answers.Select(a => (a.Answer.Code, a.Answer.Text)).Distinct());
            Assert.True(answers.First().Answer.Code is null or "points.insufficient" or "refund.exceeds_paid", $"{answers.Key}: {answers.First().Answer}");
            if (answers.First().Answer.IsAccepted)
            {
                accepted.Add(answers.Key, (answers.First().Command, answers.First().Answer));
            }
        }

        // The ledgers say in which order a member's calls took effect. Members share only counters, so one member after the other is an order too.
        var model = new NaiveProgram(Terms);
        foreach (NaiveCommand command in Preparation())
        {
            Assert.True(model.Apply(command, ManualTime.Start).IsAccepted);
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string member in _members)
        {
            List<PointEntry> entries = await Comparison.ReadStatementAsync(host, member, PageRequest.MaxSize, ct);
            Assert.Equal(Enumerable.Range(1, entries.Count).Select(i => (long)i), entries.Select(e => e.Sequence));
            foreach (string operation in entries.Select(e => e.Operation).Where(accepted.ContainsKey).Distinct().ToList())
            {
                Assert.True(seen.Add(operation), operation);
                NaiveAnswer expected = model.Apply(accepted[operation].Command, ManualTime.Start);
                Assert.Equal((expected.Code, expected.Text), (accepted[operation].Answer.Code, accepted[operation].Answer.Text));
            }
        }

        Assert.Equal(accepted.Count, seen.Count);
        string? difference = await Comparison.DifferenceAsync(host, model, ManualTime.Start, ct);
        Assert.True(difference is null, difference);
    }
}
