using Monitor.Core.Fetching;
using Monitor.Sources;
using Monitor.Worker.Delivering;

namespace Monitor.Worker.Configuration;

/// <summary>
/// Fills option classes from nodes, strictly: a key that no option has, a value of the wrong type or outside the limits declared at the
/// option, and a missing key are findings. (.NET's own binder passes over the first and the last, and throws at the second.)
/// </summary>
internal sealed class OptionsBinder(Kinds kinds, string directory, Findings findings)
{
    private readonly List<Secret> fromFiles = [];

    /// <summary>The secrets that were read from files.</summary>
    public IReadOnlyList<Secret> FromFiles => fromFiles;

    /// <summary>Always gives an object; what is wrong in it keeps its default.</summary>
    public object Bind(Type type, BlockNode block, string path)
    {
        var options = Activator.CreateInstance(type) ?? throw new InvalidOperationException($"{type} has no constructor without parameters.");
        ReportUnknown(type, block, path);
        foreach (var property in OptionProperty.Of(type))
        {
            if (property.IsSecret && block.Entries.TryGetValue(property.Name + "File", out var file)) FillFromFile(options, property, file, block, path);
            else Fill(options, property, block, path);
        }

        foreach (var (key, problem) in Check(options)) findings.ReportUnlessDoubted($"{path}:{key}", problem);
        foreach (var (key, warning) in Doubts(options)) findings.Warn($"{path}:{key}", warning);
        return options;
    }

    private static IEnumerable<(string Key, string Warning)> Doubts(object options) => options switch
    {
        IDoubted own => own.Doubts(),
        ChannelOptions channel => channel.Doubts(),
        _ => [],
    };

    private IEnumerable<(string Key, string Problem)> Check(object options) => options switch
    {
        IChecked own => own.Check(),
        SourceOptions source => source.Check(directory),
        ChannelOptions channel => channel.Check(),
        _ => [],
    };

    private void ReportUnknown(Type type, BlockNode block, string path)
    {
        var keys = OptionProperty.Keys(type);
        foreach (var (key, place, _) in block.Entries.Values)
        {
            if (keys.Contains(key, StringComparer.OrdinalIgnoreCase)) continue;
            findings.Add(new(place, $"{path}:{key}", $"unknown key; {Spelling.Hint(key, keys, "known here:")}"));
            if (Spelling.Nearest(key, keys) is { } meant && !block.Entries.ContainsKey(meant)) findings.Doubt($"{path}:{meant}");
        }
    }

    private void FillFromFile(object options, OptionProperty property, Entry file, BlockNode block, string path)
    {
        var key = $"{path}:{property.Name}File";
        findings.Locate(key, file.Place);
        findings.Locate($"{path}:{property.Name}", file.Place);
        if (block.Entries.TryGetValue(property.Name, out var value))
            findings.Report(key, $"{property.Name} is given as well ({value.Place}); keep one of the two");
        else if (file.Value is not ScalarNode { Kind: ScalarKind.Text or ScalarKind.Untyped } name)
            findings.Report(key, "is no file's name; write a path in quotation marks");
        else if (!SecretFile.TryRead(Path.Combine(directory, name.Text), out var secret, out var wrong))
            findings.Report(key, wrong);
        else
        {
            fromFiles.Add(secret);
            Set(options, property, secret, $"{path}:{property.Name}");
        }
    }

    private void Fill(object options, OptionProperty property, BlockNode block, string path)
    {
        var key = $"{path}:{property.Name}";
        if (!block.Entries.TryGetValue(property.Name, out var entry))
        {
            if (Limits.IsMissing(property.Property, options)) findings.ReportUnlessDoubted(key, Missing(property));
            return;
        }

        findings.Locate(key, entry.Place);
        if (entry.Value is ScalarNode { Kind: ScalarKind.Null })
        {
            // Null says the same as leaving the key out, where that means nothing at all.
            if (Limits.IsRequired(property.Property) || property.Property.GetValue(options) is not null) findings.Report(key, "null is no value here; give it one, or leave the key out");
        }
        else if (Value(property, entry.Value, key) is { } value)
        {
            Set(options, property, value, key);
        }
    }

