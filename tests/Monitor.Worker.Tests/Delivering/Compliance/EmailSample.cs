using Monitor.Core.Delivering;
using Monitor.Worker.Delivering;
using Monitor.Worker.Delivering.Email;

namespace Monitor.Worker.Tests.Delivering.Compliance;

internal sealed class EmailSample : IChannelSample
{
    private readonly string directory = Directory.CreateTempSubdirectory("monitor-channel-").FullName;

    public string Type => "email";

    public string? Secret => null;

    public IChannel Healthy(string language) => Open(language, "mail");

    public IChannel Broken()
    {
        File.WriteAllText(Path.Combine(directory, "occupied"), "a file where the folder should be");
        return Open("en", "occupied");
    }

    public int Shown() => Directory.Exists(Path.Combine(directory, "mail")) ? Directory.GetFiles(Path.Combine(directory, "mail"), "*.eml").Length : 0;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private IChannel Open(string language, string pickup) => ChannelCatalog.Find("email")!.Open(
        new EmailOptions { Name = "mail", Type = "email", From = "m@example.org", To = ["ann@example.org", "bob@example.org"], Pickup = pickup },
        Email.Sample.Tools(language, directory));
}
