using System.Globalization;

namespace Monitor.Worker.Commands;

/// <summary>How many there are of something: <c>1 query</c>, <c>3 queries</c>.</summary>
internal static class Counted
{
    public static string Of(int number, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : many)}");

    /// <summary>What a look brought.</summary>
    public static string Saved(int documents, int mentions) => $"{Of(documents, "new document", "new documents")}, {Of(mentions, "mention", "mentions")}";
}
