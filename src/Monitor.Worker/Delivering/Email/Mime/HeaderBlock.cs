using System.Globalization;
using System.Text;

namespace Monitor.Worker.Delivering.Email.Mime;

/// <summary>The header of a message or of a part: ASCII lines of at most 78 characters where they can be folded (RFC 5322, 2.1.1).</summary>
internal sealed class HeaderBlock
{
    private const int LineLimit = 76;
    private readonly StringBuilder lines = new();

    /// <summary>A value of our own making, folded at its spaces.</summary>
    public HeaderBlock Add(string name, string value) => Add(name, value.Split(' '));

    /// <summary>A text that may hold anything.</summary>
    public HeaderBlock AddText(string name, string text) => Add(name, HeaderText.Unstructured(text, name.Length + 2));

    public HeaderBlock Add(string name, Mailbox mailbox) => AddPhrase(name, mailbox.Name, mailbox.Address);

    /// <summary>A display name and something in angle brackets, or that alone when there is no name.</summary>
    public HeaderBlock AddPhrase(string name, string phrase, string bracketed)
    {
        var words = HeaderText.Phrase(phrase, name.Length + 2);
        return Add(name, words.Count == 0 ? [bracketed] : [.. words, $"<{bracketed}>"]);
    }

    /// <summary>A moment as RFC 5322, 3.3 writes it.</summary>
    public HeaderBlock Add(string name, DateTimeOffset moment)
    {
        var offset = moment.Offset;
        var zone = string.Create(CultureInfo.InvariantCulture, $"{(offset < TimeSpan.Zero ? '-' : '+')}{offset:hhmm}");
        return Add(name, string.Create(CultureInfo.InvariantCulture, $"{moment:ddd, d MMM yyyy HH:mm:ss} {zone}"));
    }

    public override string ToString() => lines.ToString();

    private HeaderBlock Add(string name, IReadOnlyList<string> words)
    {
        // Every line passes here, so none can be added by a value, whoever forgot to clean it.
        if (words.Any(word => word.Any(letter => letter is < ' ' or > '~')))
            throw new ArgumentException($"The header {name} would hold a character that is not printable ASCII.", nameof(words));
        var column = name.Length + 1;
        lines.Append(name).Append(':');
        foreach (var (index, word) in words.Index())
        {
            var folds = index > 0 && column + 1 + word.Length > LineLimit;
            column = (folds ? 0 : column) + 1 + word.Length;
            lines.Append(folds ? "\r\n " : " ").Append(word);
        }

        lines.Append("\r\n");
        return this;
    }
}
