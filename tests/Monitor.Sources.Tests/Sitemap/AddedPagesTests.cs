using Monitor.Sources.Sitemap;

namespace Monitor.Sources.Tests.Sitemap;

public sealed class AddedPagesTests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Keeps_the_newest_and_counts_the_others()
    {
        var added = new AddedPages(keepsPages: true, readsNews: false);
        for (var number = 0; number < 3_000; number++) added.Add(Page(number, number % 3 == 0 ? Day.AddMinutes(number) : null));

        Assert.Equal(2_000, added.PagesPassed);
        Assert.Equal(Enumerable.Range(0, 1_000).Select(number => $"https://example.org/{2_997 - (3 * number)}"), added.Pages.Select(page => page.Address.AbsoluteUri));
    }

    [Fact]
    public void Of_pages_without_a_date_those_listed_first_come_first()
    {
        var added = new AddedPages(keepsPages: true, readsNews: false);
        for (var number = 0; number < 1_500; number++) added.Add(Page(number, null));

        Assert.Equal(Enumerable.Range(0, 1_000).Select(number => $"https://example.org/{number}"), added.Pages.Select(page => page.Address.AbsoluteUri));
    }

    [Fact]
    public void Keeps_news_for_their_titles_until_there_are_too_many()
    {
        var added = new AddedPages(keepsPages: false, readsNews: false);
        for (var number = 0; number < 3_000; number++) added.Add(Page(number, Day) with { News = new NewsEntry(new string('t', 1_000), "", "", null, []) });
        added.Add(Page(1, Day));

        Assert.Empty(added.Pages);
        Assert.InRange(added.Titled.Count, 1_900, 2_000);
        Assert.Equal(3_000, added.Titled.Count + added.TitledPassed);
    }

    private static SitemapPage Page(int number, DateTimeOffset? changed) => new(new Uri($"https://example.org/{number}"), changed, null);
}
