using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Text;
using Monitor.Core.Delivering;
using Monitor.Sources.Http;

namespace Monitor.Worker.Delivering.Slack;

/// <summary>
/// What an answer means. Webhooks answer with a status and one word (https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks,
/// "Handling errors", seen 2026-11); the word, where it is one we know, says more than the status.
/// </summary>
/// <param name="Fault">Null when the message was taken.</param>
/// <param name="Summary">Status and word, for the record and the conversation: <c>404 no_service</c>.</param>
/// <param name="Mend">What a person, or the schedule, does about it.</param>
/// <param name="RetryAfter">As the peer asked.</param>
internal sealed record SlackAnswer(DeliveryFault? Fault, string Summary, string Mend, TimeSpan? RetryAfter = null)
{
    private const string NewWebhook = "make a new incoming webhook in Slack and put its address into WebhookUrl or the file that WebhookUrlFile names";
    private const string TooLong = "the message does not fit Slack's limits; it is kept with the delivery";
    private const string Later = "it is tried again";

    private static readonly FrozenDictionary<string, (DeliveryFault? Fault, string Mend)> Words = new Dictionary<string, (DeliveryFault?, string)>(StringComparer.Ordinal)
    {
        ["ok"] = (null, ""),
        ["no_service"] = (DeliveryFault.Denied, $"the webhook was removed: {NewWebhook}"),
        ["no_service_id"] = (DeliveryFault.Denied, $"the address is not whole: {NewWebhook}"),
        ["no_active_hooks"] = (DeliveryFault.Denied, $"the webhook was switched off: {NewWebhook}"),
        ["no_team"] = (DeliveryFault.Denied, $"the workspace is gone: {NewWebhook}"),
        ["team_disabled"] = (DeliveryFault.Denied, $"the workspace is gone: {NewWebhook}"),
        ["invalid_token"] = (DeliveryFault.Denied, $"the address is wrong or was revoked: {NewWebhook}"),
        ["token_revoked"] = (DeliveryFault.Denied, $"the webhook was revoked: {NewWebhook}"),
        ["account_inactive"] = (DeliveryFault.Denied, $"the webhook's owner has left: {NewWebhook}"),
        ["user_not_found"] = (DeliveryFault.Denied, $"the person it posts to is gone: {NewWebhook}"),
        ["channel_not_found"] = (DeliveryFault.Denied, $"the Slack channel is gone: {NewWebhook}"),
        ["channel_is_archived"] = (DeliveryFault.Denied, $"the Slack channel is archived: unarchive it, or {NewWebhook}"),
        ["is_archived"] = (DeliveryFault.Denied, $"the Slack channel is archived: unarchive it, or {NewWebhook}"),
        ["action_prohibited"] = (DeliveryFault.Denied, $"an administrator of the workspace forbids it: ask for leave, or {NewWebhook}"),
        ["posting_to_general_channel_denied"] = (DeliveryFault.Denied, $"only administrators may post there: for another Slack channel, {NewWebhook}"),
        ["invalid_payload"] = (DeliveryFault.Rejected, TooLong),
        ["invalid_blocks"] = (DeliveryFault.Rejected, TooLong),
        ["invalid_blocks_format"] = (DeliveryFault.Rejected, TooLong),
        ["invalid_attachments"] = (DeliveryFault.Rejected, TooLong),
        ["too_many_attachments"] = (DeliveryFault.Rejected, TooLong),
        ["msg_blocks_too_long"] = (DeliveryFault.Rejected, TooLong),
        ["msg_too_long"] = (DeliveryFault.Rejected, TooLong),
        ["too_long"] = (DeliveryFault.Rejected, TooLong),
        ["no_text"] = (DeliveryFault.Rejected, TooLong),
        ["rate_limited"] = (DeliveryFault.RateLimited, Later),
        ["ratelimited"] = (DeliveryFault.RateLimited, Later),
        ["rollup_error"] = (DeliveryFault.Transient, Later),
        ["fatal_error"] = (DeliveryFault.Transient, Later),
        ["internal_error"] = (DeliveryFault.Transient, Later),
        ["service_unavailable"] = (DeliveryFault.Transient, Later),
        ["error"] = (DeliveryFault.Transient, Later),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether fewer words without blocks may be taken where these were not.</summary>
    public bool MayFitAsText => Fault == DeliveryFault.Rejected && Mend == TooLong;

    public static SlackAnswer Read(GateAnswer answer, DateTimeOffset now)
    {
        var word = WordOf(answer.Body.Span);
        var status = ((int)answer.Status).ToString(CultureInfo.InvariantCulture);
        var summary = word is null ? status : $"{status} {word}";
        var (fault, mend) = Meaning(answer.Status, word);
        return new SlackAnswer(fault, summary, mend, fault == DeliveryFault.RateLimited ? Sources.Http.RetryAfter.Parse(answer.Header("Retry-After"), now) : null);
    }

    private static (DeliveryFault? Fault, string Mend) Meaning(HttpStatusCode status, string? word) => ((int)status, word) switch
    {
        (429, _) => (DeliveryFault.RateLimited, Later),
        ( >= 300 and < 400, _) => (DeliveryFault.Rejected, "webhooks do not redirect, so this is not followed: check the address in WebhookUrl"),
        ( >= 500, _) or (408, _) => (DeliveryFault.Transient, Later),
        ( >= 400, "ok") or (_, null) => ByStatus((int)status),
        (_, { } known) when Words.TryGetValue(known, out var meaning) => meaning,
        _ => ByStatus((int)status),
    };

    private static (DeliveryFault? Fault, string Mend) ByStatus(int status) => status switch
    {
        401 or 403 or 404 or 410 => (DeliveryFault.Denied, $"the webhook is refused: {NewWebhook}"),
        400 or 413 => (DeliveryFault.Rejected, TooLong),
        < 300 => (DeliveryFault.Uncertain, "the answer is not one of Slack's, so something else may have given it: check the address in WebhookUrl and what stands between; it is tried again"),
        _ => (DeliveryFault.Rejected, "Slack will not take this message; it is kept with the delivery"),
    };

    // Never quoted unless it is a word: an error page may repeat the address it was asked for.
    private static string? WordOf(ReadOnlySpan<byte> body) =>
        body.Length is > 0 and <= 64 && Encoding.UTF8.GetString(body).Trim() is { Length: > 0 } text && text.All(IsOfWord) ? text : null;

    private static bool IsOfWord(char character) => char.IsAsciiLetterLower(character) || character == '_';
}
