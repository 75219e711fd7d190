using Monitor.Worker.Storing;

namespace Monitor.Worker.Tests.Storing;

public sealed class StoreTextTests
{
    // Not as theory data: attributes are UTF-8 and cannot hold a lone surrogate.
    private static readonly (string Text, string Clean)[] Cases =
    [
        ("", ""),
        ("Acme", "Acme"),
        ("🏔 and 日本語", "🏔 and 日本語"),
        ("a\0b", "a\uFFFDb"),
        ("\uD800", "\uFFFD"),
        ("\uDC00\uD800", "\uFFFD\uFFFD"),
        ("\uD800\uD83C\uDFD4\uDFD4", "\uFFFD\uD83C\uDFD4\uFFFD"),
    ];

    [Fact]
    public void Keeps_valid_text_and_every_place_in_it() =>
        Assert.All(Cases, pair =>
        {
            Assert.Equal(pair.Clean, StoreText.Clean(pair.Text));
            Assert.Equal(pair.Text.Length, pair.Clean.Length);
        });

    [Fact]
    public void Does_not_copy_valid_text()
    {
        var text = string.Concat("Ac", "me");

        Assert.Same(text, StoreText.Clean(text));
    }
}
