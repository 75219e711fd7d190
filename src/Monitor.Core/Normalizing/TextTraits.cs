namespace Monitor.Core.Normalizing;

/// <summary>What the words of a text tell of it, found in one pass over them.</summary>
/// <param name="Language"><see cref="LanguageGuess.Of"/>.</param>
/// <param name="Fingerprint"><see cref="Fingerprint.Of"/>.</param>
internal readonly record struct TextTraits(string Language, ulong Fingerprint)
{
    public static TextTraits Of(string title, string body)
    {
        var votes = new Fingerprint.Votes(stackalloc int[Normalizing.Fingerprint.Votes.Bits]);
        var poll = new LanguageGuess.Poll(stackalloc double[CommonWords.Languages]);
        Span<char> room = stackalloc char[FoldedWordReader.Room];
        Read(title, LanguageGuess.Sample, room, ref votes, ref poll);
        Read(body, Math.Max(0, LanguageGuess.Sample - title.Length), room, ref votes, ref poll);
        return new TextTraits(poll.Winner(), votes.Majority());
    }

    private static void Read(ReadOnlySpan<char> text, int sample, Span<char> room, ref Fingerprint.Votes votes, ref LanguageGuess.Poll poll)
    {
        votes.Begin();
        for (var words = new FoldedWordReader(text, room); words.Read();)
        {
            var hash = Normalizing.Fingerprint.Hash(words.Word);
            votes.Add(hash);
            if (words.End <= sample) poll.Add(words.Word, hash);
            else if (words.Start < sample) poll.Add(text[words.Start..sample], room);
        }
    }
}
