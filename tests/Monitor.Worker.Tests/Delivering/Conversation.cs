using System.Text;

namespace Monitor.Worker.Tests.Delivering;

/// <summary>What a channel says while it sends.</summary>
internal sealed class Conversation : IProgress<string>
{
    public List<string> Lines { get; } = [];

    public void Report(string value) => Lines.Add(value);

    /// <summary>Neither it nor a failure tells the secret, of which every part has the canary's name in it.</summary>
    public void AssertSecret(Exception failure)
    {
        var told = new StringBuilder(failure.ToString()).AppendJoin('\n', Lines).ToString();
        Assert.DoesNotContain("CANARY", told, StringComparison.OrdinalIgnoreCase);
    }
}
