using System.Text;
using Monitor.Core.Fetching;
using Monitor.Sources;
using Monitor.Sources.Http;

namespace Monitor.Fuzz.Bombs;

/// <summary>A peer that wants to hurt whoever asks it.</summary>
/// <param name="Name">As the command line calls it.</param>
/// <param name="Reader">The source that asks.</param>
/// <param name="Answer">Makes its answer: everything that costs memory is made here, before anything is measured.</param>
internal sealed record Bomb(string Name, BombReader Reader, Func<Func<Stream, CancellationToken, Task>> Answer)
{
    /// <summary>A peer that says this and hangs up.</summary>
    public static Bomb OfAnswer(string name, string answer) => new(name, BombReader.Feed, () => async (stream, closing) => await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), closing));

    /// <summary>A peer that answers a well-formed HTTP answer with a body made to hurt.</summary>
    public static Bomb OfBody(string name, BombReader reader, Func<byte[]> body, string headers = "") => new(name, reader, () =>
    {
        var made = body();
        var head = Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {made.Length}\r\nConnection: close\r\n{headers}\r\n");
        return async (stream, closing) =>
        {
            await stream.WriteAsync(head, closing);
            await stream.WriteAsync(made, closing);
        };
    });

    /// <summary>Asks the peer as the service would.</summary>
    /// <param name="place">Its address and port.</param>
    /// <param name="options">Of the gate.</param>
    /// <returns>What came of it, in a few words.</returns>
    public async Task<string> LightAsync(string place, GateOptions options)
    {
        var address = new Uri($"http://{place}/");
        using var gate = new WebGate(options with { AllowPrivate = [place] }, TimeProvider.System, new NoNames());
        var tools = new SourceTools(gate, TimeProvider.System, "/");
        try
        {
            return await Reader.ReadAsync(address, tools);
        }
        catch (SourceException refused)
        {
            return $"{refused.Fault}: {refused.Message}";
        }
    }

    private sealed class NoNames : IHostResolver
    {
        public Task<IReadOnlyList<System.Net.IPAddress>> ResolveAsync(string host, CancellationToken cancellation) => throw new System.Net.Sockets.SocketException(11001);
    }
}
