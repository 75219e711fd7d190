using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Monitor.Core.Fetching;

/// <summary>A source's memory between two fetches. Opaque to everybody but the source that wrote it.</summary>
/// <param name="Text">What the source wrote; null before first contact.</param>
public readonly record struct Cursor(string? Text)
{
    /// <summary>The cursor before first contact.</summary>
    public static Cursor Start => default;

    /// <summary>Writes <paramref name="state"/> as JSON.</summary>
    public static Cursor Of<T>(T state, JsonTypeInfo<T> shape) => new(JsonSerializer.Serialize(state, shape));

    /// <summary>Reads what <see cref="Of{T}"/> wrote; null before first contact, and when an older version's cursor no longer reads.</summary>
    public T? Read<T>(JsonTypeInfo<T> shape)
        where T : class
    {
        if (Text is null) return null;
        try
        {
            return JsonSerializer.Deserialize(Text, shape);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
