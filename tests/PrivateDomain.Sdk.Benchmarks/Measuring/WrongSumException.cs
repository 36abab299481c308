namespace PrivateDomain.Sdk.Benchmarks.Measuring;

/// <summary>What is stored is not what was posted: something was lost or doubled.</summary>
internal sealed class WrongSumException(string message) : Exception(message)
{
    /// <exception cref="WrongSumException">The two differ.</exception>
    public static void ThrowUnlessEqual(long expected, long found, string what)
    {
        if (expected != found)
        {
            throw new WrongSumException($"{what}: {expected} expected, {found} found.");
        }
    }
}
