using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net;
using Monitor.Sources.Http;

namespace Monitor.Worker.Configuration;

/// <summary>Places as the gate reads them: networks, addresses and hosts, each with a port or without.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NetworkPlacesAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        foreach (var (index, text) in ((IReadOnlyList<string>?)value ?? []).Index())
        {
            if (Wrong(text) is { } wrong) return new(wrong, [index.ToString(CultureInfo.InvariantCulture)]);
        }

        return ValidationResult.Success;
    }

    private static string? Wrong(string text) =>
        IsAbbreviated(text) ? $"{Shown.Of(text)} is only begun; write a network (10.0.0.0/8) or a whole address (127.0.0.1:8081)"
        : AllowedPlace.TryParse(text, out _, out var problem) ? null
        : problem;

    // IPAddress takes "10.0.0" for 10.0.0.0, as the C library does; whoever writes that means a network.
    private static bool IsAbbreviated(string text) => text.Count(letter => letter == '.') < 3 && !text.Contains(':', StringComparison.Ordinal) && IPAddress.TryParse(text, out _);
}
