using Monitor.Core.Matching;

namespace Monitor.Core.Tests.Matching;

/// <summary>Tags, sources and literals: compared folded, signs included.</summary>
public sealed class ComparedNamesTests
{
    [Theory]
    [InlineData("tag:café", "CAFE", true)]
    [InlineData("tag:\"café noir\"", "Café Noir", true)]
    [InlineData("tag:\"café noir\"", "Café-Noir", false)]
    [InlineData("tag:\"café noir\"", "CaféNoir", false)]
    [InlineData("tag:\"café noir\"", "Café\u00A0Noir", true)]
    [InlineData("tag:¡olé!", "¡Olé!", true)]
    [InlineData("tag:¡olé!", "Olé!", false)]
    [InlineData("tag:¡olé!", "¡Olé", false)]
    [InlineData("tag:東京", "東京", true)]
    [InlineData("tag:東京", "東 京", false)]
    [InlineData("tag:½", "½", true)]
    [InlineData("tag:½", "1⁄2", false)]
    [InlineData("tag:é½", "é1⁄2", false)]
    [InlineData("tag:\"fin…\"", "Fin...", true)]
    [InlineData("tag:\"fin…é\"", "Fin...É", true)]
    public void Tags_are_compared_with_their_signs(string query, string tag, bool holds) =>
        Assert.Equal(holds, Holds(query, Documents.Of() with { Tags = [tag] }));

    [Theory]
    [InlineData("source:東京", "東京", true)]
    [InlineData("source:\"élan ½\"", "Élan ½", true)]
    [InlineData("source:elan", "Élan vital", false)]
    public void Sources_are_compared_folded(string query, string source, bool holds) =>
        Assert.Equal(holds, Holds(query, Documents.Of() with { Source = new(source, "feed") }));

    [Theory]
    [InlineData("`C++`", "Ｃ＋＋", true)]
    [InlineData("`C++`", "C\u200B++", true)]
    [InlineData("`C++`", "C+\u200B+", true)]
    [InlineData("`C++`", "C+\u0301+", false)]
    [InlineData("`node js`", "node\tjs", true)]
    [InlineData("`node js`", "node\u00A0js", true)]
    [InlineData("`node js`", "node  js", false)]
    [InlineData("`wait...`", "wait…", true)]
    [InlineData("`wait…`", "wait...", true)]
    [InlineData("`acme™`", "Acme™", true)]
    [InlineData("`acme™`", "AcmeTM", false)]
    [InlineData("`acme™`", "Acme ™", false)]
    [InlineData("`™`", "the ™ sign", true)]
    [InlineData("`™`", "the TM sign", false)]
    [InlineData("`a\u0378`", "a\u0378", true)]
    [InlineData("`–`", "–", true)]
    [InlineData("`–`", "-", false)]
    public void Literals_are_compared_sign_by_sign(string query, string body, bool holds) => Assert.Equal(holds, Holds(query, Documents.Of(body)));

    [Theory]
    [InlineData("–", "–")]
    [InlineData("", "")]
    [InlineData("É–A", "e–a")]
    [InlineData("(É)", "(e)")]
    public void A_name_is_known_by_its_folded_words_and_the_signs_around_them(string name, string key) => Assert.Equal(key, Names.Key(name));

    [Fact]
    public void Words_that_change_when_they_touch_have_no_joined_name()
    {
        Assert.Equal("acmecorp", Names.Join(["acme", "corp"]));
        Assert.Equal(Names.Key("東京"), Names.Join(["東", "京"]));
        Assert.Null(Names.Join(["acme", "\u0301"]));
    }

    private static bool Holds(string query, Monitor.Core.Normalizing.Document document) => Evaluator.Holds(QueryParser.Parse(query).Expression!.Root, document);
}
