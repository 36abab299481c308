namespace OrderReplay.Replaying;

/// <summary>
/// A time in which nothing is collected. A replay into memory keeps a third of all that it makes: collections would move that, each object twice, to free
/// the rest. Whoever can tell how much will be made, and has room for all of it, is spared that. There is one at a time in a process.
/// </summary>
internal sealed class NoGCRegion : IDisposable
{
    // An order makes 7 KB, of which 2 KB stay, and less is made for a member. The rest is for processors that make more than others: each has its part.
    private const long BytesOfCall = 12 * 1024;

    // With less than that the collector has hardly begun; and three quarters of what this process may use are left alone.
    private const long FewestCalls = 5_000;
    private const long ShareOfMemory = 4;

    private static int s_hasBegun;

    private NoGCRegion()
    {
    }

    /// <summary>Begins a region.</summary>
    /// <param name="calls">How many calls to the SDK it is for.</param>
    /// <returns>The region, or <see langword="null"/> where it would not pay, would not have room, or another one has not ended: then all is collected as always.</returns>
    public static NoGCRegion? TryBegin(long calls)
    {
        long room = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / ShareOfMemory;
        if (calls < FewestCalls || calls > room / BytesOfCall || Interlocked.Exchange(ref s_hasBegun, 1) == 1)
        {
            return null;
        }

        if (TryStart(calls * BytesOfCall))
        {
            return new NoGCRegion();
        }

        Volatile.Write(ref s_hasBegun, 0);
        return null;
    }

    public void Dispose()
    {
        try
        {
            GC.EndNoGCRegion();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself: more was made than there was room for, and the collector works again as it always does.
        }
        finally
        {
            Volatile.Write(ref s_hasBegun, 0);
        }
    }
    private static bool TryStart(long bytes)
    {
        try
        {
            return GC.TryStartNoGCRegion(bytes);
        }
        catch (ArgumentOutOfRangeException)
        {
            // A collector whose memory comes in segments never gives more than one, however much is free, and only the attempt tells how large they are.
            return false;
        }
    }
}
