using System.Collections;
using System.Collections.Specialized;
using System.ComponentModel;
using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;

namespace Monitor.Worker.Tests.Architecture;

/// <summary>Uses a type in every place that a type can be used in; nothing runs it.</summary>
internal sealed class HidingPlaces
{
    private readonly List<BitArray[]> field = [];

    [Description("an attribute")]
    public Rune? Property { get; set; }

    public static IEnumerable<IPAddress> Iterator()
    {
        yield return new IPEndPoint(1, 1).Address;
    }

    public static Func<double, double> Lambda() => value => Complex.Abs(new Complex(value, 1));

    public static async Task<string> Asynchronous()
    {
        await Task.Yield();
        return new IdnMapping().GetAscii("x");
    }

    public static bool Test(object candidate) => candidate is MailAddress;

    public static object Generic() => Channel.CreateUnbounded<int>();

    public int Guarded()
    {
        try
        {
            return field.Count;
        }
        catch (CryptographicException)
        {
            return 0;
        }
    }

    public static string Token() => typeof(OrderedDictionary).Name;

    private sealed class Nested<T>
        where T : IStructuralComparable
    {
        public T? Value { get; set; }
    }
}
