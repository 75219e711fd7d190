using Monitor.Worker.Storing.Postgres;

namespace Monitor.Worker.Tests.Storing;

public sealed class PostgresAddressTests
{
    [Theory]
    [InlineData("db.example.org", "db.example.org:5432", "--host=db.example.org --port=5432")]
    [InlineData("db.example.org;Port=6432", "db.example.org:6432", "--host=db.example.org --port=6432")]
    [InlineData("db1,db2", "db1:5432 or db2:5432", "--host=db1,db2 --port=5432,5432")]
    [InlineData("db1:5501, db2;Port=5502", "db1:5501 or db2:5502", "--host=db1,db2 --port=5501,5502")]
    [InlineData("::1", "::1:5432", "--host='::1' --port=5432")]
    [InlineData("[::1]:5501", "[::1]:5501", "--host='::1' --port=5501")]
    [InlineData("[::1]", "[::1]:5432", "--host='::1' --port=5432")]
    [InlineData("/var/run/postgresql", "/var/run/postgresql:5432", "--host=/var/run/postgresql --port=5432")]
    public void Names_each_server_with_its_port(string host, string shown, string forShells)
    {
        var address = PostgresAddress.Of($"Host={host};Database=mentions;Username=ann;Password=made-up", "acme");

        Assert.Equal($"PostgreSQL at {shown}, database mentions, schema acme", address.Where);
        Assert.Equal($"pg_dump --format=custom --schema=acme {forShells} --username=ann --dbname=mentions --file=out", address.Dump("out"));
    }
}
