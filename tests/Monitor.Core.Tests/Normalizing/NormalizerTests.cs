using Monitor.Core.Fetching;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Tests.Normalizing;

public sealed class NormalizerTests
{
    private static readonly SourceIdentity Source = new("press", "feed");
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.FromHours(1));

    [Fact]
    public void An_item_becomes_a_clean_document()
    {
        var document = Normalizer.Normalize(
            new()
            {
                Id = "7",
                Url = "https://www.google.com/url?url=https%3A%2F%2FAcme.com%2Fa%2F%3Futm_source%3Dx",
                Title = "Ac\0me \uD800!",
                Body = "Hello",
                Author = new("Ann", "@ann", "https://Example.org/ann/"),
                Language = "pt_BR",
                Tags = ["#Jobs", " Jobs ", "", "x"],
                Links = ["https://l.facebook.com/l.php?u=https%3A%2F%2Facme.com%2F", "mailto:ann@example.org"],
                Published = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero),
            },
            Source,
            Now);

        Assert.Equal("https://acme.com/a/", document.Url);
        Assert.Equal("Acme !", document.Title);
        Assert.Equal(new Author("Ann", "ann", "https://example.org/ann/"), document.Author);
        Assert.Equal("pt", document.Language);
        Assert.Equal(["Jobs", "x"], document.Tags);
        Assert.Equal("https://acme.com/", Assert.Single(document.Links).Target);
        Assert.Equal(2199, document.Published!.Value.Year);
        Assert.Equal(TimeSpan.Zero, document.Seen.Offset);
        Assert.NotEqual(0UL, document.Fingerprint);
    }

    [Fact]
    public void Long_texts_are_cut_between_characters()
    {
        var document = Normalizer.Normalize(new() { Id = "1", Title = "a" + string.Concat(Enumerable.Repeat("🔥", 2_000)) }, Source, Now);

        Assert.Equal(Normalizer.LongestTitle - 1, document.Title.Length);
        Assert.False(char.IsHighSurrogate(document.Title[^1]));
    }

    [Theory]
    [InlineData(1, 1970)]
    [InlineData(2026, 2026)]
    public void Dates_are_clamped_to_years_that_can_be_stored(int claimed, int kept) =>
        Assert.Equal(kept, Normalizer.Normalize(new() { Id = "1", Published = new(claimed, 6, 1, 0, 0, 0, TimeSpan.Zero) }, Source, Now).Published!.Value.Year);

    [Fact]
    public void The_configured_language_counts_where_the_item_says_none()
    {
        Assert.Equal("fr", Normalizer.Normalize(new() { Id = "1", Body = "x" }, Source, Now, "fr-CA").Language);
        Assert.Equal("", Normalizer.Normalize(new() { Id = "1", Body = "x" }, Source, Now).Language);
    }
}
