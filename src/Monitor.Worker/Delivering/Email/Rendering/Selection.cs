using Monitor.Core.Delivering;

namespace Monitor.Worker.Delivering.Email.Rendering;

/// <summary>The mentions that a letter has room for, so that its page and its text show the same ones.</summary>
/// <param name="Sections">Those with at least one mention shown, in order.</param>
/// <param name="Unseen">Mentions of the sections that found no room at all.</param>
/// <param name="UnseenSections">How many those are.</param>
internal sealed record Selection(IReadOnlyList<SelectedSection> Sections, int Unseen, int UnseenSections)
{
    public static Selection Nothing { get; } = new([], 0, 0);

    /// <summary>
    /// Fills the room one mention per section in turn, so that a noisy query does not push out a quiet one.
    /// </summary>
    /// <param name="letter">What is to be told.</param>
    /// <param name="room">In octets of the page.</param>
    /// <param name="sectionCost">What a section's own heading and link take.</param>
    /// <param name="cost">What a mention takes.</param>
    public static Selection Fit(Letter letter, int room, Func<DigestSection, int> sectionCost, Func<MentionView, int> cost)
    {
        var sections = letter.Sections.Where(section => section.Mentions.Count > 0).ToArray();
        var shown = sections.Select(_ => new List<MentionView>()).ToArray();
        var longest = sections.Select(section => section.Mentions.Count).DefaultIfEmpty().Max();
        for (var round = 0; round < longest; round++)
        {
            foreach (var (index, section) in sections.Index().Where(pair => round < pair.Item.Mentions.Count))
            {
                var view = MentionView.Of(section.Mentions[round], section.Query, letter);
                room -= cost(view) + (round == 0 ? sectionCost(section) : 0);
                if (room < 0) return Of(sections, shown);
                shown[index].Add(view);
            }
        }

        return Of(sections, shown);
    }

    private static Selection Of(DigestSection[] sections, List<MentionView>[] shown)
    {
        var pairs = sections.Zip(shown).ToArray();
        var unseen = pairs.Where(pair => pair.Second.Count == 0).ToArray();
        return new Selection(
            [.. pairs.Where(pair => pair.Second.Count > 0).Select(pair => new SelectedSection(pair.First, pair.Second))],
            unseen.Sum(pair => pair.First.Mentions.Count),
            unseen.Length);
    }
}

/// <param name="Section">The section.</param>
/// <param name="Shown">Its first mentions.</param>
internal sealed record SelectedSection(DigestSection Section, IReadOnlyList<MentionView> Shown)
{
    /// <summary>How many mentions found no room.</summary>
    public int Rest => Section.Mentions.Count - Shown.Count;
}
