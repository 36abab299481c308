namespace PrivateDomain.Sdk.Pipeline;

/// <summary>Adds to every decision what follows from it, so that both are committed together. Pure; thread-safe.</summary>
internal interface IFollower
{
    /// <summary>
    /// Adds to the changes of an accepted decision. What it lacks is noted in the view, as by a rule; then it is asked again, with new changes.
    /// </summary>
    /// <param name="context">The context of the decision.</param>
    /// <param name="changes">What was decided; what follows is added.</param>
    /// <param name="isTrial">Whether this is only to find out what must be read.</param>
    void Follow(in DecisionContext context, Changes changes, bool isTrial);
}
