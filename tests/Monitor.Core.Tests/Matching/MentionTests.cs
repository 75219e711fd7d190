using Monitor.Core.Matching;

namespace Monitor.Core.Tests.Matching;

public sealed class MentionTests
{
    [Fact]
    public void Mentions_of_one_page_are_one_story() => Assert.Equal(Story("https://example.org/a?utm_source=x"), Story("https://example.org/a#top"));

    [Fact]
    public void A_document_without_an_address_is_a_story_of_its_own() => Assert.Equal("press#1", Story(""));

    private static string Story(string url) => new Mention(Documents.Of(url: url), [], Arrival.Fresh).Story;
}
