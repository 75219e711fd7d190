namespace Monitor.Sources.Text;

/// <summary>What a document of megabytes leaves in memory, and when that is given back.</summary>
internal static class LargeDocument
{
    private const int Least = 4 << 20;

    /// <summary>
    /// Gives back to the system what is dead, before more of this size is allocated. The collector would let sixty megabytes of it gather
    /// first: whoever answers each of our guesses with as much as may be sent would have us take that.
    /// </summary>
    /// <param name="length">Of the document.</param>
    public static void MakeRoom(int length)
    {
        if (length > Least) GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
