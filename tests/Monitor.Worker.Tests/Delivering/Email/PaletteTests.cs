using System.Globalization;
using Monitor.Worker.Delivering.Email.Rendering;

namespace Monitor.Worker.Tests.Delivering.Email;

/// <summary>WCAG 2.2, 1.4.3: letters of text stand at 4.5:1 against their ground at least.</summary>
public sealed class PaletteTests
{
    public static TheoryData<string, string, string> Appearances { get; } = [.. All()];

    [Theory]
    [MemberData(nameof(Appearances))]
    public void Every_letter_can_be_read(string appearance, string letters, string ground) =>
        Assert.True(Contrast(Colour(letters), Colour(ground)) >= 4.5, $"{appearance}: {letters} on {ground} is {Contrast(Colour(letters), Colour(ground)):F2}");

    private static IEnumerable<(string, string, string)> All()
    {
        foreach (var (name, palette) in new[] { ("light", Palette.Light), ("dark", Palette.Dark) })
        {
            foreach (var (letters, ground) in palette.Pairs)
            {
                yield return (name, letters, ground);
                yield return ($"{name}, inverted by lightness", Inverted(letters), Inverted(ground));
            }
        }
    }

    /// <summary>What Gmail's application and forced dark modes do: the same hue, the lightness turned round.</summary>
    private static string Inverted(string colour)
    {
        var (red, green, blue) = Colour(colour);
        var shift = 1 - (Math.Max(red, Math.Max(green, blue)) + Math.Min(red, Math.Min(green, blue)));
        return string.Concat("#", Hex(red + shift), Hex(green + shift), Hex(blue + shift));
    }

    private static double Contrast((double, double, double) one, (double, double, double) other)
    {
        var (light, dark) = (Math.Max(Luminance(one), Luminance(other)), Math.Min(Luminance(one), Luminance(other)));
        return (light + 0.05) / (dark + 0.05);
    }

    private static double Luminance((double Red, double Green, double Blue) colour) =>
        (0.2126 * Linear(colour.Red)) + (0.7152 * Linear(colour.Green)) + (0.0722 * Linear(colour.Blue));

    private static double Linear(double part) => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);

    private static (double Red, double Green, double Blue) Colour(string colour) => (Part(colour, 1), Part(colour, 3), Part(colour, 5));

    private static double Part(string colour, int at) => int.Parse(colour.AsSpan(at, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) / 255.0;

    private static string Hex(double part) => ((int)Math.Round(Math.Clamp(part, 0, 1) * 255)).ToString("x2", CultureInfo.InvariantCulture);
}
