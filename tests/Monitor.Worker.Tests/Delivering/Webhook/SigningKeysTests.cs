using System.Globalization;
using System.Text;
using System.Text.Json;
using Monitor.Core.Fetching;
using Monitor.Testing;
using Monitor.Worker.Delivering.Webhook;

namespace Monitor.Worker.Tests.Delivering.Webhook;

public sealed class SigningKeysTests
{
    // printf 'A key of the Acme house, 32 byte' | base64
    public const string Key = "whsec_QSBrZXkgb2YgdGhlIEFjbWUgaG91c2UsIDMyIGJ5dGU=";

    // printf 'The key that comes after it' | base64
    public const string Next = "whsec_VGhlIGtleSB0aGF0IGNvbWVzIGFmdGVyIGl0";

    private const string Id = "msg_0123456789abcdef0123456789abcdef";
    private const long Timestamp = 1_795_680_000;
    private const string Body = """{"type":"channel.test"}""";

    // printf '%s' 'ID.TIMESTAMP.BODY' | openssl dgst -sha256 -mac HMAC -macopt hexkey:… -binary | base64
    private const string ByKey = "v1,G33zkbe7QYFXtD8vhKnHhY/nska/QLJRMJyP0wUe+6U=";
    private const string ByNext = "v1,BuE/x9FMsfJb3mKX7WqeozRGr1TVtqs7lPvjEyIlMe8=";

    [Fact]
    public void Signs_as_openssl_does() => Assert.Equal(ByKey, Sign(Key));

    [Theory]
    [InlineData($"{Next} {Key}")]
    [InlineData($"{Next}\n{Key}\n")]
    [InlineData($"  {Next}\r\n\t{Key}")]
    public void Signs_with_every_key_while_one_takes_the_place_of_another(string secrets) => Assert.Equal($"{ByNext} {ByKey}", Sign(secrets));

    [Fact]
    public void Takes_a_key_without_its_prefix() => Assert.Equal(ByKey, Sign(Key["whsec_".Length..]));

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    [InlineData("hunter2")]
    [InlineData("whsec_")]
    [InlineData("whsec_not base64")]
    [InlineData("whsec_QSBrZXkgb2YgdGhlIEFjbWU=")] // too short
    [InlineData("whsec_QSBrZXkgb2YgdGhlIEFjbWUgaG91c2UsIDMyIGJ5dGUgQSBrZXkgb2YgdGhlIEFjbWUgaG91c2UsIDMyIGJ5dGUgQSBrZXkgb2YgdGhl")] // too long
    [InlineData("whsk_QSBrZXkgb2YgdGhlIEFjbWUgaG91c2UsIDMyIGJ5dGU=")] // of the asymmetric scheme
    [InlineData($"{Key} oops")]
    public void Refuses_what_is_no_key(string secret) => Assert.False(SigningKeys.TryRead(new Secret(secret), out _));

    [Fact]
    public void Signs_as_the_vectors_of_the_specification_do()
    {
        var path = SharedMaterial.Path("corpora", "standard-webhooks", "vectors.json");
        Assert.SkipWhen(path is null, SharedMaterial.Missing);
        using var vectors = JsonDocument.Parse(File.ReadAllBytes(path!));
        var signed = 0;
        foreach (var vector in vectors.RootElement.GetProperty("cases").EnumerateArray())
        {
            var headers = vector.GetProperty("headers");
            if (!headers.TryGetProperty("webhook-id", out var id) || !headers.TryGetProperty("webhook-signature", out var signature)) continue;
            if (!headers.TryGetProperty("webhook-timestamp", out var time) || !long.TryParse(time.GetString(), CultureInfo.InvariantCulture, out var timestamp)) continue;

            var late = Math.Abs(vector.GetProperty("verify_at_unix").GetInt64() - timestamp) > vector.GetProperty("tolerance_s").GetInt64();
            var ours = Sign(Secrets(vector.GetProperty("secret")), id.GetString()!, timestamp, vector.GetProperty("body").GetString()!).Split(' ');
            Assert.True(ours.Intersect(signature.GetString()!.Split(' ')).Any() == (late || vector.GetProperty("valid").GetBoolean()), vector.GetProperty("name").GetString());
            signed++;
        }

        Assert.True(signed >= 17);
    }

    internal static string Sign(string secrets, string id = Id, long timestamp = Timestamp, string body = Body)
    {
        Assert.True(SigningKeys.TryRead(new Secret(secrets), out var keys));
        return keys.Sign(id, timestamp, Encoding.UTF8.GetBytes(body));
    }

    private static string Secrets(JsonElement secret) =>
        secret.ValueKind == JsonValueKind.Array ? string.Join(' ', secret.EnumerateArray().Select(one => one.GetString())) : secret.GetString()!;
}
