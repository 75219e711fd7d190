using System.Collections.Concurrent;
using System.Reflection;
using Monitor.Core.Fetching;

namespace Monitor.Worker.Configuration;

/// <summary>One key that an options class takes.</summary>
/// <param name="Property">Where its value goes.</param>
/// <param name="Type">The value's type, without the question mark.</param>
internal sealed record OptionProperty(PropertyInfo Property, Type Type)
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<OptionProperty>> Known = new();

    public string Name => Property.Name;

    /// <summary>Whether it may as well be read from a file, named under the key with <c>File</c> behind it.</summary>
    public bool IsSecret => Type == typeof(Secret);

    /// <summary>The type of a list's entries; null for what is no list.</summary>
    public Type? Entry =>
        Type.IsArray ? Type.GetElementType()
        : Type.IsGenericType && Type.GetGenericArguments() is [var entry] && Type.IsAssignableFrom(typeof(List<>).MakeGenericType(entry)) ? entry
        : null;

    public static IReadOnlyList<OptionProperty> Of(Type options) => Known.GetOrAdd(options, Read);

    /// <summary>The keys as they may be written.</summary>
    public static IReadOnlyList<string> Keys(Type options) =>
        [.. Of(options).SelectMany(property => property.IsSecret ? [property.Name, property.Name + "File"] : (string[])[property.Name])];

    private static IReadOnlyList<OptionProperty> Read(Type options) =>
    [
        .. options.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0)
            .Select(property => new OptionProperty(property, Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType)),
    ];
}
