namespace Monitor.Fuzz;

/// <summary>Makes a failing input smaller as long as it fails in the same way.</summary>
internal static class Reduction
{
    private const int MostTries = 3_000;

    public static byte[] Of(byte[] input, Func<byte[], bool> fails)
    {
        var tries = 0;
        for (var size = input.Length / 2; size > 0 && tries < MostTries; size = Math.Min(size / 2, input.Length / 2))
        {
            for (var at = 0; at < input.Length && tries < MostTries; tries++)
            {
                byte[] smaller = [.. input[..at], .. input[Math.Min(input.Length, at + size)..]];
                if (fails(smaller)) input = smaller;
                else at += size;
            }
        }

        return input;
    }
}
