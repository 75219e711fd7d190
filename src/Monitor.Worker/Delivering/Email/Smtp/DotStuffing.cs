using System.Buffers;

namespace Monitor.Worker.Delivering.Email.Smtp;

/// <summary>A message as it goes over the wire after DATA (RFC 5321, 4.5.2): a dot that begins a line is doubled, the last line ends.</summary>
internal static class DotStuffing
{
    public static ReadOnlyMemory<byte> Apply(ReadOnlySpan<byte> message)
    {
        var stuffed = new ArrayBufferWriter<byte>(message.Length + 64);
        while (!message.IsEmpty)
        {
            if (message[0] == '.') stuffed.Write("."u8);
            var feed = message.IndexOf((byte)'\n');
            var line = feed < 0 ? message : message[..(feed + 1)];
            stuffed.Write(line);
            message = message[line.Length..];
        }

        if (!stuffed.WrittenSpan.EndsWith("\r\n"u8)) stuffed.Write("\r\n"u8);
        return stuffed.WrittenMemory;
    }
}
