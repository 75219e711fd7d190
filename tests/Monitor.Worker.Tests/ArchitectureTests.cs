using Monitor.Core.Fetching;
using Monitor.Sources;
using Monitor.Worker.Delivering;
using Monitor.Worker.Tests.Architecture;

namespace Monitor.Worker.Tests;

/// <summary>The layering, read from the compiled assemblies: what a using directive hides, a body shows.</summary>
public sealed class ArchitectureTests
{
    private static readonly Lazy<IReadOnlyList<TypeUse>> Product = new(() =>
        [.. new[] { typeof(Item), typeof(SourceCatalog), typeof(ChannelCatalog) }.SelectMany(type => AssemblyReading.Of(type.Assembly.Location))]);

    private static readonly Lazy<IReadOnlyCollection<TypeUse>> Offenders = new(() => AssemblyReading.Of(typeof(ArchitectureTests).Assembly.Location));

    public static TheoryData<string> Rules => [.. LayerRule.All.Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Holds(string name)
    {
        var rule = LayerRule.All.Single(rule => rule.Name == name);
        IReadOnlyList<TypeUse> broken = [.. Product.Value.Where(rule.Breaks)];
        Assert.Empty(broken);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Catches_the_type_that_breaks_it(string name)
    {
        var rule = LayerRule.All.Single(rule => rule.Name == name);
        Assert.Contains(Offenders.Value, use => use.From.EndsWith("Offender", StringComparison.Ordinal) && rule.Breaks(use));
    }

    [Fact]
    public void No_rule_is_asleep_for_want_of_rooms()
    {
        Assert.Contains(Product.Value, use => use.FromRoom == "Monitor.Worker.Pipeline");
        Assert.Contains(Product.Value, use => use.FromRoom == "Monitor.Worker.Storing");
        Assert.Contains(Product.Value, use => use.From == "Monitor.Worker.Delivering.Slack.SlackChannel");
        Assert.Contains(Product.Value, use => use is { FromRoom: "Monitor.Sources.Http", Member: ".ctor", ToRoom: "System.Net.Http" });
        Assert.InRange(SourceCatalog.Kinds.Select(kind => kind.Options.Namespace).Distinct().Count(), 2, int.MaxValue);
    }

    [Theory]
    [InlineData(typeof(System.Collections.BitArray))]
    [InlineData(typeof(System.Text.Rune))]
    [InlineData(typeof(System.Net.IPAddress))]
    [InlineData(typeof(System.Net.IPEndPoint))]
    [InlineData(typeof(System.Numerics.Complex))]
    [InlineData(typeof(System.Globalization.IdnMapping))]
    [InlineData(typeof(System.Net.Mail.MailAddress))]
    [InlineData(typeof(System.Threading.Channels.Channel))]
    [InlineData(typeof(System.ComponentModel.DescriptionAttribute))]
    [InlineData(typeof(System.Collections.Specialized.OrderedDictionary))]
    [InlineData(typeof(System.Security.Cryptography.CryptographicException))]
    [InlineData(typeof(System.Collections.IStructuralComparable))]
    public void Sees_a_type_wherever_it_hides(Type type) =>
        Assert.Contains(Offenders.Value, use => use.From == typeof(HidingPlaces).FullName && use.To == type.FullName);

    [Fact]
    public void Sees_which_member_is_called() =>
        Assert.Contains(Offenders.Value, use => use.From == typeof(HidingPlaces).FullName && use is { To: "System.Numerics.Complex", Member: "Abs" });
}
