using System.Net.Sockets;
using Monitor.Worker.Storing.Postgres;
using Npgsql;
using Quartz;

namespace Monitor.Worker.Tests.Storing;

/// <summary>What the scheduler, which has our connections, wraps its failures in.</summary>
public sealed class CutOffTests
{
    [Theory]
    [InlineData("25P03")]
    [InlineData("57P01")]
    [InlineData("57014")]
    [InlineData("25P02")]
    [InlineData("40P01")]
    public void What_cut_a_connection_off_is_tried_again_however_deep_it_is_wrapped(string state) =>
        Assert.True(PostgresFaults.IsCutOff(new SchedulerException("no", new JobPersistenceException("none", new PostgresException("said", "FATAL", "FATAL", state)))));

    [Fact]
    public void A_network_that_is_away_is_tried_again() =>
        Assert.True(PostgresFaults.IsCutOff(new JobPersistenceException("none", new NpgsqlException("lost", new SocketException()))));

    [Fact]
    public void A_transaction_that_the_driver_knows_to_be_over_is_tried_again()
    {
        using var connection = new NpgsqlConnection("Host=127.0.0.1");
        var closed = Record.Exception(connection.BeginTransaction);

        Assert.IsType<InvalidOperationException>(closed);
        Assert.True(PostgresFaults.IsCutOff(new JobPersistenceException("none", closed)));
    }

    [Theory]
    [InlineData("42P01")]
    [InlineData("23505")]
    public void A_table_that_is_not_there_or_a_row_that_does_not_fit_is_a_fault(string state) =>
        Assert.False(PostgresFaults.IsCutOff(new JobPersistenceException("none", new PostgresException("said", "ERROR", "ERROR", state))));

    [Fact]
    public void A_defect_of_ones_own_is_a_fault() => Assert.False(PostgresFaults.IsCutOff(new JobPersistenceException("none", new InvalidOperationException("Sequence contains no elements"))));
}
