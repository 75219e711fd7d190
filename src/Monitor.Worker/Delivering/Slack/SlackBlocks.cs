using System.Diagnostics;
using Monitor.Core.Delivering;
using Monitor.Core.Normalizing;
using Monitor.Core.Storing;

namespace Monitor.Worker.Delivering.Slack;

/// <summary>
/// Messages as Block Kit, pure. Limits (https://docs.slack.dev/reference/block-kit/blocks, seen 2026-11): 150 characters in a header,
/// 10 elements in a context, 3,000 characters in a text object; for the whole message see <see cref="Allowance"/>.
/// </summary>
/// <param name="channel">The channel's name.</param>
/// <param name="phrases">In the channel's language.</param>
/// <param name="zone">For times that people read.</param>
/// <param name="page">Where the rest is.</param>
internal sealed class SlackBlocks(string channel, SlackPhrases phrases, TimeZoneInfo zone, Uri page)
{
    private const int LongestHeader = 150;
    private const int LongestFallback = 300;
    private const int LongestHeadline = 300;
    private const int LongestWhy = 500;
    private const int RowsOfBurst = 5;
    private const int RowsOfDigest = 10;

    private readonly MentionText text = new(phrases, zone, page);

    public SlackMessage Of(Message message) => message switch
    {
        TestMessage => Test(),
        AlertMessage { Mentions: [var mention] } alert => Single(mention, alert.QueryTitles),
        AlertMessage alert => Burst(alert),
        DigestMessage digest => Digest(digest.Digest),
        _ => throw new UnreachableException($"A message of a kind that channels do not know: {message.GetType().Name}."),
    };

    private SlackMessage Test()
    {
        var sentence = phrases.Test(channel);
        return Message($"{phrases.TestHeader}: {sentence}", [Header(phrases.TestHeader), new RichTextBlock([Section(sentence)]), Footer(phrases.Page)]);
    }

    private SlackMessage Single(StoredMention stored, IReadOnlyDictionary<string, string> titles)
    {
        var mention = stored.Mention;
        var header = Header(phrases.Alert(string.Join(", ", mention.Matches.Select(match => titles.GetValueOrDefault(match.Query, match.Query)))));
        var headline = text.Headline(mention, LongestHeadline);
        List<RichText> words = [new RichTextSection(headline)];
        if (HasBoth(mention.Document) && MentionText.Leaves(Excerpt.Of(mention)) is { Count: > 0 } excerpt) words.Add(new RichTextQuote(excerpt));
        return Message($"{header.Text.Text} – {string.Concat(headline.OfType<TextLeaf>().Select(leaf => leaf.Text))}",
            [header, new RichTextBlock(words), Facts(stored), new ContextBlock([new PlainText(text.Why(mention, titles, LongestWhy))])]);
    }

    // Without a title the text is the headline already, without a text the excerpt would be the title again.
    private static bool HasBoth(Document document) => !string.IsNullOrWhiteSpace(document.Title) && !string.IsNullOrWhiteSpace(document.Body);

    private ContextBlock Facts(StoredMention stored)
    {
        var document = stored.Mention.Document;
        var copies = stored.Copies > 0 ? $" · {phrases.Copies(stored.Copies)}" : "";
        return new ContextBlock(
        [
            new PlainText($"{text.Origin(document)}{copies}"),
            new Mrkdwn($"{text.MomentToken(Dated.Of(document))} · {text.LinkOf(document).ToMrkdwn()}"),
        ]);
    }

    private SlackMessage Burst(AlertMessage alert)
    {
        var groups = alert.Mentions.GroupBy(stored => stored.Mention.Matches[0].Query, StringComparer.Ordinal)
            .Select(group => new MentionGroup(alert.QueryTitles.GetValueOrDefault(group.Key, group.Key), [.. group]))
            .ToList();
        return Listed(Header(phrases.Burst(alert.Mentions.Count)), null, new MentionList(phrases, text), groups, RowsOfBurst);
    }

    private SlackMessage Digest(Digest digest)
    {
        var day = phrases.Day(digest.Slot.Date);
        var groups = digest.Sections.Select(section => new MentionGroup(section.Title, section.Mentions)).ToList();
        var notes = new DigestNotes(phrases, digest);
        var list = new MentionList(phrases, new MentionText(phrases, digest.Zone, page));
        return Listed(Header(phrases.Digest(digest.Name, digest.Mentions, day)), notes.ToBlock(), list, groups, RowsOfDigest);
    }

    /// <summary>Header, notes and footer first take what they need; the mentions get the rest.</summary>
    private SlackMessage Listed(HeaderBlock header, SlackBlock? notes, MentionList list, IReadOnlyList<MentionGroup> groups, int rows)
    {
        var all = groups.Sum(group => group.Mentions.Count);
        var allowance = new Allowance();
        allowance.Take(3, header.Size + (notes?.Size ?? 0) + Footer(phrases.More(all)).Size);
        var (lists, shown) = list.Of(groups, rows, allowance);
        var footer = Footer(shown < all ? phrases.More(all - shown) : phrases.Page);
        return Message(header.Text.Text, [header, .. lists, .. notes is null ? (SlackBlock[])[] : [notes], footer]);
    }

    private static SlackMessage Message(string fallback, IReadOnlyList<SlackBlock> blocks) =>
        new(SlackText.Escape(SlackText.Line(fallback, LongestFallback)), blocks);

    private static HeaderBlock Header(string title) => new(new PlainText(SlackText.Line(title, LongestHeader)));

    private static RichTextSection Section(string sentence) => new([new TextLeaf(sentence)]);

    private ContextBlock Footer(string label) => new([new Mrkdwn(SlackLink.To(page).ToMrkdwn(label))]);
}
