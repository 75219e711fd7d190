using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace Monitor.Worker.Configuration;

/// <summary>Holds a value against the limits that are declared at its option.</summary>
internal static class Limits
{
    /// <summary>Everything wrong with the value: the key within it, empty for the value itself, and what.</summary>
    public static IEnumerable<(string Key, string What)> Broken(PropertyInfo property, object options, object? value)
    {
        var context = new ValidationContext(options) { MemberName = property.Name, DisplayName = property.Name };
        foreach (var limit in property.GetCustomAttributes<ValidationAttribute>())
        {
            if (Check(limit, value, context) is { } result)
                yield return (result.MemberNames.FirstOrDefault(name => name != property.Name) ?? "", Explain(property.Name, limit, result, value));
        }
    }

    /// <summary>Whether the key must be there.</summary>
    public static bool IsRequired(PropertyInfo property) => property.IsDefined(typeof(RequiredAttribute));

    /// <summary>Whether the key must be there because the option's default is no value that would do.</summary>
    public static bool IsMissing(PropertyInfo property, object options) =>
        property.GetCustomAttribute<RequiredAttribute>() is { } required && !required.IsValid(property.GetValue(options));

    private static ValidationResult? Check(ValidationAttribute limit, object? value, ValidationContext context)
    {
        try
        {
            return limit.GetValidationResult(value, context);
        }
        catch (OverflowException)
        {
            // RangeAttribute casts a long to its bounds' int before it compares.
            return new ValidationResult("is out of range");
        }
    }

    private static string Explain(string key, ValidationAttribute limit, ValidationResult result, object? value) => limit switch
    {
        RequiredAttribute => "is empty; give it a value, or remove the key and what needs it",
        RangeAttribute range => $"{Write(value)} is {(IsLess(value, range) ? "too little" : "too much")}; write {Bound(range.Minimum, value)} to {Bound(range.Maximum, value)}",
        AllowedValuesAttribute allowed => $"{Write(value)} is not known here; {Spelling.Hint(value as string ?? "", [.. allowed.Values.OfType<string>()], "write one of")}",
        MinLengthAttribute least => $"holds too little; at least {least.Length.ToString(CultureInfo.InvariantCulture)} belong here",
        MaxLengthAttribute most => $"holds too much; at most {most.Length.ToString(CultureInfo.InvariantCulture)} belong here",
        UrlAttribute => $"{Write(value)} is no web address; {WebAddresses.Mend(value as string ?? "")}",
        EmailAddressAttribute => $"{Write(value)} is no mail address; write it like ann@example.org",
        _ when result.ErrorMessage is { Length: > 0 } text && char.IsLower(text[0]) && value is string => $"{Write(value)} does not fit; {key} {text}",
        _ => result.ErrorMessage ?? "does not fit",
    };

    private static string Write(object? value) => value switch
    {
        TimeSpan duration => Durations.Write(duration),
        string text => Shown.Of(text),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => "this",
    };

    private static string Bound(object bound, object? value) =>
        value is TimeSpan ? Durations.Write(Duration(bound)) : Convert.ToString(bound, CultureInfo.InvariantCulture) ?? "";

    private static bool IsLess(object? value, RangeAttribute range) => value switch
    {
        TimeSpan duration => duration < Duration(range.Minimum),
        IConvertible number => number.ToDouble(CultureInfo.InvariantCulture) < Convert.ToDouble(range.Minimum, CultureInfo.InvariantCulture),
        _ => true,
    };

    // RangeAttribute turns its texts into values only once it has validated something.
    private static TimeSpan Duration(object bound) =>
        bound is TimeSpan span ? span : TimeSpan.Parse((string)bound, CultureInfo.InvariantCulture);
}
