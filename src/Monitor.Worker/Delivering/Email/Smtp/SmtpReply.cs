using System.Globalization;
using Monitor.Worker.Delivering.Email.Mime;

namespace Monitor.Worker.Delivering.Email.Smtp;

/// <summary>What a server answers (RFC 5321, 4.2).</summary>
/// <param name="Code">Three digits.</param>
/// <param name="Lines">What it says with them, a line each; controls are gone.</param>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    private const int Shown = 300;

    public bool IsDone => Code is >= 200 and < 300;

    public bool IsGoOn => Code is >= 300 and < 400;

    /// <summary>The server closes the connection (RFC 5321, 3.8): whatever was asked, nothing was done.</summary>
    public bool IsClosing => Code == 421;

    /// <summary>Reads one line of a reply: <c>250-text</c> goes on, <c>250 text</c> and <c>250</c> end it. Null when it is none.</summary>
    public static (int Code, bool Last, string Text)? ReadLine(string line) =>
        line.Length >= 3 && line.AsSpan(0, 3).IndexOfAnyExceptInRange('0', '9') < 0 && line[0] is >= '2' and <= '5' && (line.Length == 3 || line[3] is ' ' or '-')
            ? (int.Parse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture), line.Length == 3 || line[3] == ' ', HeaderText.Clean(line.Length > 4 ? line[4..] : ""))
            : null;

    public override string ToString()
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{Code} {string.Join(' ', Lines)}").TrimEnd();
        return text.Length <= Shown ? text : text[..Shown] + "…";
    }
}
