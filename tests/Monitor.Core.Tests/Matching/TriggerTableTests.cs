using Monitor.Core.Matching.Indexing;

namespace Monitor.Core.Tests.Matching;

public sealed class TriggerTableTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(24)]
    [InlineData(340)]
    [InlineData(342)]
    [InlineData(2_000)]
    public void Every_word_leads_to_its_own_terms_in_order(int count)
    {
        var table = new TriggerTable([.. Enumerable.Range(0, count).Select(number => (TokenOf(number), Leads(number)))]);

        Assert.False(table.IsEmpty);
        for (var number = 0; number < count; number++)
        {
            var hash = Hash(number);
            var place = table.Seek(hash, TriggerTable.PlaceOf(hash));
            Assert.True(table.MayHold(hash));
            Assert.Equal(Leads(number), table.LeadsAt(place).ToArray());
            Assert.Equal((number * 3)..((number * 3) + 3), table.BytesAt(place));
            Assert.Equal(-1, table.Seek(hash, place + 1));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(2_000)]
    public void Most_other_words_are_turned_away_at_once_and_all_in_the_end(int count)
    {
        var table = new TriggerTable([.. Enumerable.Range(0, count).Select(number => (TokenOf(number), Leads(number)))]);
        uint[] others = [.. Enumerable.Range(10_000, 1_000).Select(Hash)];

        Assert.InRange(others.Count(table.MayHold), 0, 150);
        Assert.All(others, hash => Assert.Equal(-1, table.Seek(hash, TriggerTable.PlaceOf(hash))));
    }

    [Fact]
    public void Words_of_one_hash_stand_one_behind_the_other()
    {
        var table = new TriggerTable([.. Enumerable.Range(0, 14).Select(number => (new Token(7, number, 1, IsPrefix: false), Leads(number)))]);
        var found = new List<int>();
        for (var place = table.Seek(7, TriggerTable.PlaceOf(7)); place >= 0 && found.Count < 20; place = table.Seek(7, place + 1)) found.Add(table.LeadsAt(place)[0].Leaf);

        Assert.Equal(Enumerable.Range(0, 14), found);
    }

    [Fact]
    public void An_empty_table_holds_nothing()
    {
        var table = new TriggerTable([]);

        Assert.True(table.IsEmpty);
        Assert.Equal(-1, table.Seek(0, TriggerTable.PlaceOf(0)));
        Assert.All(Enumerable.Range(0, 1_000), number => Assert.False(table.MayHold(Hash(number))));
    }

    private static Token TokenOf(int number) => new(Hash(number), number * 3, 3, IsPrefix: false);

    private static uint Hash(int number) => (uint)(number + 1) * 2_654_435_761;

    private static List<Lead> Leads(int number) => [.. Enumerable.Range(0, (number % 4) + 1).Select(lead => new Lead(number, (short)lead))];
}
