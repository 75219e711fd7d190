using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Monitor.Worker.Delivering.Email.Smtp;

/// <summary>Lines out and bounded replies in, in the clear or under TLS.</summary>
internal sealed class SmtpWire(Socket socket) : IAsyncDisposable
{
    /// <summary>RFC 5321, 4.5.3.1.5 allows 512 octets; servers that explain themselves go beyond.</summary>
    private const int LongestLine = 1_000;
    private const int MostLines = 100;

    private readonly byte[] buffer = new byte[4_096];
    private int start;
    private int end;

    public Stream Stream { get; private set; } = new NetworkStream(socket, ownsSocket: true);

    public IPEndPoint Ours { get; } = (IPEndPoint)socket.LocalEndPoint!;

    /// <summary>Whether the server is on this machine, whatever its name says.</summary>
    public bool IsLoopback { get; } = IPAddress.IsLoopback(((IPEndPoint)socket.RemoteEndPoint!).Address);

    /// <summary>Whether the server sent more than was read so far.</summary>
    public bool HasUnread => start < end;

    /// <summary>Goes on over another stream, which is laid around the one before.</summary>
    public void Wrap(Stream secured) => Stream = secured;

    public async Task WriteAsync(ReadOnlyMemory<byte> octets, CancellationToken cancellation)
    {
        await Stream.WriteAsync(octets, cancellation);
        await Stream.FlushAsync(cancellation);
    }

    public Task WriteLineAsync(string line, CancellationToken cancellation)
    {
        // No value of a command may end it and begin another one.
        if (line.AsSpan().ContainsAny('\r', '\n')) throw new ArgumentException("An SMTP command is one line.", nameof(line));
        return WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), cancellation);
    }

    /// <exception cref="IOException">The connection ended, or what came is no reply within the bounds.</exception>
    public async Task<SmtpReply> ReadReplyAsync(CancellationToken cancellation)
    {
        List<string> lines = [];
        int? code = null;
        while (lines.Count < MostLines)
        {
            var text = await ReadLineAsync(cancellation);
            if (SmtpReply.ReadLine(text) is not { } line || (code ??= line.Code) != line.Code)
                throw new IOException($"It does not speak SMTP; it said: {new SmtpReply(0, [Mime.HeaderText.Clean(text)])}");
            lines.Add(line.Text);
            if (line.Last) return new SmtpReply(line.Code, lines);
        }

        throw new IOException($"Its answer has more than {MostLines} lines.");
    }

    public ValueTask DisposeAsync() => Stream.DisposeAsync();

    private async Task<string> ReadLineAsync(CancellationToken cancellation)
    {
        var line = new ArrayBufferWriter<byte>(128);
        while (true)
        {
            if (!HasUnread)
            {
                start = 0;
                end = await Stream.ReadAsync(buffer, cancellation);
                if (end == 0) throw new IOException("It closed the connection.");
            }

            var unread = buffer.AsSpan(start, end - start);
            var feed = unread.IndexOf((byte)'\n');
            var taken = feed < 0 ? unread.Length : feed + 1;
            line.Write(unread[..taken]);
            start += taken;
            if (line.WrittenCount > LongestLine + 2) throw new IOException($"Its answer has a line of more than {LongestLine} octets.");
            if (feed >= 0) return Encoding.UTF8.GetString(line.WrittenSpan).TrimEnd('\r', '\n');
        }
    }
}
