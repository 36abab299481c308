using System.Globalization;
using PrivateDomain.Sdk.Orders;
using PrivateDomain.Sdk.Segments;
using PrivateDomain.Sdk.Tags;

namespace PrivateDomain.Sdk.Tests.Segments;

/// <summary>
/// A random program: segments with tags and without, and what happens day by day. Played as it is kept, or first played and looked at once; and read
/// word by word, from what the services say of orders, points and of the tags that others set.
/// </summary>
internal sealed class AutomaticTagModel
{
    internal const int Members = 3;

    private static readonly string[] s_levels = ["gold", "silver", "bronze"];
    private static readonly string[] s_likes = ["tea", "milk", "cups"];
    private static readonly string[] s_cities = ["上海", "北京"];
    private static readonly TagSource[] s_sources = [TagSource.Manual, TagSource.Import, TagSource.Sync];

    // In this order they are defined, and in another one they come first.
    private static readonly string[] s_ids = ["s5", "s10", "s9", "s1", "s7", "s30", "s3", "s8"];

    private readonly Random _random;
    private readonly bool _hasAddOnly;
    private readonly (string Id, SegmentRule Rule, SegmentTag? Tag)[] _first;
    private readonly (string Id, SegmentRule Rule, SegmentTag? Tag)[] _segments;
    private readonly List<(int Day, Func<Shop, Task> Run, bool IsOfDefinitions)> _steps = [];
    private readonly List<(string OrderId, int Amount)> _paid = [];

    internal AutomaticTagModel(int seed, int steps, bool hasAddOnly)
    {
        _random = new Random(seed);
        _hasAddOnly = hasAddOnly;
        _segments = [.. s_ids.Select<string, (string, SegmentRule, SegmentTag?)>(id => _random.Next(8) switch
        {
            0 or 1 => (id, RuleOver(Any("level", "likes", "city")), null),
            2 => (id, RuleOver(null), null),
            _ => (id, RuleOver("city"), TagOf()),
        })];
        _first = [.. _segments];
        for (int i = 0; i < steps; i++)
        {
            LastDay += _random.Next(4);
            (Func<Shop, Task> run, bool isOfDefinitions) = Step(i, SegmentShop.Start.AddDays(LastDay));
            _steps.Add((LastDay, run, isOfDefinitions));
        }
    }

    internal int LastDay { get; private set; }

    /// <summary>Keeps everything: definitions first, each day swept, restarts in between.</summary>
    internal async Task KeepAsync(Shop shop, Func<int, Task>? afterEach = null)
    {
        await shop.DefineGroupsAsync();
        await DefineAllAsync(shop, _first, 0);
        await RegisterAllAsync(shop);
        int day = 0;
        foreach ((int on, Func<Shop, Task> run, _) in _steps)
        {
            for (; day < on; day++)
            {
                await SweepAsync(shop, day + 1);
            }

            await run(shop);
            if (on % 5 == 0)
            {
                await shop.RestartAsync();
            }

            if (afterEach is not null)
            {
                await afterEach(on);
            }
        }

        await SweepAsync(shop, LastDay);
    }

    /// <summary>Lets everything happen without segments, and then defines them as they are in the end and looks at everybody once.</summary>
    internal async Task BeLateAsync(Shop shop)
    {
        await shop.DefineGroupsAsync();
        await RegisterAllAsync(shop);
        foreach ((_, Func<Shop, Task> run, bool isOfDefinitions) in _steps)
        {
            if (!isOfDefinitions)
            {
                await run(shop);
            }
        }

        await shop.Domain.Tags.ExpireAsync(SegmentShop.Start.AddDays(LastDay));
        await DefineAllAsync(shop, _segments, LastDay);
        await shop.Domain.Segments.RecomputeAsync(SegmentShop.Start.AddDays(LastDay));
    }

