using System.Diagnostics;
using Monitor.Sources.Feed;

namespace Monitor.Sources.Tests.Feed;

/// <summary>Documents damaged at random, by a seed that a failure names.</summary>
public sealed class MutationTests
{
    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "<", ">", "</", "/>", "<!--", "-->", "<![CDATA[", "]]>", "<!DOCTYPE a [", "]>", "<?", "&", "&#", "&#x110000;", "&amp", "\"", "'", "=", "xmlns:a=\"", " xml:base='//x'", "<item>", "</item>",
            "<entry>", "<title>", "<title type='xhtml'>", "<content type='image/png'>", "{", "}", "[", "]", ",", "\\ud800", "\0", "1e999", "<svg>", "<a href='", "<script>", "<pre>", "hidden", "9999-12-31T24:00:60+14:00",
        }.Select(System.Text.Encoding.UTF8.GetBytes),
        [0xFF, 0xFE], [0xEF, 0xBB, 0xBF], [0xED, 0xA0, 0x80], [0xC0, 0x80], [0xFE],
    ];

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(FixtureFiles.Folder).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Survives_every_damage_quickly(string file)
    {
        var document = FixtureFiles.Read(file);
        for (var seed = 0; seed < 1_500; seed++)
        {
            var damaged = Damage(document, new Random(seed));
            var best = TimeSpan.MaxValue;

            // The machine may be busy with something else: the best of a few counts.
            for (var attempt = 0; attempt < 5 && best > TimeSpan.FromSeconds(1); attempt++)
            {
                var watch = Stopwatch.StartNew();
                Read(damaged, file, seed);
                if (watch.Elapsed < best) best = watch.Elapsed;
            }

            Assert.True(best < TimeSpan.FromSeconds(1), $"{file}, seed {seed}: {best}");
        }
    }

    private static void Read(byte[] damaged, string file, int seed)
    {
        var feed = FeedParser.Parse(damaged, seed % 3 == 0 ? "text/xml; charset=utf-8" : null, new Uri("https://example.org/"));
        foreach (var entry in feed.Entries)
        {
            Assert.True(entry.Text.ToPlain(new List<string>()).Length <= damaged.Length * 2, $"{file}, seed {seed}: the text is longer than the document");
            if (seed % 10 == 0) entry.Text.ToHarmlessHtml();
        }
    }

    private static byte[] Damage(byte[] document, Random random)
    {
        var damaged = document.ToList();
        for (var blow = random.Next(1, 8); blow > 0; blow--)
        {
            var at = random.Next(damaged.Count + 1);
            var length = Math.Min(random.Next(64), damaged.Count - at);
            switch (random.Next(5))
            {
                case 0:
                    damaged.InsertRange(at, Pieces[random.Next(Pieces.Length)]);
                    break;
                case 1:
                    damaged.RemoveRange(at, length);
                    break;
                case 2:
                    damaged.InsertRange(random.Next(damaged.Count + 1), damaged.GetRange(at, length));
                    break;
                case 3 when at < damaged.Count:
                    damaged[at] = (byte)random.Next(256);
                    break;
                case 4 when random.Next(4) == 0:
                    damaged.RemoveRange(at, damaged.Count - at);
                    break;
            }
        }

        return [.. damaged];
    }
}
