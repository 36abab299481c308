namespace PrivateDomain.Sdk.Pipeline;

/// <summary>Several followers as one: each sees what those before it have added.</summary>
internal sealed class Followers(IReadOnlyList<IFollower> all) : IFollower
{
    /// <summary>One follower for all of them; <see langword="null"/> for none.</summary>
    internal static IFollower? Of(params IReadOnlyList<IFollower> all) => all.Count switch
    {
        0 => null,
        1 => all[0],
        _ => new Followers(all),
    };

    public void Follow(in DecisionContext context, Changes changes, bool isTrial)
    {
        // Also those behind one that lacks something: they ask for what they lack in the same load.
        foreach (IFollower follower in all)
        {
            follower.Follow(context, changes, isTrial);
        }
    }
}
