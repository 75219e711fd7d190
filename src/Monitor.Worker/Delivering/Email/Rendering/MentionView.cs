using Monitor.Core.Fetching;
using Monitor.Core.Matching;
using Monitor.Core.Normalizing;
using Monitor.Core.Storing;

namespace Monitor.Worker.Delivering.Email.Rendering;

/// <summary>What a letter shows of a mention: bounded lines of plain text, whatever was in the document.</summary>
internal sealed record MentionView
{
    private const int TitleLength = 160;
    private const int NameLength = 60;
    private const int MostTerms = 6;
    private const int MostPlaces = 6;
    private const int LongestAddress = 2_048;

    public required Excerpt Title { get; init; }

    /// <summary>Where a click leads; null when there is no address that is one of the web.</summary>
    public Uri? Address { get; private init; }

    /// <summary>The host a click leads to, in ASCII so that no look-alike passes; empty without an address.</summary>
    public string Host => Address?.IdnHost ?? "";

    public required string Source { get; init; }

    public required string Author { get; init; }

    public required string When { get; init; }

    /// <summary>"Found at first look", "older", or nothing.</summary>
    public required string Badge { get; init; }

    /// <summary>Empty where the title says all there is.</summary>
    public required Excerpt Excerpt { get; init; }

    public required string Why { get; init; }

    /// <summary>Other places, and other queries with their reasons; empty mostly.</summary>
    public required string Also { get; init; }

    public static MentionView Of(StoredMention stored, string query, Letter letter)
    {
        var (mention, reader) = (stored.Mention, letter.Reader);
        var document = mention.Document;
        var author = Name(document.Author);
        var address = Web(document.Url);
        var untitled = string.IsNullOrWhiteSpace(document.Title);
        return new MentionView
        {
            Title = untitled ? Headline(reader.Phrases.TypeName(document.Type), author.Length > 0 ? author : Place(address)) : Excerpt.OfTitle(mention, TitleLength),
            Address = address,
            Source = $"{Reader.Line(reader.Phrases.KindName(document.Source.Kind), NameLength)} ({Reader.Line(document.Source.Name, NameLength)})",
            Author = untitled ? "" : author,
            When = reader.Moment(Dated.Of(document)),
            Badge = mention.Arrival switch { Arrival.Baseline => reader.Phrases.FirstLook, Arrival.Late => reader.Phrases.Older, Arrival.Edited => reader.Phrases.Edited, _ => "" },
            Excerpt = string.IsNullOrWhiteSpace(document.Body) ? new Excerpt([]) : Excerpt.Of(mention),
            Why = mention.Matches.FirstOrDefault(match => match.Query == query) is { } match ? Reasons(match, document, reader) : reader.Phrases.WhyConditions,
            Also = Others(stored, query, letter),
        };
    }

    private static Excerpt Headline(string type, string what) => new([new TextRun(what.Length > 0 ? $"{type} · {what}" : type, false)]);

    private static string Place(Uri? address) => address is null ? "" : Reader.Line(address.IdnHost + address.AbsolutePath, NameLength);

    private static string Name(Author author) => Byline.Of(Reader.Line(author.Name, NameLength), Reader.Line(author.Handle, NameLength));

    private static string Reasons(Match match, Document document, Reader reader)
    {
        var reasons = Reason.Of(match, document, reader.Phrases.FieldName);
        if (reasons.Count == 0) return reader.Phrases.WhyConditions;
        var shown = reasons.Take(MostTerms).Select(reason =>
            $"{reader.Phrases.Quoted(Reader.Line(reason.Term, NameLength))} ({string.Join(", ", reason.Places.Take(MostPlaces).Select(place => Reader.Line(place, TitleLength)))})");
        return string.Join(", ", shown) + (reasons.Count > MostTerms ? ", …" : "");
    }

    private static string Others(StoredMention stored, string query, Letter letter)
    {
        var (document, reader) = (stored.Mention.Document, letter.Reader);
        var others = stored.Mention.Matches.Where(match => match.Query != query).Take(MostTerms).Select(match => reader.Phrases.AlsoFits(
            reader.Phrases.Quoted(Reader.Line(letter.Titles.GetValueOrDefault(match.Query, match.Query), NameLength)), Reasons(match, document, reader)));
        return string.Join(" · ", stored.Copies > 0 ? others.Prepend(reader.Phrases.AlsoOn(stored.Copies)) : others);
    }

    // Without user info, which is there to make a host look like another (https://bank.example@evil.example/).
    private static Uri? Web(string address) =>
        address.Length <= LongestAddress && Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme is "https" or "http") && uri.IdnHost.Length > 0
            ? new Uri(uri.GetComponents(UriComponents.HttpRequestUrl | UriComponents.Fragment, UriFormat.UriEscaped))
            : null;
}
