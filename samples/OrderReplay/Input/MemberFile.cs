namespace OrderReplay.Input;

/// <summary>Reads <c>members.csv</c>: all members, who fit in memory, and the check that referrals lead upward and never in a circle.</summary>
internal static class MemberFile
{
    private const int Member = 0;
    private const int Referrer = 1;

    /// <summary>Reads the members in the order of the file; a row that stands twice counts once.</summary>
    /// <exception cref="UnusableInputException">The file cannot be used.</exception>
    public static IReadOnlyList<ReferredMember> Read(string path, CancellationToken cancellationToken = default)
    {
        var problems = new InputProblems();
        var members = new Dictionary<string, ReferredMember>();
        using (var csv = CsvSource.Open(path, problems, "member_id", "referrer_id"))
        {
            while (csv.Read())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (ReadRow(csv) is { } row && !members.TryAdd(row.Id, row) && members[row.Id].Referrer != row.Referrer)
                {
                    csv.Report($"member {InputProblems.Quote(row.Id)} stands on line {members[row.Id].Line} with another referrer");
                }
            }
        }

        // What is said of unknown referrers and of circles is only true of a file that could be read to the end.
        problems.ThrowIfAny();
        CheckReferrers(path, members, problems);
        problems.ThrowIfAny();
        return [.. members.Values];
    }

    private static ReferredMember? ReadRow(CsvSource csv)
    {
        if (!csv.TryGetId(Member, out string? id) || !csv.TryGetText(Referrer, out string? referrer))
        {
            return null;
        }

        return referrer.Length == 0 ? new ReferredMember(id, null, csv.Line)
            : csv.TryGetId(Referrer, out _) ? new ReferredMember(id, referrer, csv.Line)
            : null;
    }

    private static void CheckReferrers(string path, Dictionary<string, ReferredMember> members, InputProblems problems)
    {
        // Members whose chain is known to end at a member whom nobody brought.
        var rooted = new HashSet<string>();
        foreach (ReferredMember start in members.Values)
        {
            var chain = new HashSet<string>();
            for (ReferredMember? member = start; member is not null && !rooted.Contains(member.Id);)
            {
                if (!chain.Add(member.Id))
                {
                    problems.Add(path, member.Line, $"member {InputProblems.Quote(member.Id)} is, through the referrers, brought by himself");
                    break;
                }

                if (member.Referrer is not null && !members.ContainsKey(member.Referrer))
                {
                    problems.Add(path, member.Line, $"the referrer {InputProblems.Quote(member.Referrer)} has no row of his own");
                    break;
                }

                member = member.Referrer is null ? null : members[member.Referrer];
            }

            // A chain that was found to be broken is not reported again for each member below it.
            rooted.UnionWith(chain);
        }
    }
}
