using System.Runtime.InteropServices;

namespace Monitor.Sources.Http;

/// <summary>A body for readers that want a stream; not copied where it is an array.</summary>
internal static class BodyStream
{
    public static MemoryStream Open(ReadOnlyMemory<byte> body) =>
        MemoryMarshal.TryGetArray(body, out var array) ? new(array.Array!, array.Offset, array.Count, writable: false) : new(body.ToArray(), writable: false);
}
