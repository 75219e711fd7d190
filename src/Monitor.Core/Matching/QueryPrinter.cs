using System.Buffers;
using System.Globalization;
using System.Text;
using Monitor.Core.Normalizing;

namespace Monitor.Core.Matching;

/// <summary>Writes a tree in the canonical form: English operators, no bracket that changes nothing.</summary>
public static class QueryPrinter
{
    private static readonly SearchValues<char> EndsBare = SearchValues.Create("\"“”„«»()`|");

    private static readonly string[] Quotes = ["\"\"", "``", "«»", "“”"];

    private enum Binding
    {
        Or,
        And,
        Near,
        Not,
    }

    public static string Print(QueryNode node)
    {
        var text = new StringBuilder();
        Print(node, Binding.Or, text);
        return text.ToString();
    }

    private static void Print(QueryNode node, Binding around, StringBuilder text)
    {
        var own = node switch
        {
            AnyOf => Binding.Or,
            AllOf => Binding.And,
            Near => Binding.Near,
            _ => Binding.Not,
        };
        if (own < around) text.Append('(');
        switch (node)
        {
            case AnyOf any: PrintParts(any.Parts, " OR ", Binding.And, text); break;
            case AllOf all: PrintParts(all.Parts, " AND ", Binding.Near, text); break;
            case Near near: PrintNear(near, text); break;
            case Not not: Print(not.Part, Binding.Not, text.Append("NOT ")); break;
            default: text.Append(Print((Term)node)); break;
        }

        if (own < around) text.Append(')');
    }

    private static void PrintParts(Sequence<QueryNode> parts, string between, Binding inner, StringBuilder text)
    {
        for (var part = 0; part < parts.Count; part++)
        {
            if (part > 0) text.Append(between);
            Print(parts[part], inner, text);
        }
    }

    private static void PrintNear(Near near, StringBuilder text)
    {
        Print(near.Left, Binding.Near, text);
        text.Append(CultureInfo.InvariantCulture, $" {(near.Ordered ? "ONEAR" : "NEAR")}/{near.Distance} ");
        Print(near.Right, Binding.Not, text);
    }

    private static string Print(Term term) => term switch
    {
        WordsTerm words => Prefix(words.Scope) + Print(words),
        LiteralTerm literal => $"{Prefix(literal.Scope)}`{literal.Content}`",
        HashtagTerm hashtag => Prefix(hashtag.Scope) + "#" + hashtag.Name,
        HandleTerm handle => Prefix(handle.Scope) + "@" + handle.Local + (handle.Host.Length > 0 ? "@" + handle.Host : ""),
        AddressTerm address => $"{(address.Field == Field.Url ? "site:" : "link:")}{Value(address.Address)}",
        ValueTerm value => $"{Name(value.Field)}:{Value(value.Value)}",
        NumberTerm number => $"{Name(number.Field)}:{Sign(number.Comparison)}{number.Bound.ToString(CultureInfo.InvariantCulture)}",
        _ => throw new ArgumentOutOfRangeException(nameof(term)),
    };

    private static string Prefix(Scope scope) => scope == Scope.Text ? "" : scope.ToString().ToLowerInvariant() + ":";

    private static string Name(Field field) => field switch
    {
        Field.Tags => "tag",
        Field.Language => "lang",
        _ => field.ToString().ToLowerInvariant(),
    };

    private static string Sign(Comparison comparison) => comparison switch
    {
        Comparison.Above => ">",
        Comparison.AtLeast => ">=",
        Comparison.Below => "<",
        Comparison.AtMost => "<=",
        _ => "=",
    };

    /// <summary>Quoted where the value would not read back as one bare term, by quotes that do not stand in it: those it was written in do not.</summary>
    private static string Value(string value)
    {
        if (!value.AsSpan().ContainsAny(EndsBare) && !value.Any(char.IsWhiteSpace)) return value;
        var quotes = Quotes.First(pair => !value.AsSpan().ContainsAny(pair));
        return $"{quotes[0]}{value}{quotes[1]}";
    }

    private static string Print(WordsTerm term)
    {
        var text = Join(term.Words);
        var bare = term.Words.Count == 1 && !IsOperator(text);
        return (term.IsExact ? "=" : "") + (bare ? text : $"\"{text}\"");
    }

    private static bool IsOperator(string word) => word is "AND" or "ET" or "OR" or "OU" or "NOT" or "SAUF" or "NEAR" or "ONEAR";

    /// <summary>Letters of scripts without spaces stand together, as they were written.</summary>
    private static string Join(Sequence<TermWord> words)
    {
        var text = new StringBuilder();
        for (var word = 0; word < words.Count; word++)
        {
            var touches = word > 0 && !words[word - 1].IsPrefix && IsSolo(words[word - 1]) && IsSolo(words[word]);
            text.Append(word > 0 && !touches ? " " : "").Append(Print(words[word]));
        }

        return text.ToString();
    }

    private static bool IsSolo(TermWord word) => Words.KindAt(word.Written, 0, out _) == CharacterKind.Solo;

    private static string Print(TermWord word) => word.IsPrefix ? word.Written + "*" : word.Written;
}
