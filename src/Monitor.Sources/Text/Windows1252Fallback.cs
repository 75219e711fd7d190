using System.Text;

namespace Monitor.Sources.Text;

/// <summary>Reads the bytes that are not UTF-8 as windows-1252 instead of losing them.</summary>
internal sealed class Windows1252Fallback : DecoderFallback
{
    // The longest run of bytes that a UTF-8 decoder gives up at once.
    public override int MaxCharCount => 4;

    public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer();

    private sealed class Buffer : DecoderFallbackBuffer
    {
        private static readonly string Characters = CharacterSets.Windows1252.GetString([.. Enumerable.Range(0, 256).Select(octet => (byte)octet)]);

        private byte[] pending = [];
        private int next;

        public override int Remaining => pending.Length - next;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            (pending, next) = (bytesUnknown, 0);
            return pending.Length > 0;
        }

        public override char GetNextChar() => next < pending.Length ? Characters[pending[next++]] : '\0';

        public override bool MovePrevious()
        {
            if (next == 0) return false;
            next--;
            return true;
        }

        public override void Reset() => (pending, next) = ([], 0);
    }
}
