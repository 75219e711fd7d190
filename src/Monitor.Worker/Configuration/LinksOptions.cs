using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Monitor.Core.Normalizing;

namespace Monitor.Worker.Configuration;

/// <summary>How it is found out where short links lead, for <c>link:</c> in queries.</summary>
public sealed class LinksOptions
{
    /// <summary>Whether their hosts are asked; otherwise a link leads where its address says.</summary>
    public bool Resolve { get; set; } = true;

    /// <summary>Shorteners besides those everybody uses: hosts, with a port or a path or without.</summary>
    [LinkPlaces]
    public IReadOnlyList<string> Shorteners { get; set; } = [];

    /// <summary>Whether a code on a short host (<c>nyti.ms/3kXz9Q</c>) is taken for a short link.</summary>
    public bool Guess { get; set; } = true;

    /// <summary>Least time between two requests to one host.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan Pace { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long it is believed that a short link leads where it led.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan Keep { get; set; } = TimeSpan.FromDays(30);
}

/// <summary>Hosts, with a port or a path or without.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class LinkPlacesAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        foreach (var (index, text) in ((IReadOnlyList<string>?)value ?? []).Index())
        {
            if (!Shorteners.IsPlace(text))
                return new($"{Shown.Of(text)} is no place of short links; write a host (go.acme.example), with a path where it needs one (acme.example/s)", [index.ToString(CultureInfo.InvariantCulture)]);
        }

        return ValidationResult.Success;
    }
}
