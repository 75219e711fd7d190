#pragma warning disable IDE0130, CA1852 // in the rooms whose rules they break, on purpose
using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Monitor.Core.Delivering;
using Monitor.Core.Storing;
using Monitor.Sources;
using Monitor.Sources.HackerNews;
using Monitor.Sources.Mastodon;
using Monitor.Worker.Delivering;
using Monitor.Worker.Delivering.Slack;

namespace Monitor.Core.Fetching
{
    internal sealed class UpwardsOffender
    {
        public static string Name(IChannel channel) => channel.Name;
    }

    internal sealed class ImpureOffender
    {
        public static ILogger? Log { get; set; }

        public static string Read() => File.ReadAllText("x");
    }
}

namespace Monitor.Sources.HackerNews
{
    internal sealed class NosyOffender
    {
        public static string Other() => new MastodonOptions().Name;

        public static ILogger? Log { get; set; }

        public static StoredMention? Mention { get; set; }
    }
}

namespace Monitor.Sources.Http
{
    internal sealed class SharedOffender
    {
        public static string Source() => new HackerNewsOptions().Name;
    }
}

namespace Monitor.Worker.Pipeline
{
    internal sealed class HostedOffender
    {
        public static IHost? Host { get; set; }
    }
}

namespace Monitor.Worker.Storing
{
    internal sealed class TellingOffender
    {
        public static ChannelOptions Options() => new SlackOptions();
    }
}

namespace Monitor.Worker.Delivering
{
    internal sealed class QueryingOffender
    {
        public static CommandDefinition Command() => new("SELECT 1");
    }
}

namespace Monitor.Worker.Web
{
    internal sealed class ConfiguredOffender
    {
        public static string? Key(IConfiguration configuration) => configuration["x"];

        public static HttpClient Client() => new();
    }
}
