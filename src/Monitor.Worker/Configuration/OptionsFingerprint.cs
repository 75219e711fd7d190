using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Monitor.Core.Fetching;

namespace Monitor.Worker.Configuration;

/// <summary>
/// What nodes compare to know whether they are configured alike: every option that the binder knows but those that are each node's own. It stands in the
/// database, and passwords are in it: guessing one costs the derivation of a key for each try.
/// </summary>
internal static class OptionsFingerprint
{
    // Some milliseconds, when a configuration is read.
    private const int Rounds = 10_000;

    private static readonly byte[] Salt = "monitor: configuration of a node"u8.ToArray();

    public static string Of(MonitorOptions options)
    {
        var text = new StringBuilder();
        WriteBlock(text, options);
        return Convert.ToHexStringLower(Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(text.ToString()), Salt, Rounds, HashAlgorithmName.SHA256, 32));
    }

    private static void WriteBlock(StringBuilder text, object options)
    {
        text.Append(options.GetType().Name).Append('{');
        foreach (var property in OptionProperty.Of(options.GetType()).OrderBy(property => property.Name, StringComparer.Ordinal))
        {
            if (property.Property.IsDefined(typeof(EachNodesOwnAttribute))) continue;
            text.Append(property.Name).Append('=');
            Write(text, property.Property.GetValue(options));
        }

        text.Append('}');
    }

    private static void Write(StringBuilder text, object? value)
    {
        if (value is null)
        {
            text.Append('-');
        }
        else if (Scalars.Knows(value.GetType()) || value is TimeZoneInfo)
        {
            var written = Written(value);
            text.Append(CultureInfo.InvariantCulture, $"{written.Length}:{written}");
        }
        else if (value is IEnumerable entries)
        {
            text.Append('[');
            foreach (var entry in entries) Write(text, entry);
            text.Append(']');
        }
        else
        {
            WriteBlock(text, value);
        }
    }

    private static string Written(object value) => value switch
    {
        Secret secret => secret.Reveal(),
        TimeZoneInfo zone => zone.Id,
        Uri address => address.OriginalString,
        DaySet days => string.Join(',', Enum.GetValues<DayOfWeek>().Where(days.Contains)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
