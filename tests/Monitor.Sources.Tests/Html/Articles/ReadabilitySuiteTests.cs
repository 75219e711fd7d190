using System.Globalization;
using System.Text.Json;
using Monitor.Sources.Html;
using Monitor.Sources.Html.Articles;
using Monitor.Sources.Http;
using Monitor.Testing;

namespace Monitor.Sources.Tests.Html.Articles;

/// <summary>Real pages with the article that a browser's reading view shows of them: how much of our text is theirs, and of theirs ours.</summary>
public sealed class ReadabilitySuiteTests(ITestOutputHelper output)
{
    private static readonly Uri Address = new("https://fakehost.example/test/page.html");

    [Fact]
    public void Articles_of_real_pages_are_read_as_reading_views_show_them()
    {
        Assert.SkipWhen(SharedMaterial.Path("corpora/readability") is null, SharedMaterial.Missing);
        var pages = Directory.GetDirectories(SharedMaterial.Path("corpora/readability")!).Where(folder => File.Exists(Path.Combine(folder, "source.html"))).Order(StringComparer.Ordinal).ToList();

        var scores = pages.ToDictionary(folder => Path.GetFileName(folder)!, ScoreOf, StringComparer.Ordinal);

        foreach (var (name, score) in scores.OrderBy(page => page.Value))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{score:F3} {name}"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"mean {scores.Values.Average():F4}, at least 0.9: {scores.Values.Count(score => score >= 0.9)} of {scores.Count}"));
        Assert.True(scores.Values.Average() >= 0.95, "mean F1");
    }

    [Theory]
    [InlineData("title", 0.9)]
    [InlineData("publishedTime", 0.9)]
    [InlineData("byline", 0.75)]
    public void What_pages_say_of_themselves_is_found(string field, double floor)
    {
        Assert.SkipWhen(SharedMaterial.Path("corpora/readability") is null, SharedMaterial.Missing);
        var asked = 0;
        var right = 0;
        foreach (var folder in Directory.GetDirectories(SharedMaterial.Path("corpora/readability")!).Where(folder => File.Exists(Path.Combine(folder, "expected-metadata.json"))))
        {
            using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected-metadata.json")));
            if (!expected.RootElement.TryGetProperty(field, out var value) || value.GetString() is not { Length: > 0 } text) continue;
            var article = Read(folder);
            var found = field switch
            {
                "title" => article.Title == PageText.Collapsed(text),
                "byline" => article.Byline == PageText.Collapsed(text),
                _ => article.Published == DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            };
            asked++;
            if (found) right++;
            else output.WriteLine($"{Path.GetFileName(folder)}: “{text}” read as “{(field == "title" ? article.Title : field == "byline" ? article.Byline : article.Published?.ToString("O"))}”");
        }

        output.WriteLine($"{field}: {right} of {asked}");
        Assert.True(right >= asked * floor, $"{field}: {right} of {asked}");
    }

    private static Article Read(string folder)
    {
        using var document = BoundedHtml.Parse(File.ReadAllText(Path.Combine(folder, "source.html")));
        return Article.Read(document, Address);
    }

    private static double ScoreOf(string folder)
    {
        var ours = Words(Read(folder).Text);
        using var expected = BoundedHtml.Parse(File.ReadAllText(Path.Combine(folder, "expected.html")));
        var theirs = Words(string.Join(' ', PageText.Read(expected.Body!, Address).Select(paragraph => paragraph.Text)));
        var common = ours.Sum(word => Math.Min(word.Value, theirs.GetValueOrDefault(word.Key)));
        return common == 0 ? 0 : 2.0 * common / (ours.Values.Sum() + theirs.Values.Sum());
    }

    private static Dictionary<string, int> Words(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).CountBy(word => word, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
}
