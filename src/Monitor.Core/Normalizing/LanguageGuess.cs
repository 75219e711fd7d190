using System.Runtime.InteropServices;

namespace Monitor.Core.Normalizing;

/// <summary>
/// Guesses a text's language by its script or, for scripts of many languages, by its most common words. It says nothing rather than
/// something wrong: <c>lang:</c> compares what it says.
/// </summary>
public static class LanguageGuess
{
    /// <summary>What is looked at, in UTF-16 code units: more would not tell more.</summary>
    internal const int Sample = 4_000;

    private const int FewestWords = 5, FewestVotes = 3;

    /// <summary>BCP 47 primary tag; empty when the text is too short or too mixed to tell.</summary>
    public static string Of(string title, string body)
    {
        var poll = new Poll(stackalloc double[CommonWords.Languages]);
        Span<char> room = stackalloc char[FoldedWordReader.Room];
        var start = title.AsSpan(0, Math.Min(title.Length, Sample));
        poll.Add(start, room);
        poll.Add(body.AsSpan(0, Math.Min(body.Length, Sample - start.Length)), room);
        return poll.Winner();
    }

    /// <summary>Whether a folded word is among the most common of some language.</summary>
    internal static bool IsCommon(string folded) => !CommonWords.Find(Fingerprint.Hash(folded)).IsEmpty;

    /// <summary>The votes of the words for languages and scripts.</summary>
    /// <param name="votes">Room for as many as there are <see cref="CommonWords.Languages"/>.</param>
    internal ref struct Poll(Span<double> votes)
    {
        private readonly Span<double> votes = votes;
        private Scripts scripts;
        private int words;

        /// <summary>Asks each word of a text.</summary>
        /// <param name="text">The text.</param>
        /// <param name="room">See <see cref="FoldedWordReader"/>.</param>
        public void Add(ReadOnlySpan<char> text, Span<char> room)
        {
            for (var reader = new FoldedWordReader(text, room); reader.Read();) Add(reader.Word, Fingerprint.Hash(reader.Word));
        }

        /// <param name="word">Folded.</param>
        /// <param name="hash">Its <see cref="Fingerprint.Hash"/>.</param>
        public void Add(ReadOnlySpan<char> word, ulong hash)
        {
            words++;
            scripts.Add(word[0]);
            var languages = CommonWords.Find(hash);
            foreach (var language in languages) votes[language] += 1 + (1.0 / languages.Length);
        }

        /// <summary>What <see cref="Of"/> gives.</summary>
        public readonly string Winner() => words < FewestWords ? "" : scripts.Language() ?? Language();

        /// <summary>The language whose common words are the most frequent; empty when none or two are.</summary>
        private readonly string Language()
        {
            var (first, second) = (0, 0.0);
            for (var language = 1; language < votes.Length; language++)
            {
                second = Math.Max(second, Math.Min(votes[first], votes[language]));
                if (votes[language] > votes[first]) first = language;
            }

            return votes[first] >= FewestVotes && votes[first] >= words * 0.12 && votes[first] > second * 1.15 ? CommonWords.Tag(first) : "";
        }
    }

    /// <summary>How many words are written in scripts that one language writes.</summary>
    [StructLayout(LayoutKind.Auto)]
    private struct Scripts
    {
        private int kana, han, hangul, greek, hebrew, thai, all;

        public void Add(char first)
        {
            if (!char.IsLetter(first)) return;
            all++;
            switch (first)
            {
                case < '\u0370': break;
                case <= '\u03FF': greek++; break;
                case >= '\u0590' and <= '\u05FF': hebrew++; break;
                case >= '\u0E00' and <= '\u0E7F': thai++; break;
                case >= '\u3040' and <= '\u30FF': kana++; break;
                case >= '\u3400' and <= '\u9FFF': han++; break;
                case >= '\uAC00' and <= '\uD7AF': hangul++; break;
                default: break;
            }
        }

        /// <summary>Null when the text is not mostly in one of them.</summary>
        public readonly string? Language()
        {
            if (all < FewestWords) return null;
            var most = all * 2 / 3;
            if (kana + han > most) return kana * 10 > han ? "ja" : "zh";
            if (hangul > most) return "ko";
            if (greek > most) return "el";
            if (hebrew > most) return "he";
            return thai > most ? "th" : null;
        }
    }
}
