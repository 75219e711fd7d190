using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Core.Fetching;
using Monitor.Core.Matching;
using Monitor.Core.Normalizing;
using Monitor.Core.Storing;
using Monitor.Worker.Storing;
using Monitor.Worker.Storing.Postgres;
using Monitor.Worker.Storing.Sqlite;

namespace Monitor.Benchmarks;

/// <summary>
/// A large store: how fast mentions are saved, listed and searched, and how long a copy from SQLite to PostgreSQL takes. Documents are some 500
/// characters of made-up words whose frequencies fall as those of a language do (Zipf); the same ones in every run.
/// </summary>
internal static class StoreMeasures
{
    private const int Haul = 500, Rounds = 200;

    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly SourceIdentity Source = new("press", "feed");

    /// <param name="mentions">How many to save.</param>
    /// <param name="say">Told a line for each figure.</param>
    public static async Task RunAsync(int mentions, Action<string> say)
    {
        var folder = Directory.CreateTempSubdirectory("monitor-store-").FullName;
        try
        {
            await using (var sqlite = await SqliteDatabase.OpenAsync(Path.Combine(folder, "sqlite"), TimeProvider.System, default)) await MeasureAsync("sqlite", sqlite, mentions, say);
            say(string.Create(CultureInfo.InvariantCulture, $"sqlite file: {new FileInfo(Path.Combine(folder, "sqlite", "monitor.db")).Length >> 20} MiB"));
            if (Environment.GetEnvironmentVariable("MONITOR_POSTGRES") is not { } server) return;
            await using (var postgres = await PostgresDatabase.OpenAsync(server, $"measured_{Guid.NewGuid():N}", Path.Combine(folder, "postgres"), TimeProvider.System, NullLogger.Instance, default))
                await MeasureAsync("postgres", postgres, mentions, say);

            var began = Stopwatch.GetTimestamp();
            var copied = await new StoreCopy(Path.Combine(folder, "sqlite"), PostgresAddress.Of(server, $"copied_{Guid.NewGuid():N}"), TimeProvider.System).RunAsync(null, default);
            say(string.Create(CultureInfo.InvariantCulture, $"copy: {copied.Sum(table => table.Rows)} rows in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(string engine, IStoreDatabase store, int mentions, Action<string> say)
    {
        var words = new Vocabulary();
        List<double> saves = [];
        var began = Stopwatch.GetTimestamp();
        for (var first = 0; first < mentions; first += Haul)
        {
            var haul = Collect(words, first);
            var at = Stopwatch.GetTimestamp();
            await store.Mentions.SaveAsync(haul, default);
            saves.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
        }

        Say($"save of {Haul} mentions", saves);
        say(string.Create(CultureInfo.InvariantCulture, $"{engine}, saved: {Haul * saves.Count / (saves.Sum() / 1000):0} a second, {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s in all with the making"));
        await ReadAsync("newest page", _ => new MentionFilter());
        await ReadAsync("a page of one query, anywhere", round => new MentionFilter("third", Before: Place(round)));
        await ReadAsync("search, one frequent word", round => new MentionFilter(Text: Text(words.Word(round % 50))));
        await ReadAsync("search, one rare word", round => new MentionFilter(Text: Text(words.Word(5_000 + (round * 7)))));
        await ReadAsync("search, two frequent words", round => new MentionFilter(Text: Text($"{words.Word(round % 50)} {words.Word(50 + (round % 50))}")));
        await ReadAsync("search, phrase of two", round => new MentionFilter(Text: Text($"\"{words.Word(round % 20)} {words.Word(20 + (round % 20))}\"")));
        await ReadAsync("search, beginning of four letters", round => new MentionFilter(Text: Text($"{words.Word(200 + (round * 3))[..4]}*")));
        await ReadAsync("search of a query's, since a day", round => new MentionFilter("third", Since: Noon.AddSeconds(Math.Max(0, mentions - 86_400)), Text: Text(words.Word(100 + (round % 50)))));

        long Place(int round) => 1 + (round * 7_919L % mentions);

        async Task ReadAsync(string what, Func<int, MentionFilter> filter)
        {
            List<double> times = [];
            for (var round = 0; round < Rounds; round++)
            {
                var at = Stopwatch.GetTimestamp();
                await store.Reader.ListAsync(filter(round), default);
                times.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
            }

            Say(what, times);
        }

        void Say(string what, List<double> times)
        {
            var sorted = times.Order().ToList();
            say(string.Create(CultureInfo.InvariantCulture, $"{engine}, {what}: p50 {sorted[sorted.Count / 2]:0.0} ms, p95 {sorted[sorted.Count * 95 / 100]:0.0} ms"));
        }
    }

    private static SearchText Text(string typed) => SearchText.TryParse(typed, out var text, out var problem) ? text : throw new ArgumentException(problem, nameof(typed));

    private static Haul Collect(Vocabulary words, int first)
    {
        Document[] documents = [.. Enumerable.Range(first, Haul).Select(number => Make(words, number))];
        return new Haul
        {
            Source = Source,
            Cursor = new Cursor($"{first}"),
            At = Noon.AddSeconds(first),
            Due = Noon.AddSeconds(first + 600),
            Documents = documents,
            Mentions = [.. documents.Select((document, index) => new RoutedMention(
                new Mention(document, [.. Queries(index).Select(query => new Match(query, [new Span(Field.Title, 0, 4, "acme")]))], Arrival.Fresh), [new Recipient("team-slack")], ["daily"]))],
        };
    }

    private static string[] Queries(int index) => index % 3 == 0 ? ["acme", "third"] : ["acme"];

    private static Document Make(Vocabulary words, int number) => new()
    {
        Id = $"https://press.example.org/{number}",
        Source = Source,
        Url = $"https://press.example.org/{number}",
        Title = $"Acme {words.Text(8)}",
        Body = words.Text(75),
        Author = new Author("Ann Other", "ann"),
        Language = "en",
        Published = Noon.AddSeconds(number),
        Seen = Noon.AddSeconds(number),
        Fingerprint = (ulong)number * 0x9E37_79B9_7F4A_7C15,
    };

    /// <summary>50,000 words of syllables; the n-th is drawn with a probability of about 1/n.</summary>
    private sealed class Vocabulary
    {
        private const int Count = 50_000;

        private static readonly string[] Syllables = ["ba", "cé", "di", "fo", "gu", "la", "mè", "ni", "po", "ru", "sa", "té", "vi", "zo", "lin", "mar"];

        private readonly Random random = new(1729);

        public string Word(int rank)
        {
            var word = "";
            for (var rest = (rank % Count) + 17; rest > 0; rest /= Syllables.Length) word += Syllables[rest % Syllables.Length];
            return word;
        }

        public string Text(int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Word((int)Math.Pow(Count, random.NextDouble()) - 1)));
    }
}
