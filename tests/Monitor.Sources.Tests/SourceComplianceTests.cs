using System.Net;
using System.Text;
using Monitor.Core.Fetching;
using Monitor.Sources.Http;
using Monitor.Sources.Tests.Compliance;
using Monitor.Testing;

namespace Monitor.Sources.Tests;

/// <summary>What every kind of source must do, whatever it speaks.</summary>
public sealed class SourceComplianceTests
{
    private const string HtmlPage = "<!doctype html><html><head><title>Welcome</title></head><body><p>Please accept our cookies.</p></body></html>";

    public static TheoryData<string> Types { get; } = new(SourceCatalog.Kinds.Select(kind => kind.Type));

    public static TheoryData<string> TypesThatReadNoHtml { get; } =
        new(SourceSamples.All.Where(sample => sample.Format != SampleFormat.Html).Select(sample => sample.Type).DefaultIfEmpty(""));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_kind_in_the_catalog_has_a_sample_and_every_sample_a_kind() =>
        Assert.Equal(SourceCatalog.Kinds.Select(kind => kind.Type).Order(), SourceSamples.All.Select(sample => sample.Type).Order());

    [Theory, MemberData(nameof(Types))]
    public void Options_of_the_sample_are_right(string type) => Assert.Empty(SourceSamples.Of(type).Options().Check("."));

    [Theory, MemberData(nameof(Types))]
    public async Task Brings_what_is_new_and_then_nothing_again(string type)
    {
        var rehearsal = new Rehearsal(SourceSamples.Of(type));
        var first = await rehearsal.RunAsync(rehearsal.World(0), null, Cancellation);
        var second = await rehearsal.RunAsync(rehearsal.World(1), first.Cursors, Cancellation);
        var known = first.Ids.Concat(second.Ids).ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(known);
        Assert.Contains(second.Ids, id => !first.Ids.Contains(id));

        // A crash before the cursor was stored repeats the fetch; what it brings has the same ids.
        var repeated = await rehearsal.RunAsync(rehearsal.World(1), first.Cursors, Cancellation);
        var third = await rehearsal.RunAsync(rehearsal.World(1), second.Cursors, Cancellation);
        Assert.Equal(second.Ids, repeated.Ids);
        Assert.Subset(known, third.Ids.ToHashSet(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Types))]
    public async Task Says_what_it_covered_up_to_now_and_leaves_no_hole_between_two_looks(string type)
    {
        var rehearsal = new Rehearsal(SourceSamples.Of(type));
        var first = await rehearsal.RunAsync(rehearsal.World(0), null, Cancellation);
        var firstSeen = await rehearsal.SeenAsync(rehearsal.World(0), null, Cancellation);
        var secondSeen = await rehearsal.SeenAsync(rehearsal.World(1), first.Cursors, Cancellation);

        Assert.All(firstSeen.Concat(secondSeen), seen => Assert.Equal(Rehearsal.Clock.GetUtcNow(), seen?.To));
        Assert.All(firstSeen.Zip(secondSeen), looks => Assert.True(looks.Second!.From <= looks.First!.To));
    }

