using System.Runtime.InteropServices;

namespace OrderReplay.Input;

/// <summary>Sorts members by how many referrers stand above them.</summary>
internal static class ReferralGenerations
{
    /// <summary>Lists those who were brought: first all who were brought by a member whom nobody brought, then all whom these brought, and so on.</summary>
    public static IReadOnlyList<IReadOnlyList<ReferredMember>> Of(IReadOnlyList<ReferredMember> members)
    {
        var brought = new Dictionary<string, List<ReferredMember>>();
        var generation = new List<ReferredMember>();
        foreach (ReferredMember member in members)
        {
            List<ReferredMember> siblings = member.Referrer is null
                ? generation
                : CollectionsMarshal.GetValueRefOrAddDefault(brought, member.Referrer, out _) ??= [];
            siblings.Add(member);
        }

        var generations = new List<IReadOnlyList<ReferredMember>>();
        while (true)
        {
            generation = generation.SelectMany(m => brought.GetValueOrDefault(m.Id) ?? []).ToList();
            if (generation.Count == 0)
            {
                return generations;
            }

            generations.Add(generation);
        }
    }
}
