using System.Globalization;
using PrivateDomain.Sdk.Tags;

namespace PrivateDomain.Sdk.Tests.Tags;

/// <summary>Tags as a list that is searched from end to end: slow, plain, and no code of the SDK's but its commands.</summary>
internal sealed class NaiveTags(int limit, IReadOnlyCollection<string> members)
{
    private readonly Dictionary<string, (object Command, string Answer)> _answers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _groups = new(StringComparer.Ordinal);
    private readonly List<Row> _rows = [];
    private readonly List<(string Member, string Line)> _history = [];
    private readonly SortedSet<string> _everSet = new(StringComparer.Ordinal);

    internal string Tell(object command, DateTimeOffset now)
    {
        (string key, Func<string> decide) = command switch
        {
            DefineTagGroup define => ($"define {define.OperationId}", (Func<string>)(() => Define(define))),
            SetTag set => ($"set {set.OperationId}", () => Set(set, now)),
            RemoveTag remove => ($"remove {remove.OperationId}", () => Remove(remove, now)),
            _ => throw new NotSupportedException($"{command}"),
        };
        if (_answers.TryGetValue(key, out (object Command, string Answer) known))
        {
            return known.Command.Equals(command) ? $"{known.Answer} (replayed)" : "operation.key_reused";
        }

        string answer = decide();
        _answers.Add(key, (command, answer));
        return answer;
    }

    internal int Expire(DateTimeOffset now)
    {
        Row[] ended = [.. _rows.Where(row => row.Ended(now)).OrderBy(row => row.ExpiresAt).ThenBy(row => row.Member, StringComparer.Ordinal)
            .ThenBy(row => row.Group, StringComparer.Ordinal).ThenBy(row => row.IsExclusive ? "" : row.Value, StringComparer.Ordinal)];
        foreach (Row row in ended)
        {
            End(row);
        }

        return ended.Length;
    }

    /// <summary>All that can be read.</summary>
    internal string Describe(DateTimeOffset now)
    {
        IEnumerable<string> tags = _rows.Where(row => !row.Ended(now))
            .OrderBy(row => row.Member, StringComparer.Ordinal).ThenBy(row => row.Group, StringComparer.Ordinal).ThenBy(row => row.Value, StringComparer.Ordinal)
            .Select(row => $"{row.Member} {row.Group}={row.Value} {row.Source} {row.Actor} {row.SetAt.Ticks} {row.ExpiresAt?.Ticks}");
        IEnumerable<string> counts = _everSet.Select(tag => $"{tag} {_rows.Count(row => $"{row.Group}={row.Value}" == tag)}");
        IEnumerable<string> history = members.Order(StringComparer.Ordinal).SelectMany(member => _history.Where(line => line.Member == member).Select((line, i) => $"{member} {i + 1} {line.Line}"));
        return string.Join('\n', [.. tags, .. counts, .. history]);
    }

    private static int Strength(TagSource source) => new[] { "Rule", "Import Sync", "Manual" }.ToList().FindIndex(names => names.Contains(source.ToString(), StringComparison.Ordinal));

    private string Define(DefineTagGroup command)
    {
        if (_groups.TryGetValue(command.Name, out bool exclusive))
        {
            return exclusive == command.IsExclusive ? $"group {command.Name} {exclusive}" : "tag.group_fixed";
        }

        _groups.Add(command.Name, command.IsExclusive);
        return $"group {command.Name} {command.IsExclusive}";
    }

    private string Set(SetTag command, DateTimeOffset now)
    {
        string member = command.MemberId.Value;
        if (!members.Contains(member))
        {
            return "member.not_found";
        }

        if (!_groups.TryGetValue(command.Group, out bool exclusive))
        {
            return "tag.group_not_found";
        }

        if (command.ExpiresAt is { } end && end <= now)
        {
            return "tag.expiry_out_of_range";
        }

        Row? there = _rows.SingleOrDefault(row => row.Member == member && row.Group == command.Group && (exclusive || row.Value == command.Value));
        if (there is not null && !there.Ended(now))
        {
            if (Strength(command.Source) < Strength(there.Source))
            {
                return Answer(command.Value, TagChange.Kept, null, there);
            }

            if (there.Value == command.Value && there.Source == command.Source && there.ExpiresAt == command.ExpiresAt)
            {
                return Answer(command.Value, TagChange.Unchanged, null, there);
            }
        }
        else if (_rows.Count(row => row.Member == member) - (there is null ? 0 : 1) >= limit)
        {
            return "tag.limit_reached";
        }

        if (there is not null && there.Ended(now))
        {
            End(there, now);
            there = null;
        }

        bool renews = there?.Value == command.Value;
        var row = new Row(member, command.Group, command.Value, exclusive, command.Source, command.Actor, renews ? there!.SetAt : now, command.ExpiresAt);
        if (there is not null)
        {
            _rows.Remove(there);
        }

        _rows.Add(row);
        _everSet.Add($"{row.Group}={row.Value}");
        TagChange change = there is null ? TagChange.Set : renews ? TagChange.Renewed : TagChange.Replaced;
        string? replaced = change == TagChange.Replaced ? there!.Value : null;
        string kind = there is null ? "Set" : renews ? "Renew" : "Replace";
        Note(member, $"{kind} {row.Group}={row.Value} {replaced} {row.Source} {row.Actor} {row.ExpiresAt?.Ticks} {now.Ticks} {command.Reason}");
        return Answer(command.Value, change, replaced, row);
    }

    private string Remove(RemoveTag command, DateTimeOffset now)
    {
        string member = command.MemberId.Value;
        if (!members.Contains(member))
        {
            return "member.not_found";
        }

        if (!_groups.TryGetValue(command.Group, out bool exclusive))
        {
            return "tag.group_not_found";
        }

        Row? there = _rows.SingleOrDefault(row => row.Member == member && row.Group == command.Group && (exclusive || row.Value == command.Value));
        if (there is not null && there.Ended(now))
        {
            End(there, now);
            there = null;
        }

        if (there?.Value != command.Value)
        {
            return Answer(command.Value, TagChange.Unchanged, null, there);
        }

        if (Strength(command.Source) < Strength(there.Source))
        {
            return Answer(command.Value, TagChange.Kept, null, there);
        }

        _rows.Remove(there);
        Note(member, $"Remove {there.Group}={there.Value}  {command.Source} {command.Actor}  {now.Ticks} {command.Reason}");
        return Answer(command.Value, TagChange.Removed, null, null);
    }

    private static string Answer(string value, TagChange change, string? replaced, Row? stands) =>
        string.Create(CultureInfo.InvariantCulture, $"{value} {change} {replaced} {stands?.Value} {stands?.Source} {stands?.ExpiresAt?.Ticks}");

    private void End(Row row, DateTimeOffset? at = null)
    {
        _rows.Remove(row);
        Note(row.Member, $"Expire {row.Group}={row.Value}  {row.Source} {row.Actor} {row.ExpiresAt?.Ticks} {at?.Ticks ?? SweptAt.Ticks} ");
    }

    internal DateTimeOffset SweptAt { get; set; }

    private void Note(string member, string line) => _history.Add((member, line));

    private sealed record Row(
        string Member, string Group, string Value, bool IsExclusive, TagSource Source, string? Actor, DateTimeOffset SetAt, DateTimeOffset? ExpiresAt)
    {
        internal bool Ended(DateTimeOffset now) => ExpiresAt <= now;
    }
}
