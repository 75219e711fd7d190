using System.Net;
using Monitor.Worker.Configuration;

namespace Monitor.Worker.Access;

/// <summary>
/// Who may read the page, the API and the metrics. Where users or tokens are configured, whoever shows one of them, wherever from, and nobody else. Where none are, people on this machine;
/// or anybody, where <c>Open</c> says so.
/// </summary>
internal sealed class Doorkeeper(AccessOptions access, TimeProvider time)
{
    private const string ReadScope = "read";

    private volatile Guests guests = new(access, time);

    /// <summary>Takes a changed configuration over: who is not in it any more does not come in any more.</summary>
    public void Take(AccessOptions changed) => guests = new Guests(changed, time);

    /// <summary>To the page: where nobody is configured, <c>Open</c> lets anybody in.</summary>
    public Task<Admission> JudgeVisitorAsync(HttpContext context) =>
        guests is { IsClosed: false, Open: true } ? Task.FromResult(Admission.Granted) : JudgeAsync(context);

    /// <summary>To what has a switch of its own.</summary>
    public async Task<Admission> JudgeAsync(HttpContext context)
    {
        var known = guests;
        if (!known.IsClosed) return IsLocal(context) ? Admission.Granted : Admission.LocalOnly;
        if (Credentials.Of(context.Request.Headers.Authorization) is not { } shown) return Admission.Unknown;
        if (shown.Name is { } name) return await known.KnowsAsync(name, shown.Secret, context.RequestAborted) ? Admission.Granted : Admission.Unknown;
        return known.ScopesOf(shown.Secret) is not { } scopes ? Admission.Unknown : scopes.Contains(ReadScope, StringComparer.Ordinal) ? Admission.Granted : Admission.OutOfScope;
    }

    /// <summary>Has a browser ask for name and password.</summary>
    public static void Ask(HttpResponse response) =>
        response.Headers.WWWAuthenticate = new((string[])["Basic realm=\"Monitor\", charset=\"UTF-8\"", "Bearer realm=\"Monitor\""]);

    private static bool IsLocal(HttpContext context) => context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote);
}

/// <summary>What the doorkeeper says.</summary>
internal enum Admission
{
    Granted,

    /// <summary>No credentials, or wrong ones: 401.</summary>
    Unknown,

    /// <summary>A token that may not read: 403.</summary>
    OutOfScope,

    /// <summary>Nobody is configured, and this is not our machine: 403.</summary>
    LocalOnly,
}
