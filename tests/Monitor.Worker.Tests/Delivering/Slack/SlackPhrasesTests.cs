using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Monitor.Core.Fetching;
using Monitor.Core.Matching;
using Monitor.Worker.Delivering;
using Monitor.Worker.Delivering.Slack;
using Monitor.Worker.Delivering.Texts;

namespace Monitor.Worker.Tests.Delivering.Slack;

public sealed class SlackPhrasesTests
{
    private static readonly SlackPhrases English = SlackPhrases.For("en");
    private static readonly DateOnly First = new(2026, 11, 1);

    [Fact]
    public void Every_language_of_the_options_is_spoken()
    {
        var languages = typeof(ChannelOptions).GetProperty(nameof(ChannelOptions.Language))!.GetCustomAttribute<AllowedValuesAttribute>()!.Values.OfType<string>();
        Assert.Equal(languages.Order(), SlackPhrases.Languages.Keys.Order());
    }

    [Fact]
    public void Every_phrase_is_there_and_is_translated()
    {
        foreach (var property in typeof(SlackPhrases).GetProperties().Where(property => property.CanWrite))
        {
            var all = SlackPhrases.Languages.Values.Select(language => Say(property.GetValue(language)!)).ToList();
            Assert.All(all, phrase => Assert.False(string.IsNullOrWhiteSpace(phrase), property.Name));
            if (property.Name == nameof(SlackPhrases.Copies)) continue; // "2 copies" in both
            Assert.True(all.Distinct(StringComparer.Ordinal).Count() == all.Count, $"{property.Name} is the same in two languages: {all[0]}");
        }
    }

    [Fact]
    public void Every_kind_of_item_and_every_field_has_a_name_of_its_own()
    {
        foreach (var language in SlackPhrases.Languages.Values)
        {
            var types = Enum.GetValues<ItemType>();
            var fields = Enum.GetValues<Field>();
            Assert.Equal(types.Length, types.Select(language.Type).Distinct(StringComparer.Ordinal).Count());
            Assert.Equal(fields.Length, fields.Select(language.Place).Distinct(StringComparer.Ordinal).Count());
        }
    }

    [Theory]
    [InlineData(0, "0 sources watched", "0 source suivie")]
    [InlineData(1, "1 source watched", "1 source suivie")]
    [InlineData(2, "2 sources watched", "2 sources suivies")]
    public void Counts_as_the_language_does(int count, string english, string french)
    {
        Assert.Equal(english, English.Watched(count));
        Assert.Equal(french, SlackPhrases.For("fr").Watched(count));
    }

    [Fact]
    public void Writes_days_and_moments_as_the_language_does()
    {
        var moment = new DateTimeOffset(First, new TimeOnly(8, 5), TimeSpan.Zero);
        Assert.Equal(("Sunday 1 November 2026", "1 Nov, 08:05"), (English.Day(First), English.Moment(moment)));
        Assert.Equal(("dimanche 1er novembre 2026", "1er nov. à 8\u00a0h\u00a005"), (SlackPhrases.For("fr").Day(First), SlackPhrases.For("fr").Moment(moment)));
    }

    private static string Say(object phrase) => phrase switch
    {
        string text => text,
        Func<ItemType, string> type => type(ItemType.Comment),
        Func<Field, string> place => place(Field.Links),
        Causes causes => causes.Of(new Gap(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, "")),
        Delegate function => (string)function.DynamicInvoke([.. function.GetType().GetMethod("Invoke")!.GetParameters().Select(parameter => Argument(parameter.ParameterType))])!,
        _ => throw new InvalidOperationException($"A phrase of an unknown shape: {phrase.GetType()}."),
    };

    private static object Argument(Type type) => type switch
    {
        _ when type == typeof(string) => "x",
        _ when type == typeof(TimeSpan) => TimeSpan.FromHours(2),
        _ when type == typeof(DateOnly) => First,
        _ when type == typeof(DateTimeOffset) => new DateTimeOffset(First, new TimeOnly(8, 5), TimeSpan.Zero),
        _ => Convert.ChangeType(2, type, CultureInfo.InvariantCulture),
    };
}
