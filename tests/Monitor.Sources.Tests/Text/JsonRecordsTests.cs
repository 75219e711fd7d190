using System.Text;
using System.Text.Json;
using Monitor.Sources.Text;

namespace Monitor.Sources.Tests.Text;

public sealed class JsonRecordsTests
{
    [Theory]
    [InlineData("""[{"a":1},2,"x",[3]]""", null, "{\"a\":1}|2|\"x\"|[3]")]
    [InlineData("""{"before":[{"hits":[0]}],"hits":[{"a":1},null],"after":2}""", "hits", "{\"a\":1}|null")]
    [InlineData("[]", null, "")]
    [InlineData("""{"h\ud83d":1,"h\u0069ts":[2]}""", "hits", "2")]
    public void Hands_records_over_one_at_a_time(string json, string? list, string records)
    {
        var taken = new List<string>();

        Assert.True(JsonRecords.Read(Encoding.UTF8.GetBytes(json), list, record => taken.Add(record.GetRawText())));

        Assert.Equal(records, string.Join('|', taken));
    }

    [Theory]
    [InlineData("{}", "hits")]
    [InlineData("""{"hits":{}}""", "hits")]
    [InlineData("[1]", "hits")]
    [InlineData("{}", null)]
    public void Says_when_there_is_no_such_list(string json, string? list) => Assert.False(JsonRecords.Read(Encoding.UTF8.GetBytes(json), list, _ => { }));

    [Theory]
    [InlineData("[{},")]
    [InlineData("[{}] x")]
    [InlineData("")]
    public void What_is_no_json_is_an_error(string json) => Assert.ThrowsAny<JsonException>(() => JsonRecords.Read(Encoding.UTF8.GetBytes(json), null, _ => { }));

    [Fact]
    public void A_record_larger_or_deeper_than_any_costs_that_record()
    {
        var deep = $"{string.Concat(Enumerable.Repeat("[", 30))}{new string(']', 30)}";

        Assert.Equal(
            [JsonValueKind.Object, JsonValueKind.Undefined, JsonValueKind.Undefined, JsonValueKind.Number],
            Kinds($"[{{}},\"{new string('x', 1 << 20)}\",{deep},4]"));
    }

    [Fact]
    public void Behind_so_many_bytes_of_records_the_rest_is_passed_over()
    {
        var kinds = Kinds($"[{string.Join(',', Enumerable.Repeat($"\"{new string('x', 1_000_000)}\"", 8))}]");

        Assert.Equal((6, 2), (kinds.Count(kind => kind == JsonValueKind.String), kinds.Count(kind => kind == JsonValueKind.Undefined)));
    }

    private static List<JsonValueKind> Kinds(string json)
    {
        var kinds = new List<JsonValueKind>();
        JsonRecords.Read(Encoding.UTF8.GetBytes(json), null, record => kinds.Add(record.ValueKind));
        return kinds;
    }
}
