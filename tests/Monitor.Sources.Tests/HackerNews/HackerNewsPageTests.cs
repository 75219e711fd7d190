using System.Text;
using Monitor.Core.Fetching;
using Monitor.Sources.HackerNews;
using Monitor.Testing;

namespace Monitor.Sources.Tests.HackerNews;

public sealed class HackerNewsPageTests
{
    private static readonly HackerNewsPage Page = HackerNewsPage.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "HackerNews", "Fixtures", "search.json")));

    [Fact]
    public void Reads_a_comment_as_plain_text_with_its_links_and_without_its_storys_title()
    {
        var comment = Page.Items[0];

        Assert.Equal("900002", comment.Id);
        Assert.Equal("https://news.ycombinator.com/item?id=900002", comment.Url);
        Assert.Equal(ItemType.Comment, comment.Type);
        Assert.Equal("", comment.Title);
        Assert.Equal("We left Acme last year.\n\nSee https://blog.example.org/left-acme & don't look back.\n\n  acme --version", comment.Body);
        Assert.Equal(["https://blog.example.org/left-acme"], comment.Links);
        Assert.Equal(new Author("road_runner", "road_runner", "https://news.ycombinator.com/user?id=road_runner"), comment.Author);
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 10, 2, 3, TimeSpan.Zero), comment.Published);
        Assert.Null(comment.Score);
    }

    [Fact]
    public void Reads_a_story_with_the_address_it_points_at()
    {
        var story = Page.Items[1];

        Assert.Equal(ItemType.Post, story.Type);
        Assert.Equal("Anvils are heavy & Acme knows", story.Title);
        Assert.Equal(["https://example.org/anvils"], story.Links);
        Assert.Equal(42, story.Score);
    }

    [Fact]
    public void Reads_a_story_that_is_a_text()
    {
        var story = Page.Items[2];

        Assert.Equal(("Ask HN: Acme?", "Is Acme any good?"), (story.Title, story.Body));
        Assert.Equal(new DateTimeOffset(2026, 11, 19, 10, 0, 0, TimeSpan.Zero), story.Published);
        Assert.Empty(story.Links);
    }

    [Fact]
    public void Passes_over_a_bad_record_and_counts_it() => Assert.Equal((3, 2), (Page.Items.Count, Page.Unreadable));

    [Fact]
    public void Knows_when_older_hits_found_no_room()
    {
        Assert.False(Page.IsFull);
        Assert.True(HackerNewsPage.Parse("""{"hits":[{"objectID":"1","created_at_i":5}],"hitsPerPage":1}"""u8).IsFull);
        Assert.True(HackerNewsPage.Parse("""{"hits":[{"objectID":"1","created_at_i":5}],"hitsPerPage":20,"nbPages":3}"""u8).IsFull);
    }

    [Theory]
    [InlineData("<html><body>Checking your browser</body></html>")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"hits\":{}}")]
    [InlineData("{\"hits\":[{")]
    public void Says_when_it_is_no_answer_of_the_search(string body) =>
        Assert.Equal(SourceFault.Malformed, Assert.Throws<SourceException>(() => HackerNewsPage.Parse(Encoding.UTF8.GetBytes(body))).Fault);

    [Theory]
    [InlineData("""{"hits":[{"objectID":"1","title":"\ud800 Acme"}]}""")]
    [InlineData("""{"hits":[{"objectID":"1","created_at_i":99999999999999}]}""")]
    [InlineData("""{"hits":[{"objectID":null},{"objectID":"1","_tags":null}]}""")]
    [InlineData("""{"hits":[null,7,"x",[]]}""")]
    public void No_odd_record_throws(string body) => HackerNewsPage.Parse(Encoding.UTF8.GetBytes(body));

    [Theory]
    [InlineData("hnsearch_issue230_over1000.json", 0)]
    [InlineData("hqos_synthetic_hn_algolia.json", 2)]
    [InlineData("zeuskim_synthetic_hackernews.json", 2)]
    public void Reads_the_shared_answers(string file, int items)
    {
        Assert.SkipWhen(SharedMaterial.Path("fixtures", "hackernews", file) is null, SharedMaterial.Missing);

        var page = HackerNewsPage.Parse(File.ReadAllBytes(SharedMaterial.Path("fixtures", "hackernews", file)!));

        Assert.Equal((items, 0), (page.Items.Count, page.Unreadable));
        Assert.All(page.Items, item => Assert.NotEmpty(item.Title));
        Assert.All(page.Items, item => Assert.NotNull(item.Published));
    }

    [Fact]
    public void Says_of_every_other_shared_payload_why_it_is_no_answer()
    {
        Assert.SkipWhen(SharedMaterial.Path("fixtures", "hackernews") is null, SharedMaterial.Missing);

        foreach (var file in Directory.GetFiles(SharedMaterial.Path("fixtures", "hackernews")!, "firebase_*.json"))
        {
            var fault = Assert.Throws<SourceException>(() => HackerNewsPage.Parse(File.ReadAllBytes(file)));
            Assert.Equal(SourceFault.Malformed, fault.Fault);
        }
    }
}
