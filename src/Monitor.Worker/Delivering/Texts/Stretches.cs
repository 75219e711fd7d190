namespace Monitor.Worker.Delivering.Texts;

/// <summary>From one moment to another, as people say it: one moment alone where both are written alike.</summary>
internal static class Stretches
{
    public static string English(string from, string to) => from == to ? $"at {from}" : $"from {from} to {to}";

    public static string French(string from, string to) => from == to ? $"le {from}" : $"du {from} au {to}";
}
