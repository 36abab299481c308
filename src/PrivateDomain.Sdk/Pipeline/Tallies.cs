using PrivateDomain.Sdk.Storage;

namespace PrivateDomain.Sdk.Pipeline;

/// <summary>Counters of records that may not be there yet. Pure.</summary>
internal static class Tallies
{
    /// <summary>Adds to a counter, or writes the record that begins with it.</summary>
    /// <param name="context">The context of the decision.</param>
    /// <param name="first">The record as it begins where there is none: its counter is the difference.</param>
    /// <param name="counter">The counter.</param>
    /// <param name="changes">What is decided; the count is added.</param>
    internal static void Count<T>(in DecisionContext context, T first, RecordColumn counter, Changes changes)
        where T : Record
    {
        RecordKey key = first.Key;
        if (new Overlay(context.View, changes).Find<T>(key) is null)
        {
            changes.Put(first);
        }
        else
        {
            changes.Add(key, counter, first.Type.GetValue(first, counter).Number);
        }
    }
}
