namespace Monitor.Worker.Demo;

/// <summary>The demo's configuration, as a person would have written it for this small web.</summary>
internal static class DemoConfiguration
{
    /// <param name="web">Address of the demo web, without a trailing slash.</param>
    /// <param name="listen">Where the page is served.</param>
    /// <param name="language">en or fr.</param>
    public static string Text(Uri web, Uri listen, string language)
    {
        var root = web.GetLeftPart(UriPartial.Authority);
        return $$"""
            {
              "Monitor": {
                "DataDirectory": ".",
                "BaseUrl": "{{listen.GetLeftPart(UriPartial.Authority)}}",
                "Listen": "{{listen.GetLeftPart(UriPartial.Authority)}}",
                "Language": "{{language}}",
                "TimeZone": "Europe/Paris",
                "Network": { "AllowPrivate": [ "{{web.Authority}}" ] },
                "Links": { "Shorteners": [ "{{web.Authority}}/s" ], "Pace": "00:00:00" },

                "Queries": [
                  { "Name": "orvelo", "Title": "Orvélo", "Expression": "orvelo -jobs", "Alert": [ "team" ], "Digest": [ "morning" ] },
                  { "Name": "links", "Title": "{{(language == "fr" ? "Liens vers orvelo.example" : "Links to orvelo.example")}}", "Expression": "link:orvelo.example", "Digest": [ "morning" ] }
                ],

                "Sources": [
                  { "Name": "blog", "Type": "feed", "Urls": [ "{{root}}/blog/" ], "Every": "00:00:05" },
                  { "Name": "forum", "Type": "feed", "Urls": [ "{{root}}/forum/latest.atom" ], "Every": "00:00:05" },
                  { "Name": "hn", "Type": "hackernews", "Endpoint": "{{root}}/hn/api/v1/", "Every": "00:00:05" },
                  { "Name": "fedi", "Type": "mastodon", "Server": "social.example", "Endpoint": "{{root}}", "Hashtags": [ "orvelo" ], "Every": "00:00:05" },
                  { "Name": "city", "Type": "webpage", "Url": "{{root}}/ville/", "Select": "main li", "Every": "00:00:05" }
                ],

                "Channels": [
                  { "Name": "team", "Type": "slack", "WebhookUrl": "{{root}}/slack" },
                  { "Name": "mail", "Type": "email", "From": "Monitor <monitor@orvelo.example>", "To": [ "camille@orvelo.example" ], "Pickup": "mail" }
                ],

                "Digests": [ { "Name": "morning", "Channel": "mail", "At": "08:00", "TimeZone": "Europe/Paris" } ]
              }
            }

            """;
    }
}
