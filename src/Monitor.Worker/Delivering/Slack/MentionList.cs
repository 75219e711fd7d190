using Monitor.Core.Storing;

namespace Monitor.Worker.Delivering.Slack;

/// <summary>Many mentions as bulleted lists, one for each query, within what the message may hold.</summary>
internal sealed class MentionList(SlackPhrases phrases, MentionText text)
{
    private const int LongestHeadline = 140;
    private const int LongestTitle = 100;

    /// <summary>Row by row over all groups, so that a query with a thousand mentions leaves room for the others.</summary>
    /// <param name="groups">One per query.</param>
    /// <param name="rows">At most so many mentions of each.</param>
    /// <param name="allowance">What is left of the message.</param>
    /// <returns>The blocks, and how many mentions are in them.</returns>
    public (IReadOnlyList<SlackBlock> Blocks, int Shown) Of(IReadOnlyList<MentionGroup> groups, int rows, Allowance allowance)
    {
        var lists = groups.Select(group => new OpenList(Heading(group), group.Mentions)).ToList();
        for (var row = 0; row < rows; row++)
        {
            foreach (var list in lists) list.Add(row, Row, allowance);
        }

        return ([.. lists.Where(list => list.Rows.Count > 0).Select(list => list.ToBlock())], lists.Sum(list => list.Rows.Count));
    }

    private static RichTextSection Heading(MentionGroup group) =>
        new([new TextLeaf($"{SlackText.Line(group.Title, LongestTitle)} · {group.Mentions.Count}", TextStyle.Strong)]);

    private RichTextSection Row(StoredMention stored)
    {
        var document = stored.Mention.Document;
        var copies = stored.Copies > 0 ? $" · {phrases.Copies(stored.Copies)}" : "";
        return new RichTextSection(
        [
            .. text.Headline(stored.Mention, LongestHeadline),
            new TextLeaf(" – "),
            text.LinkOf(document).ToLeaf(),
            new TextLeaf($" · {text.Moment(Dated.Of(document))}{copies}"),
        ]);
    }

    private sealed class OpenList(RichTextSection heading, IReadOnlyList<StoredMention> mentions)
    {
        public List<RichTextSection> Rows { get; } = [];

        /// <summary>Adds a row unless there is none, it does not fit, or one before it did not.</summary>
        public void Add(int row, Func<StoredMention, RichTextSection> render, Allowance allowance)
        {
            if (row >= mentions.Count || row > Rows.Count) return;
            var section = render(mentions[row]);
            if (allowance.Take(row == 0 ? 1 : 0, section.Size + (row == 0 ? heading.Size : 0))) Rows.Add(section);
        }

        public RichTextBlock ToBlock() => new([heading, new RichTextList(Rows)]);
    }
}

/// <param name="Title">The query's title.</param>
/// <param name="Mentions">In the order they are shown.</param>
internal sealed record MentionGroup(string Title, IReadOnlyList<StoredMention> Mentions);
