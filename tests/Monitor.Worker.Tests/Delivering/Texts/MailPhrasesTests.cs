using System.Globalization;
using System.Reflection;
using Monitor.Core.Fetching;
using Monitor.Core.Matching;
using Monitor.Sources;
using Monitor.Worker.Delivering.Texts;

namespace Monitor.Worker.Tests.Delivering.Texts;

public sealed class MailPhrasesTests
{
    // Names and what two languages truly have in common.
    private static readonly HashSet<string> Shared = ["Article", "Question", "Page", "Hacker News", "Mastodon", "source", "type", "score", "1 mention", "2 mentions", "1 site", "2 sites", "1,234 mentions"];

    /// <summary>Every phrase a language has, for numbers that take different plurals.</summary>
    public static TheoryData<string> Members { get; } = [.. typeof(IMailPhrases).GetMethods().Select(method => method.Name).Except(["get_Language", "get_Causes", "Quoted"], StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Members))]
    public void Every_phrase_is_said_in_every_language(string name)
    {
        var method = typeof(IMailPhrases).GetMethod(name)!;
        var said = MailPhrases.All.Select(phrases => Calls(method).Select(arguments => (string)method.Invoke(phrases, arguments)!).ToArray()).ToArray();
        Assert.All(said.SelectMany(texts => texts), text => Assert.False(string.IsNullOrWhiteSpace(text)));
        foreach (var (english, french) in said[0].Zip(said[1])) Assert.True(english != french || Shared.Contains(english), $"{name} says the same in both: {english}");
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void French_stands_as_it_is_set(string name)
    {
        var method = typeof(IMailPhrases).GetMethod(name)!;
        foreach (var text in Calls(method).Select(arguments => (string)method.Invoke(MailPhrases.In("fr"), arguments)!))
        {
            Assert.DoesNotMatch("[^\u202f][;!?»]|[^\u202f]:(?!/)|«[^\u202f]|'", text);
        }
    }

    [Theory]
    [InlineData("en", 0, "no mentions")]
    [InlineData("en", 1, "1 mention")]
    [InlineData("en", 1234, "1,234 mentions")]
    [InlineData("fr", 0, "aucune mention")]
    [InlineData("fr", 1, "1 mention")]
    [InlineData("fr", 1234, "1\u202f234 mentions")]
    public void Counts_as_the_language_does(string language, int count, string expected) => Assert.Equal(expected, MailPhrases.In(language).Mentions(count));

    [Theory]
    [InlineData("en", "2026-11-01", "Sunday 1 November 2026")]
    [InlineData("fr", "2026-11-01", "dimanche 1er novembre 2026")]
    [InlineData("fr", "2026-11-22", "dimanche 22 novembre 2026")]
    public void Writes_days_as_the_language_does(string language, string date, string expected) =>
        Assert.Equal(expected, MailPhrases.In(language).Day(DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("en", "2026-02-01T08:05:00+01:00", "1 Feb, 08:05")]
    [InlineData("en", "2016-02-11T08:05:00+01:00", "11 Feb 2016, 08:05")]
    [InlineData("fr", "2026-02-01T08:05:00+01:00", "1er févr. à 8\u00a0h\u00a005")]
    [InlineData("fr", "2016-02-11T18:05:00+01:00", "11 févr. 2016 à 18\u00a0h\u00a005")]
    public void Writes_moments_as_the_language_does(string language, string moment, string expected) =>
        Assert.Equal(expected, MailPhrases.In(language).Moment(DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture), 2026));

    [Theory]
    [InlineData(0, "every minute", "toutes les minutes")]
    [InlineData(50, "every 50 minutes", "toutes les 50\u00a0minutes")]
    [InlineData(58, "every hour", "toutes les heures")]
    [InlineData(250, "every 4 hours", "toutes les 4\u00a0heures")]
    [InlineData(1_430, "every day", "tous les jours")]
    [InlineData(10_080, "every 7 days", "tous les 7\u00a0jours")]
    public void Rounds_how_often_something_happens(int minutes, string english, string french)
    {
        Assert.Equal(english, Intervals.English(TimeSpan.FromMinutes(minutes)));
        Assert.Equal(french, Intervals.French(TimeSpan.FromMinutes(minutes)));
    }

    [Theory]
    [InlineData("1 Nov, 08:05", "1 Nov, 08:07", "not seen from 1 Nov, 08:05 to 1 Nov, 08:07: full", "pas vu du 1 Nov, 08:05 au 1 Nov, 08:07\u202f: full")]
    [InlineData("1 Nov, 08:05", "1 Nov, 08:05", "not seen at 1 Nov, 08:05: full", "pas vu le 1 Nov, 08:05\u202f: full")]
    public void A_stretch_within_a_minute_is_said_as_a_moment(string from, string to, string english, string french)
    {
        Assert.Equal(english, MailPhrases.In("en").Gap(from, to, "full"));
        Assert.Equal(french, MailPhrases.In("fr").Gap(from, to, "full"));
    }

    [Fact]
    public void Every_kind_of_source_has_a_name() =>
        Assert.All(SourceCatalog.Kinds, kind => Assert.All(MailPhrases.All, phrases =>
            Assert.True(phrases.KindName(kind.Type) != kind.Type, $"{phrases.GetType().Name}.{nameof(IMailPhrases.KindName)} has no name for {kind.Type}: add a line")));

    [Fact]
    public void An_unknown_language_is_English() => Assert.Equal("en", MailPhrases.In("tlh").Language);

    private static IEnumerable<object?[]> Calls(MethodInfo method)
    {
        var parameters = method.GetParameters();
        if (parameters is [{ ParameterType.IsEnum: true } only]) return Enum.GetValuesAsUnderlyingType(only.ParameterType).Cast<object>().Select(value => new[] { Enum.ToObject(only.ParameterType, value) });
        return new[] { 0, 1, 2, 1_234 }.Select(number => parameters.Select(parameter => Argument(parameter, number)).ToArray());
    }

    private static object? Argument(ParameterInfo parameter, int number) => parameter.ParameterType switch
    {
        var type when type == typeof(int) => parameter.Name == "year" ? 2_026 : number,
        var type when type == typeof(string) => parameter.Name == "kind" ? (number < 2 ? "feed" : "webpage") : "Acme",
        var type when type == typeof(TimeSpan) => TimeSpan.FromMinutes(number),
        var type when type == typeof(DateOnly) => new DateOnly(2026, 11, 1),
        var type when type == typeof(DateTimeOffset) || type == typeof(DateTimeOffset?) => new DateTimeOffset(2026, 11, 1, 8, 5, 0, TimeSpan.Zero),
        _ => (IReadOnlyList<(string, int)>)[("Acme", 2), ("Ajax", 1), ("Zeta", 1), ("Beta", 1)],
    };
}
