using Monitor.Core.Fetching;
using Monitor.Sources.Http;

namespace Monitor.Sources.Mastodon;

/// <summary>What a server's status means. Its words are in the server's language, so only the status counts.</summary>
internal sealed class MastodonFaults(MastodonOptions options, TimeProvider time)
{
    /// <param name="what">What was asked for: <c>#acme</c>.</param>
    public GateAnswer EnsureUsable(GateAnswer answer, string what) => (int)answer.Status switch
    {
        // 422 is what older servers say to a request that needs an account.
        401 or 403 or 422 => throw new SourceException(SourceFault.Denied, Refusal(what, (int)answer.Status)),
        429 => throw new SourceException(
            SourceFault.RateLimited,
            $"{options.Server} asks for fewer requests (429).",
            RetryAfter.Parse(answer.Header("Retry-After"), time.GetUtcNow()) ?? RateBudget.Of(answer).UntilReset(time.GetUtcNow())),
        _ => answer.EnsureUsable(time),
    };

    private string Refusal(string what, int status) => options.AccessToken is null
        ? $"{options.Server} shows {what} to its members alone ({status}): set AccessToken to a token of an account there with the scopes read:statuses and read:search, or follow the hashtag on another server."
        : $"{options.Server} refused the access token for {what} ({status}): make a new one at https://{options.Server}/settings/applications with the scopes read:statuses and read:search, and set AccessToken.";
}
