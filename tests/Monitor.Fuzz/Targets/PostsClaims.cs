using Monitor.Core.Fetching;
using Monitor.Sources.HackerNews;
using Monitor.Sources.Mastodon;

namespace Monitor.Fuzz.Targets;

/// <summary>Answers of programming interfaces: whatever comes, one exception leaves.</summary>
internal static class PostsClaims
{
    public static void Read(byte[] input)
    {
        OrMalformed(() => _ = StatusReading.Timeline(input, "https://social.example").Statuses.Count);
        OrMalformed(() =>
        {
            foreach (var item in HackerNewsPage.Parse(input).Items) Claim.IsText(item.Body + item.Title, "an item");
        });
    }

    private static void OrMalformed(Action read)
    {
        try
        {
            read();
        }
        catch (SourceException refused)
        {
            Claim.That(refused.Fault == SourceFault.Malformed, "an answer is refused for another reason than what it is");
        }
    }
}
