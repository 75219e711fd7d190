using System.IO.Compression;
using System.Text;
using Monitor.Core.Fetching;
using Monitor.Sources.Http;
using Monitor.Sources.Text;

namespace Monitor.Sources.Sitemap;

/// <summary>
/// A sitemap as it came, read as a stream: packed ones, which are often stored so (.xml.gz is no Content-Encoding), grow twentyfold.
/// </summary>
/// <param name="body">As it came.</param>
/// <param name="contentType">The Content-Type header.</param>
/// <param name="address">Where it was found.</param>
/// <param name="most">Bytes that it may have when unpacked.</param>
internal sealed class SitemapDocument(ReadOnlyMemory<byte> body, string? contentType, Uri address, long most)
{
    /// <summary>As sitemaps.org has it.</summary>
    public const int Largest = 50 << 20;

    private const int Sniffed = 64 << 10;
    private const int Page = 16 << 10;

    public Uri Address => address;

    /// <summary>Bytes read of it so far, unpacked.</summary>
    public long Length { get; private set; }

    private bool IsPacked => body.Span is [0x1F, 0x8B, ..];

    /// <summary>The text from its beginning.</summary>
    /// <param name="beginning">As much of it as tells what it is.</param>
    public TextReader Open(out string beginning)
    {
        var octets = new byte[Sniffed];
        int length;
        using (var sniffed = Unpacked()) length = sniffed.ReadAtLeast(octets, octets.Length, throwOnEndOfStream: false);

        // Not in the middle of a character.
        if (length == octets.Length) length = octets.AsSpan().LastIndexOfAny((byte)'>', (byte)'\n') is > 0 and var last ? last + 1 : length;
        Length = 0;
        var decoded = TextDecoder.Decode(octets.AsSpan(0, length), contentType);
        beginning = decoded.Text;
        return new StreamReader(Unpacked(), CharacterSets.Find(decoded.Encoding)?.Encoding ?? Encoding.UTF8, detectEncodingFromByteOrderMarks: true, Page);
    }

    private CountedStream Unpacked() => new(this);

    private Stream Stored() => IsPacked ? new GZipStream(BodyStream.Open(body), CompressionMode.Decompress) : BodyStream.Open(body);

    private void Count(int read)
    {
        if ((Length += read) > most) throw new SourceException(SourceFault.Malformed, $"{address} is larger than {most >> 20} MiB when unpacked, more than a sitemap may be, or all of a site's at one look.");
    }

    private sealed class CountedStream(SitemapDocument document) : Stream
    {
        private readonly Stream inner = document.Stored();

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            try
            {
                var read = inner.Read(buffer);
                document.Count(read);
                return read;
            }
            catch (InvalidDataException damage)
            {
                throw new SourceException(SourceFault.Malformed, $"{document.Address} is compressed and cannot be unpacked.", inner: damage);
            }
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
