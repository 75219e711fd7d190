using Monitor.Core.Matching;

namespace Monitor.Core.Tests.Matching;

public sealed class DocumentViewTests
{
    private readonly DocumentView view = new(Documents.Of("Acme #corp", "title", "https://acme.com/", "fr", "https://a.example/") with { Tags = [" #Jobs "] });

    [Fact]
    public void Every_part_is_read_once_however_often_it_is_asked_for()
    {
        Assert.Same(view.Title, view.Title);
        Assert.Same(view.Body, view.Body);
        Assert.Same(view.Url, view.Url);
        Assert.Same(view.Author, view.Author);
        Assert.Same(view.Tags, view.Tags);
        Assert.Same(view.Own, view.Own);
        Assert.Same(view.Links, view.Links);
        Assert.Same(view.Body.Words, view.Body.Words);
        Assert.Same(view.Body.Labels, view.Body.Labels);
    }

    [Fact]
    public void A_tag_is_compared_without_its_sign() => Assert.Equal(["jobs"], view.Tags);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(4, 1)]
    [InlineData(5, 1)]
    [InlineData(6, 1)]
    [InlineData(7, 2)]
    [InlineData(99, 2)]
    public void A_word_is_found_by_an_offset(int offset, int word) => Assert.Equal(word, view.Body.WordFrom(offset));

    [Fact]
    public void What_stands_between_words_is_what_they_leave()
    {
        var text = new FieldText(Field.Body, 0, "«Acme», corp!");

        Assert.Equal(["«", "», ", "!"], Enumerable.Range(0, 3).Select(word => text.GapBefore(word).ToString()));
        Assert.Equal("!?", new FieldText(Field.Body, 0, "!?").GapBefore(0).ToString());
    }
}
