using System.Collections.Frozen;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using Monitor.Core.Fetching;

namespace Monitor.Sources.Http;

/// <summary>
/// Parses HTML at a cost that grows with its length. HTML's own rules do not: every open element is looked through at each tag, and an
/// unclosed formatting element is made again in each block, so that 60 KB of <c>&lt;font&gt;&lt;p&gt;</c> take ten seconds and three million
/// elements (AngleSharp 1.10.3, measured 2026-11). What such a page will cost is counted as its tags come, and the page refused in time.
/// </summary>
public static class BoundedHtml
{
    /// <summary>Deeper elements become siblings: whoever walks the tree recursively must end.</summary>
    private const int DeepestElement = 256;

    /// <exception cref="SourceException"><see cref="SourceFault.Malformed"/>: tags are left open in such number that no browser shows the page.</exception>
    public static IHtmlDocument Parse(string html)
    {
        var work = new OpenTags();
        var parser = new HtmlParser(new HtmlParserOptions
        {
            MaximumDepth = DeepestElement,
            SkipComments = true,
            DisableElementPositionTracking = true,
            OnToken = (token, _) => work.Count(token),
        });
        return parser.ParseDocument(html);
    }

    /// <summary>Counts tags that stay open, each name by itself, and what they make the following tags cost.</summary>
    private sealed class OpenTags
    {
        /// <summary>Steps of the parser; about half a second.</summary>
        private const long MostWork = 20_000_000;

        private const int CostOfFormatting = 150;

        private static readonly FrozenSet<string> Formatting = FrozenSet.ToFrozenSet(
            ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"], StringComparer.Ordinal);

        /// <summary>Void elements, and those that the next one of their kind closes.</summary>
        private static readonly FrozenSet<string> Passing = FrozenSet.ToFrozenSet(
            [
                "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p", "li", "dt", "dd",
                "td", "th", "tr", "tbody", "thead", "tfoot", "option", "optgroup", "rt", "rp", "colgroup", "caption", "html", "head", "body",
            ],
            StringComparer.Ordinal);

        private readonly Dictionary<string, int> open = new(StringComparer.Ordinal);
        private int plain;
        private int formatting;
        private long work;

        public void Count(HtmlToken token)
        {
            if (token.Type == HtmlTokenType.StartTag)
            {
                work += plain + ((long)formatting * CostOfFormatting);
                if (work > MostWork) throw new SourceException(SourceFault.Malformed, "The page leaves more tags open than any browser could show.");
                if (!Passing.Contains(token.Name)) Add(token.Name, +1);
            }
            else if (token.Type == HtmlTokenType.EndTag)
            {
                work += plain;
                if (open.GetValueOrDefault(token.Name) > 0) Add(token.Name, -1);
            }
        }

        private void Add(string name, int change)
        {
            open[name] = open.GetValueOrDefault(name) + change;
            if (Formatting.Contains(name)) formatting += change;
            else plain += change;
        }
    }
}
