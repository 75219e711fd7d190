namespace Monitor.Worker.Delivering;

/// <summary>Who wrote something, as people read it.</summary>
internal static class Byline
{
    /// <summary><c>Ann Lee (@ann@example.social)</c>; the handle alone where the name says no more; empty where nobody is known.</summary>
    /// <param name="name">One clean line.</param>
    /// <param name="handle">One clean line, without its @.</param>
    public static string Of(string name, string handle) =>
        handle.Length == 0 ? name : name.Length == 0 || string.Equals(name, handle, StringComparison.Ordinal) ? $"@{handle}" : $"{name} (@{handle})";
}
