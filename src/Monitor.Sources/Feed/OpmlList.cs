using System.Text;
using System.Xml;

namespace Monitor.Sources.Feed;

/// <summary>Feeds as OPML 2.0, for every other reader.</summary>
public static class OpmlList
{
    /// <param name="title">What the list is called.</param>
    /// <param name="feeds">In order; those of one group stand in one folder, where the group first occurs.</param>
    public static string Write(string title, IEnumerable<FeedLink> feeds)
    {
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, OmitXmlDeclaration = true, CheckCharacters = false }))
        {
            writer.WriteStartElement("opml");
            writer.WriteAttributeString("version", "2.0");
            writer.WriteStartElement("head");
            writer.WriteElementString("title", title);
            writer.WriteEndElement();
            writer.WriteStartElement("body");
            foreach (var group in feeds.GroupBy(feed => feed.Group, StringComparer.Ordinal)) Write(writer, group);
            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        return $"""<?xml version="1.0" encoding="utf-8"?>{'\n'}{text}{'\n'}""";
    }

    private static void Write(XmlWriter writer, IGrouping<string, FeedLink> group)
    {
        if (group.Key.Length > 0)
        {
            writer.WriteStartElement("outline");
            writer.WriteAttributeString("text", group.Key);
        }

        foreach (var feed in group)
        {
            writer.WriteStartElement("outline");
            writer.WriteAttributeString("type", "rss");
            writer.WriteAttributeString("text", feed.Title.Length > 0 ? feed.Title : feed.Url);
            writer.WriteAttributeString("xmlUrl", feed.Url);
            writer.WriteEndElement();
        }

        if (group.Key.Length > 0) writer.WriteEndElement();
    }
}
