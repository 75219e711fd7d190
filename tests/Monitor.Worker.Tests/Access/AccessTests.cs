using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Monitor.Core.Fetching;
using Monitor.Testing;
using Monitor.Worker.Access;
using Monitor.Worker.Commands;
using Monitor.Worker.Configuration;
using Monitor.Worker.Tests.Configuration;

namespace Monitor.Worker.Tests.Access;

public sealed class AccessTests
{
    private const string Password = "élan d’été 12";

    private static readonly string Hash = PasswordHash.Of(Password).ToString();
    private static readonly string Token = TokenHash.NewToken();

    [Fact]
    public void A_hash_fits_its_password_alone_however_its_accents_are_typed()
    {
        Assert.StartsWith("pbkdf2-sha256$600000$", Hash, StringComparison.Ordinal);
        Assert.NotEqual(Hash, PasswordHash.Of(Password).ToString());
        Assert.True(PasswordHash.TryParse(Hash, out var hash));
        Assert.True(hash.Fits(Password.Normalize(NormalizationForm.FormD)));
        Assert.False(hash.Fits(Password + " "));
        Assert.False(hash.Fits(""));
    }

    [Theory]
    [InlineData("…")]
    [InlineData("")]
    [InlineData("secret")]
    [InlineData("pbkdf2-sha256$1$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("pbkdf2-sha256$2000000000$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("pbkdf2-sha256$600000$AAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("pbkdf2-sha256$600000$AAAAAAAAAAAAAAAAAAAAAA==$")]
    public void What_is_no_hash_is_not_taken_for_one(string text) => Assert.False(PasswordHash.TryParse(text, out _) || TokenHash.TryParse(text, out _));

    [Fact]
    public void A_token_is_known_by_its_sha256_as_every_tool_writes_it() =>
        Assert.Equal("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", TokenHash.Of("test").ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Basic")]
    [InlineData("Basic ")]
    [InlineData("Basic !!!")]
    [InlineData("Basic YW5u")] // no colon
    [InlineData("Digest username=ann")]
    public void Credentials_that_cannot_be_read_are_none(string? header) => Assert.Null(Credentials.Of(header));

    [Fact]
    public async Task Whoever_is_named_comes_in_from_anywhere_and_nobody_else_from_nowhere()
    {
        var door = Door(new AccessOptions { Open = true, Users = [Ann()], Tokens = [Program("read"), new TokenOptions { Name = "broken", Hash = new Secret("…") }] });

        Assert.Equal(Admission.Granted, await JudgeAsync(door, "203.0.113.9", Basic("ann", Password)));
        Assert.Equal(Admission.Granted, await JudgeAsync(door, "203.0.113.9", Basic("ann", Password)));
        Assert.Equal(Admission.Granted, await JudgeAsync(door, "203.0.113.9", $"Bearer {Token}"));
        foreach (var shown in (string?[])[null, Basic("ann", "wrong"), Basic("bob", Password), Basic("", ""), "Bearer …", "Bearer mon_x", $"Bearer {TokenHash.Of(Token)}"])
            Assert.Equal(Admission.Unknown, await JudgeAsync(door, "127.0.0.1", shown));
    }

    [Fact]
    public async Task A_token_without_the_scope_reads_nothing() =>
        Assert.Equal(Admission.OutOfScope, await JudgeAsync(Door(new AccessOptions { Tokens = [Program("write")] }), "127.0.0.1", $"Bearer {Token}"));

    [Fact]
    public async Task A_user_whose_hash_is_none_closes_the_door_and_does_not_open_it() =>
        Assert.Equal(Admission.Unknown, await JudgeAsync(Door(new AccessOptions { Users = [new UserOptions { Name = "ann", Role = "editor", PasswordHash = new Secret("…") }] }), "127.0.0.1", Basic("ann", "…")));

    [Theory]
    [InlineData(false, "127.0.0.1", Admission.Granted)]
    [InlineData(false, "203.0.113.9", Admission.LocalOnly)]
    [InlineData(true, "203.0.113.9", Admission.Granted)]
    public async Task Where_nobody_is_named_this_machine_comes_in_or_everybody(bool open, string from, object admission) =>
        Assert.Equal((Admission)admission, await JudgeAsync(Door(new AccessOptions { Open = open }), from, null));

    [Fact]
    public async Task Who_is_taken_out_of_the_configuration_comes_in_no_more()
    {
        var door = Door(new AccessOptions { Users = [Ann()] });
        Assert.Equal(Admission.Granted, await JudgeAsync(door, "203.0.113.9", Basic("ann", Password)));

        door.Take(new AccessOptions { Tokens = [Program("read")] });

        Assert.Equal(Admission.Unknown, await JudgeAsync(door, "203.0.113.9", Basic("ann", Password)));
    }

    [Fact]
    public void A_hash_that_nobody_can_log_in_with_is_warned_of()
    {
        using var written = WrittenConfiguration.Of("""
            "Access": { "Users": [ { "Name": "ann", "PasswordHash": "secret", "Role": "editor" } ], "Tokens": [ { "Name": "ci", "Hash": "abc" } ] }
            """);

        var warnings = string.Join('\n', written.File.Load().Warnings);

        Assert.Contains("Monitor:Access:Users:0:PasswordHash: is no hash of a password", warnings, StringComparison.Ordinal);
        Assert.Contains("Monitor:Access:Tokens:0:Hash: is no SHA-256", warnings, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_verb_makes_hashes_that_fit()
    {
        using var hash = new StringWriter();
        using var token = new StringWriter();
        using var errors = new StringWriter();

        Assert.Equal(0, await HashCommand.PasswordAsync(() => Password, hash, errors));
        Assert.Equal(0, await HashCommand.TokenAsync(token));
        Assert.Equal(2, await HashCommand.PasswordAsync(() => "short", TextWriter.Null, errors));

        Assert.True(PasswordHash.TryParse(hash.ToString(), out var made) && made.Fits(Password));
        var words = token.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(TokenHash.Of(words[1]).ToString(), words[3]);
        Assert.Contains("at least 8", errors.ToString(), StringComparison.Ordinal);
    }

    private static Doorkeeper Door(AccessOptions access) => new(access, new VirtualClock(DateTimeOffset.UnixEpoch));

    private static UserOptions Ann() => new() { Name = "ann", Role = "editor", PasswordHash = new Secret(Hash) };

    private static TokenOptions Program(string scope) => new() { Name = "ci", Hash = new Secret(TokenHash.Of(Token).ToString()), Scopes = [scope] };

    private static string Basic(string name, string password) => $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{password}"))}";

    private static Task<Admission> JudgeAsync(Doorkeeper door, string from, string? header)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(from);
        if (header is not null) context.Request.Headers.Authorization = header;
        return door.JudgeVisitorAsync(context);
    }
}