    [Theory, MemberData(nameof(Types))]
    public async Task Ends_when_it_is_cancelled(string type)
    {
        var rehearsal = new Rehearsal(SourceSamples.Of(type));
        using var cancelled = new CancellationTokenSource();
        var hanging = new AnsweringGate(async (_, cancellation) =>
        {
            await cancelled.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
            throw new InvalidOperationException();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rehearsal.RunAsync(hanging, null, cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rehearsal.RunAsync(rehearsal.World(0), null, cancelled.Token));
    }

    [Theory, MemberData(nameof(Types))]
    public async Task Too_many_requests_carries_the_delay_that_was_asked(string type)
    {
        var rehearsal = new Rehearsal(SourceSamples.Of(type));
        var asked = await rehearsal.FailAsync(Rehearsal.Everywhere(429, ("Retry-After", "77")), Cancellation);
        var silent = await rehearsal.FailAsync(Rehearsal.Everywhere(429), Cancellation);

        Assert.Equal((SourceFault.RateLimited, TimeSpan.FromSeconds(77)), (asked.Fault, asked.RetryAfter));
        Assert.Equal(SourceFault.RateLimited, silent.Fault);
    }

    [Theory, MemberData(nameof(Types))]
    public async Task Statuses_become_faults_that_say_what_to_do(string type)
    {
        var rehearsal = new Rehearsal(SourceSamples.Of(type));
        foreach (var (status, fault) in new[]
        {
            (401, SourceFault.Denied), (403, SourceFault.Denied), (404, SourceFault.Gone), (410, SourceFault.Gone),
            (500, SourceFault.Transient), (502, SourceFault.Transient), (503, SourceFault.Transient),
        })
        {
            Assert.Equal((status, fault), (status, (await rehearsal.FailAsync(Rehearsal.Everywhere(status), Cancellation)).Fault));
        }
    }

    [Theory, MemberData(nameof(Types))]
    public async Task The_gates_own_faults_pass_unchanged(string type)
    {
        var rehearsal = new Rehearsal(SourceSamples.Of(type));
        foreach (var fault in Enum.GetValues<SourceFault>())
        {
            var down = new AnsweringGate(_ => throw new SourceException(fault, "The line is cut."));
            Assert.Equal(fault, (await rehearsal.FailAsync(down, Cancellation)).Fault);
        }
    }

    [Theory, MemberData(nameof(Types))]
    public async Task Garbage_is_malformed(string type)
    {
        var rehearsal = new Rehearsal(SourceSamples.Of(type));
        var noise = new byte[5000];
        new Random(1).NextBytes(noise);
        byte[][] bodies = [noise, [], "\0\0\0\0"u8.ToArray(), "null"u8.ToArray(), "no"u8.ToArray(), "\"\""u8.ToArray(), "%PDF-1.7 ..."u8.ToArray()];
        foreach (var body in bodies)
        {
            var failure = await rehearsal.FailAsync(Rehearsal.Everywhere(HttpStatusCode.OK, body, "application/octet-stream"), Cancellation);
            Assert.Equal((Encoding.Latin1.GetString(body), SourceFault.Malformed), (Encoding.Latin1.GetString(body), failure.Fault));
        }
    }

    [Theory, MemberData(nameof(TypesThatReadNoHtml))]
    public async Task A_page_where_data_was_due_is_malformed(string type)
    {
        Assert.SkipWhen(type.Length == 0, "No kind in the catalog reads anything but HTML.");
        var rehearsal = new Rehearsal(SourceSamples.Of(type));

        var failure = await rehearsal.FailAsync(Rehearsal.Everywhere(HttpStatusCode.OK, Encoding.UTF8.GetBytes(HtmlPage), "text/html"), Cancellation);

        Assert.Equal(SourceFault.Malformed, failure.Fault);
    }

    [Theory, MemberData(nameof(Types))]
    public async Task Nothing_but_a_fault_leaves_it(string type)
    {
        var rehearsal = new Rehearsal(SourceSamples.Of(type));
        foreach (var status in Enumerable.Range(100, 500).Append(999)) await rehearsal.TryAsync(Rehearsal.Everywhere(status), Cancellation);

        var random = new Random(7);
        for (var turn = 0; turn < 400; turn++) await rehearsal.TryAsync(rehearsal.World(answer => answer with { Body = Wounded(answer.Body, random) }), Cancellation);

        foreach (var cursor in new[] { "", "null", "{}", "[]", "{\"Known\":null}", "not json", "\"\"" })
        {
            var cursors = rehearsal.Sources(rehearsal.World(0)).ToDictionary(source => source.Identity.Key, _ => new Cursor(cursor), StringComparer.Ordinal);
            await rehearsal.RunAsync(rehearsal.World(1), cursors, Cancellation);
        }
    }

    [Theory, MemberData(nameof(Types))]
    public async Task Credentials_go_home_and_nowhere_else(string type)
    {
        var sample = SourceSamples.Of(type);
        var rehearsal = new Rehearsal(sample);
        var requests = new List<GateRequest>();
        IReadOnlyDictionary<string, Cursor>? cursors = null;
        foreach (var day in new[] { 0, 1 })
        {
            var world = rehearsal.World(day);
            cursors = (await rehearsal.RunAsync(world, cursors, Cancellation)).Cursors;
            requests.AddRange(world.Requests);
        }

        var strangers = requests.Where(request => Carries(request, sample.Secret) && !sample.Home.Contains(request.Address.GetLeftPart(UriPartial.Authority)));
        Assert.Empty(strangers.Select(request => request.Address));
        if (sample.Secret is { } secret) Assert.DoesNotContain(cursors!.Values, cursor => cursor.Text!.Contains(secret, StringComparison.Ordinal));
    }

    private static bool Carries(GateRequest request, string? secret) =>
        request.Authorization is not null
        || (secret is not null && (request.Address.OriginalString.Contains(secret, StringComparison.Ordinal)
            || request.Headers.Any(header => header.Value.Contains(secret, StringComparison.Ordinal))
            || Encoding.UTF8.GetString(request.Body.Span).Contains(secret, StringComparison.Ordinal)));

    /// <summary>Cut short, or with bytes changed, doubled or lost.</summary>
    private static byte[] Wounded(ReadOnlyMemory<byte> body, Random random)
    {
        var wounded = body.ToArray().ToList();
        if (wounded.Count == 0) return [];
        if (random.Next(3) == 0) return [.. wounded.Take(random.Next(wounded.Count))];
        for (var wound = random.Next(1, 6); wound > 0 && wounded.Count > 0; wound--)
        {
            var at = random.Next(wounded.Count);
            var length = Math.Min(random.Next(1, 40), wounded.Count - at);
            switch (random.Next(4))
            {
                case 0: wounded[at] = (byte)random.Next(256); break;
                case 1: wounded.RemoveRange(at, length); break;
                case 2: wounded.InsertRange(at, wounded.GetRange(at, length)); break;
                default: wounded[at] = (byte)"<>&\"{}[]:,0-e\\"[random.Next(14)]; break;
            }
        }

        return [.. wounded];
    }
}