    private static string Missing(OptionProperty property) =>
        property.IsSecret ? $"missing; add \"{property.Name}\", or \"{property.Name}File\" with the path of a file that holds it" : $"missing; add \"{property.Name}\"";

    private void Set(object options, OptionProperty property, object value, string key)
    {
        property.Property.SetValue(options, value);
        foreach (var (within, what) in Limits.Broken(property.Property, options, value))
            findings.ReportUnlessDoubted(within.Length == 0 ? key : $"{key}:{within}", what);
    }

    private object? Value(OptionProperty property, Node node, string path) =>
        property.Entry is { } entry ? List(property.Type, entry, node, path) : Value(property.Type, node, path);

    private object? Value(Type type, Node node, string path)
    {
        if (!Scalars.Knows(type)) return Block(type, node, path);
        if (node is not ScalarNode scalar)
        {
            findings.Report(path, $"{(node is ListNode ? "a list" : "an object")} stands where one value belongs; write the value alone");
            return null;
        }

        if (Scalars.Read(type, scalar, out var wrong) is { } value) return value;
        findings.Report(path, type == typeof(Secret) ? "the secret is no text; write it in quotation marks" : wrong);
        return null;
    }

    private object? Block(Type type, Node node, string path)
    {
        findings.Locate(path, node.Place);
        if (node is not BlockNode block)
        {
            findings.Report(path, $"{(node is ListNode ? "a list" : "a single value")} stands where an object belongs; write {{ \"{OptionProperty.Keys(type)[0]}\": … }}");
            return null;
        }

        return kinds.Of(type) is { } all ? Kind(all, block, path) : Bind(type, block, path);
    }

    private object? Kind(IReadOnlyDictionary<string, Type> all, BlockNode block, string path)
    {
        var key = $"{path}:Type";
        if (block.Entries.TryGetValue("Type", out var entry)) findings.Locate(key, entry.Place);
        if (block.Text("Type") is { } kind && all.TryGetValue(kind, out var options)) return Bind(options, block, path);
        findings.Report(key, entry is null ? $"missing; add \"Type\" with one of {string.Join(", ", all.Keys)}"
            : block.Text("Type") is { } unknown ? $"{Shown.Of(unknown)} is no kind; {Spelling.Hint(unknown, [.. all.Keys], "write one of")}"
            : $"is no text; write one of {string.Join(", ", all.Keys)} in quotation marks");
        return null;
    }

    private object? List(Type type, Type entry, Node node, string path)
    {
        if (node is not ListNode list)
        {
            findings.Report(path, node switch
            {
                ScalarNode { Kind: ScalarKind.Untyped } => $"is a list; set {node.Place.Name}__0, {node.Place.Name}__1 and so on",
                ScalarNode { Kind: ScalarKind.Text } text when entry != typeof(Secret) => $"one value stands where a list belongs; write [ {Shown.Of(text)} ]",
                ScalarNode => "one value stands where a list belongs; write [ … ]",
                _ => "an object stands where a list belongs; write [ { … } ]",
            });
            return null;
        }

        var values = new List<object>();
        for (var index = 0; index < list.Items.Count; index++)
        {
            var item = $"{path}:{index}";
            findings.Locate(item, list.Items[index].Place);
            if (list.Items[index] is ScalarNode { Kind: ScalarKind.Null }) findings.Report(item, "null is no entry; remove it");
            else if (Value(entry, list.Items[index], item) is { } value) values.Add(value);
        }

        var array = Array.CreateInstance(entry, values.Count);
        ((System.Collections.ICollection)values).CopyTo(array, 0);
        return type.IsAssignableFrom(array.GetType()) ? array : Activator.CreateInstance(type, array);
    }
}
