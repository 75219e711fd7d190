using System.Text;
using System.Text.Json;

namespace Monitor.Worker.Configuration;

/// <summary>Reads JSON with comments and trailing commas into nodes that know their line.</summary>
internal sealed class JsonTree(byte[] utf8, string file)
{
    private static readonly JsonReaderOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 64 };
    private readonly JsonLines lines = new(utf8);
    private readonly Stack<Place> open = new();
    private readonly List<ConfigurationProblem> problems = [];

    /// <summary>The outermost object; null when the file is not that, and then the problems say why.</summary>
    public static BlockNode? Read(byte[] utf8, string file, out IReadOnlyList<ConfigurationProblem> problems)
    {
        var tree = new JsonTree(utf8, file);
        problems = tree.problems;
        return tree.Read();
    }

    private BlockNode? Read()
    {
        try
        {
            var reader = new Utf8JsonReader(utf8, Lenient);
            reader.Read();
            var root = Value(ref reader, "");
            // Fails on whatever comes behind the outermost value.
            reader.Read();
            if (root is BlockNode block) return block;
            problems.Add(new(root.Place, "", "the file holds no object; write { \"Monitor\": { … } }"));
        }
        catch (JsonException wrong)
        {
            var offset = lines.OffsetOf((int)(wrong.LineNumber ?? 0), (int)(wrong.BytePositionInLine ?? 0));
            var place = At(offset);
            var what = JsonMistake.Explain(utf8, offset, wrong, open.Count > 0 ? open.Peek() : null);
            problems.Add(new(place, "", $"column {place.Column}: {what}{lines.Show(offset)}"));
        }

        return null;
    }

    private Node Value(ref Utf8JsonReader reader, string path)
    {
        var place = At(reader.TokenStartIndex);
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => Block(ref reader, place, path),
            JsonTokenType.StartArray => List(ref reader, place, path),
            JsonTokenType.String => new ScalarNode(place, ScalarKind.Text, Text(ref reader, place, path)),
            JsonTokenType.Number => new ScalarNode(place, ScalarKind.Number, Encoding.UTF8.GetString(reader.ValueSpan)),
            JsonTokenType.True or JsonTokenType.False => new ScalarNode(place, ScalarKind.Boolean, Encoding.UTF8.GetString(reader.ValueSpan)),
            _ => new ScalarNode(place, ScalarKind.Null, "null"),
        };
    }

    private BlockNode Block(ref Utf8JsonReader reader, Place place, string path)
    {
        var block = new BlockNode(place);
        open.Push(place);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var at = At(reader.TokenStartIndex);
            var key = Text(ref reader, at, path);
            var inner = path.Length == 0 ? key : $"{path}:{key}";
            reader.Read();
            var value = Value(ref reader, inner);
            if (!block.Entries.TryAdd(key, new Entry(key, at, value)))
                problems.Add(new(at, inner, $"stands here a second time, first in line {block.Entries[key].Place.Line}; keep one"));
        }

        open.Pop();
        return block;
    }

    private ListNode List(ref Utf8JsonReader reader, Place place, string path)
    {
        var list = new ListNode(place);
        open.Push(place);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            list.Items.Add(Value(ref reader, $"{path}:{list.Items.Count}"));
        open.Pop();
        return list;
    }

    private string Text(ref Utf8JsonReader reader, Place place, string path)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            problems.Add(new(place, path, "the text holds bytes that are no UTF-8, or half a surrogate pair; save the file as UTF-8"));
            return "";
        }
    }

    private Place At(long offset)
    {
        var (line, column) = lines.At((int)offset);
        return new(Origin.File, file, line, column);
    }
}
