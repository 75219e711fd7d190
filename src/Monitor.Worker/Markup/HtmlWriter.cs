using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Monitor.Worker.Markup;

/// <summary>
/// Writes markup in which every hole of an interpolated string is escaped, for text and for quoted attributes alike. There is no way to
/// write a string that is not: only interpolated literals are taken, and only their literal parts are markup.
/// </summary>
internal sealed class HtmlWriter
{
    private readonly StringBuilder markup = new();

    /// <summary>UTF-8 octets written so far.</summary>
    public int Octets { get; private set; }

    public void Write([InterpolatedStringHandlerArgument("")] ref Escaping piece) => Octets += piece.Octets;

    public override string ToString() => markup.ToString();

    [InterpolatedStringHandler]
    public ref struct Escaping
    {
        private readonly StringBuilder markup;

        public Escaping(int literalLength, int formattedCount, HtmlWriter writer) => markup = writer.markup;

        public int Octets { get; private set; }

        public void AppendLiteral(string literal)
        {
            markup.Append(literal);
            Octets += Encoding.UTF8.GetByteCount(literal);
        }

        public void AppendFormatted(long number) => AppendLiteral(number.ToString(CultureInfo.InvariantCulture));

        public void AppendFormatted(string? text)
        {
            foreach (var rune in (text ?? "").EnumerateRunes())
            {
                if (Entity(rune) is { } entity) AppendLiteral(entity);
                else
                {
                    markup.Append(rune);
                    Octets += rune.Utf8SequenceLength;
                }
            }
        }

        private static string? Entity(Rune rune) => rune.Value switch
        {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&#39;",
            '\n' or '\t' => null,
            _ => Rune.IsControl(rune) ? "\uFFFD" : null,
        };
    }
}