    /// <summary>What the members' tags and the segments' members must be, as text.</summary>
    internal async Task<string> ReadNaivelyAsync(Shop shop, int maxTags = int.MaxValue)
    {
        var lines = new List<string>();
        var members = s_ids.ToDictionary(id => id, _ => new List<string>());
        for (int i = 0; i < Members; i++)
        {
            NaiveFacts facts = await NaiveFacts.ReadAsync(shop, $"m{i}", SegmentShop.Start.AddDays(LastDay));
            IReadOnlyList<MemberTag> stored = await shop.Domain.Tags.GetAsync($"m{i}", SegmentShop.Start.AddDays(LastDay));
            List<(string Group, string Value, string By)> tags =
                [.. stored.Where(tag => tag.Source != TagSource.Rule).Select(tag => (tag.Group, tag.Value, $"{tag.Source} {tag.Actor}"))];
            NaiveFacts alone = facts.With(tags.Select(tag => (tag.Group, tag.Value)));
            string[] holding = [.. _segments.Where(segment => segment.Tag is not null && NaiveRule.Holds(segment.Rule.ToString(), alone)).Select(segment => segment.Id)];
            foreach ((string id, _, SegmentTag? tag) in _segments.Where(segment => holding.Contains(segment.Id)).OrderBy(segment => segment.Id, StringComparer.Ordinal))
            {
                if (tags.Count < maxTags && !tags.Any(there => there.Group == tag!.Group && (tag.Group != "likes" || there.Value == tag.Value)))
                {
                    tags.Add((tag!.Group, tag.Value, $"Rule {id}"));
                }
            }

            NaiveFacts together = facts.With(tags.Select(tag => (tag.Group, tag.Value)));
            string[] others = [.. _segments.Where(segment => segment.Tag is null && NaiveRule.Holds(segment.Rule.ToString(), together)).Select(segment => segment.Id)];
            foreach (string id in (string[])[.. holding, .. others])
            {
                members[id].Add($"m{i}");
            }

            lines.AddRange(tags.Order().Select(tag => $"m{i} {tag.Group}={tag.Value} {tag.By}"));
        }

        return string.Join('\n', [.. lines, .. members.OrderBy(segment => segment.Key, StringComparer.Ordinal).Select(segment => $"{segment.Key}: {string.Join(' ', segment.Value)}")]);
    }

    /// <summary>What the shop says of the members' tags and of the segments' members.</summary>
    internal async Task<string> DescribeAsync(Shop shop)
    {
        var lines = new List<string>();
        for (int i = 0; i < Members; i++)
        {
            IReadOnlyList<MemberTag> tags = await shop.Domain.Tags.GetAsync($"m{i}", SegmentShop.Start.AddDays(LastDay));
            lines.AddRange(tags.Select(tag => (tag.Group, tag.Value, By: $"{tag.Source} {tag.Actor}")).Order().Select(tag => $"m{i} {tag.Group}={tag.Value} {tag.By}"));
        }

        foreach (string id in s_ids.Order(StringComparer.Ordinal))
        {
            lines.Add($"{id}: {await shop.MembersAsync(id)}");
        }

        return string.Join('\n', lines);
    }

    private static async Task RegisterAllAsync(Shop shop) => await shop.RegisterAsync([.. Enumerable.Range(0, Members).Select(i => $"m{i}")]);

    private static async Task DefineAllAsync(Shop shop, IEnumerable<(string Id, SegmentRule Rule, SegmentTag? Tag)> segments, int day)
    {
        foreach ((string id, SegmentRule rule, SegmentTag? tag) in segments)
        {
            await shop.DefineAsync(id, rule, day, tag);
        }
    }

    private static async Task SweepAsync(Shop shop, int day)
    {
        // The night's work, in the order in which a host may well do it.
        DateTimeOffset morning = SegmentShop.Start.AddDays(day);
        await shop.Domain.Segments.EvaluateDueAsync(morning);
        await shop.Domain.Tags.ExpireAsync(morning);
    }

    private (Func<Shop, Task> Run, bool IsOfDefinitions) Step(int number, DateTimeOffset at)
    {
        string member = $"m{_random.Next(Members)}";
        switch (_random.Next(12))
        {
            case <= 3:
                int amount = _random.Next(1, 500);
                string category = _random.Next(2) == 0 ? "tea" : "cup";
                _paid.Add(($"o{number}", amount));
                return (async shop => await shop.Domain.Orders.PaidAsync(
                    new OrderPaid($"o{number}", member, [new OrderLine("sku", 1, new Money(amount, "CNY")) { Category = category }], at)), false);
            case 4 or 5 when _paid.Count > 0:
                (string orderId, int paid) = _paid[_random.Next(_paid.Count)];
                var refund = new OrderRefunded($"f{number}", orderId, new Money(_random.Next(2) == 0 ? paid : 1 + (paid / 2), "CNY"), at);
                return (async shop => await shop.Domain.Orders.RefundedAsync(refund), false);
            case 6:
                string other = $"m{_random.Next(Members)}";
                return (async shop => await shop.Domain.Referrals.BindAsync(new($"b{number}", member, other) { OccurredAt = at }), false);
            case 7 when _random.Next(2) == 0:
                return Redefinition(number, at);
            case <= 9:
                (string group, string value) = AnyTag();
                var set = new SetTag($"t{number}", member, group, value)
                {
                    Source = s_sources[_random.Next(s_sources.Length)],
                    Actor = "anna",
                    OccurredAt = at,
                    ExpiresAt = _random.Next(3) == 0 ? at.AddDays(_random.Next(1, 9)) : null,
                };
                return (async shop => await shop.Domain.Tags.SetAsync(set), false);
            default:
                (group, value) = AnyTag();
                return (async shop => await shop.Domain.Tags.RemoveAsync(new($"r{number}", member, group, value) { OccurredAt = at }), false);
        }
    }

