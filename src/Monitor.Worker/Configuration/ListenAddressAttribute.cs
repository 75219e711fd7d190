using System.ComponentModel.DataAnnotations;

namespace Monitor.Worker.Configuration;

/// <summary>Addresses Kestrel can listen on: <c>http://HOST:PORT</c>, <c>*</c> for every interface, several parted by <c>;</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ListenAddressAttribute() : ValidationAttribute("is an address such as http://127.0.0.1:8080, or http://*:8080 for every interface")
{
    public override bool IsValid(object? value) =>
        value is string text && text.Split(';', StringSplitOptions.TrimEntries).All(IsAddress);

    // "*" and "+" are Kestrel's own and no host to System.Uri.
    private static bool IsAddress(string text) =>
        Uri.TryCreate(text.Replace("//*", "//0.0.0.0", StringComparison.Ordinal).Replace("//+", "//0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address.Host.Length > 0
        && address.PathAndQuery == "/"
        && address.UserInfo.Length == 0;
}
