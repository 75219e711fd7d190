using System.Collections.Frozen;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using Monitor.Core.Fetching;

namespace Monitor.Sources.Html;

/// <summary>
/// Parses HTML at a cost that grows with its length. HTML's own rules do not: every open element is looked through at each tag, and an
/// unclosed formatting element is made again in each block, so that 60 KB of <c>&lt;font&gt;&lt;p&gt;</c> take ten seconds and three million
/// elements (AngleSharp 1.10.3, measured 2026-11). What such a page will cost is counted as its tags come, and the page refused in time.
/// </summary>
public static class BoundedHtml
{
    /// <summary>Deeper elements become siblings: whoever walks the tree recursively must end.</summary>
    private const int DeepestElement = 256;

    /// <summary>Reads a page.</summary>
    /// <exception cref="SourceException"><see cref="SourceFault.Malformed"/>: it has more tags, or leaves more of them open, than a browser
    /// could show.</exception>
    public static IHtmlDocument Parse(string html)
    {
        if (HasTooManyTags(html)) throw OpenTags.TooMany(html.Length);

        // A string would be copied twice.
        return Parser(html.Length).ParseDocument(html.AsMemory());
    }

    /// <summary>Reads a piece of a page's body.</summary>
    /// <exception cref="SourceException">As of <see cref="Parse"/>.</exception>
    public static INodeList ParseFragment(string html) => Parser(html.Length).ParseFragment(html, new HtmlParser().ParseDocument("").Body!);

    /// <summary>Whether a page has so many tags that it will be refused: a count costs less than the part of a tree that is built until then.</summary>
    internal static bool HasTooManyTags(ReadOnlySpan<char> html) => html.Count('<') - html.Count("</") > OpenTags.Most(html.Length);

    private static HtmlParser Parser(int length)
    {
        var work = new OpenTags(length);
        return new HtmlParser(new HtmlParserOptions
        {
            MaximumDepth = DeepestElement,
            SkipComments = true,
            DisableElementPositionTracking = true,
            ShouldEmitAttribute = (ref _, _) => work.CountAttribute(),
            OnToken = (token, _) => work.Count(token),
        });
    }

    /// <summary>Counts tags that stay open, each name by itself, and what they make the following tags cost.</summary>
    private sealed class OpenTags(int length)
    {
        /// <summary>Steps of the parser; some twenty milliseconds. The dearest page of the corpora takes 68,000.</summary>
        private const long MostWork = 1_000_000;

        /// <summary>Elements, attributes and pieces of text, of a quarter of a kilobyte each; the longest pages that people read have a tenth of them.</summary>
        private const int MostNodes = 120_000;

        /// <summary>A shorter page has fewer: one for each fifty characters is usual, and for twelve is still read.</summary>
        private const int LeastCharacters = 12;

        /// <summary>Of a page of whatever length.</summary>
        private const int AlwaysNodes = 20_000;

        /// <summary>Of one tag; what follows is left out. Each attribute is compared with those before it.</summary>
        private const int MostAttributes = 500;

        /// <summary>Made again in each block that follows.</summary>
        private const int CostOfFormatting = 150;

        /// <summary>Its end tag moves what is open within it (the «adoption agency» of the HTML Standard, section 13.2.6.4.7).</summary>
        private const int CostOfAdoption = 15;

        /// <summary>
        /// Elements whose first line break does not count: the parser looks at what follows each by calling itself, so that a few
        /// hundred of them in a row end the process (AngleSharp 1.10.3, found 2026-11: 1.5 MB of stack last for 430).
        /// </summary>
        private const int MostInARow = 32;

        /// <summary>Each makes the parser go through all that were before it; only the first counts.</summary>
        private const int MostBases = 32;

        /// <summary>Pages nest so deep as a matter of course, at no cost to speak of.</summary>
        private const int UsualDepth = 64;

        private static readonly FrozenSet<string> Formatting = FrozenSet.ToFrozenSet(
            ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"], StringComparer.Ordinal);

        /// <summary>Void elements, and those that the next one of their kind closes.</summary>
        private static readonly FrozenSet<string> Passing = FrozenSet.ToFrozenSet(
            [
                "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p", "li", "dt", "dd",
                "td", "th", "tr", "tbody", "thead", "tfoot", "option", "optgroup", "rt", "rp", "colgroup", "caption", "html", "head", "body",
            ],
            StringComparer.Ordinal);

        private readonly int mostNodes = Most(length);
        private readonly Dictionary<string, Tag> tags = new(StringComparer.Ordinal);
        private int plain;
        private int formatting;
        private long work;
        private int nodes;
        private int attributes;
        private int inARow;
        private int bases;

        /// <summary>Nodes of a page of so many characters.</summary>
        public static int Most(int length) => Math.Min(MostNodes, AlwaysNodes + (length / LeastCharacters));

        public static SourceException TooMany(int length) =>
            new(SourceFault.Malformed, $"The page has more than {Most(length)} tags, attributes and pieces of text.");

        private int Excess => Math.Max(0, plain - UsualDepth);

        public void Count(HtmlToken token)
        {
            inARow = token is { Type: HtmlTokenType.StartTag, Name: "pre" or "listing" or "textarea" } ? inARow + 1 : 0;
            if (inARow > MostInARow) throw new SourceException(SourceFault.Malformed, $"The page has more than {MostInARow} elements of preformatted text right within each other.");
            if (token is { Type: HtmlTokenType.StartTag, Name: "base" } && ++bases > MostBases) throw new SourceException(SourceFault.Malformed, $"The page has more than {MostBases} base addresses.");
            attributes = 0;
            if (token.Type != HtmlTokenType.EndTag || token.Name is "p" or "br") CountNode();
            if (token.Type is not (HtmlTokenType.StartTag or HtmlTokenType.EndTag)) return;
            if (!tags.TryGetValue(token.Name, out var tag)) tags[token.Name] = tag = new Tag(token.Name);
            if (token.Type == HtmlTokenType.StartTag)
            {
                work += Excess + ((long)formatting * CostOfFormatting);
                if (!tag.Passes) Add(tag, +1);
            }
            else
            {
                work += tag.Formats ? Excess * CostOfAdoption : Excess;
                if (tag.Open > 0) Add(tag, -1);
            }

            if (work > MostWork) throw new SourceException(SourceFault.Malformed, "The page leaves more tags open than any browser could show.");
        }

        /// <returns>Whether the parser keeps it.</returns>
        public bool CountAttribute()
        {
            if (++attributes > MostAttributes) return false;
            CountNode();
            return true;
        }

        private void CountNode()
        {
            if (++nodes > mostNodes) throw TooMany(length);
        }

        private void Add(Tag tag, int change)
        {
            tag.Open += change;
            if (tag.Formats) formatting += change;
            else plain += change;
        }

        private sealed class Tag(string name)
        {
            public bool Formats { get; } = Formatting.Contains(name);

            public bool Passes { get; } = Passing.Contains(name);

            public int Open { get; set; }
        }
    }
}