    /// <summary>A segment is given up, or is given another rule or tag; everybody is looked at.</summary>
    private (Func<Shop, Task> Run, bool IsOfDefinitions) Redefinition(int number, DateTimeOffset at)
    {
        int which = _random.Next(_segments.Length);
        (string id, SegmentRule rule, SegmentTag? tag) = _segments[which];
        bool isRetiredBetween = _random.Next(3) == 0;
        (rule, tag) = _random.Next(4) switch
        {
            0 => (RuleOver("city"), TagOf()),
            1 => (RuleOver("city"), null),
            _ => (rule, tag is null ? null : TagOf()),
        };
        _segments[which] = (id, rule, tag);
        return (
            async shop =>
            {
                if (isRetiredBetween)
                {
                    await shop.Domain.Segments.RetireAsync(new($"retire-{number}", id) { OccurredAt = at });
                    await shop.Domain.Segments.RecomputeAsync(at);
                }

                await shop.DefineAsync(id, rule, (at - SegmentShop.Start).Days, tag);
                await shop.Domain.Segments.RecomputeAsync(at);
            },
            true);
    }

    private SegmentTag TagOf()
    {
        (string group, string value) = _random.Next(2) == 0 ? ("level", Any(s_levels)) : ("likes", Any(s_likes));
        return new SegmentTag(group, value) { IsAddOnly = _hasAddOnly && _random.Next(3) == 0 };
    }

    private (string Group, string Value) AnyTag() => _random.Next(3) switch
    {
        0 => ("level", Any(s_levels)),
        1 => ("likes", Any(s_likes)),
        _ => ("city", Any(s_cities)),
    };

    private SegmentRule RuleOver(string? group)
    {
        SegmentRule left = Condition();
        SegmentRule right = group is null || _random.Next(3) == 0 ? Condition() : TagCondition(group);
        return _random.Next(4) switch
        {
            0 => SegmentRule.All(left, right),
            1 => SegmentRule.Any(left, right),
            2 => SegmentRule.Any(left, SegmentRule.Not(right)),
            _ => right,
        };
    }

    private SegmentRule TagCondition(string group)
    {
        TextSetField field = MemberFields.Tag(group);
        string value = Any(group == "level" ? s_levels : group == "likes" ? s_likes : s_cities);
        return _random.Next(4) switch
        {
            0 => field.Exists(),
            1 => field.IsMissing(),
            2 => field.Lacks(value),
            _ => field.Contains(value),
        };
    }

    private SegmentRule Condition()
    {
        int n = _random.Next(1, 4);
        return _random.Next(8) switch
        {
            0 => MemberFields.Orders.AtLeast(n),
            1 => MemberFields.OrdersWithin(7).AtLeast(n),
            2 => MemberFields.SpendWithin(30).Above(n * 100),
            3 => MemberFields.LastOrderAt.OlderThanDays(n * 4),
            4 => MemberFields.RegisteredAt.OlderThanDays(n * 6),
            5 => MemberFields.Categories.Contains(n == 1 ? "cup" : "tea"),
            6 => MemberFields.Referrals.AtLeast(1),
            _ => MemberFields.LifecycleStage.Is(Any("new", "active", "silent")),
        };
    }

    private string Any(params string[] values) => values[_random.Next(values.Length)];

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{string.Join('\n', _segments.Select(segment => $"{segment.Id} {segment.Tag} {segment.Rule}"))}\n{_steps.Count} steps to day {LastDay}");
}
