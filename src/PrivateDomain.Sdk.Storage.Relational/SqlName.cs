using System.Security.Cryptography;
using System.Text;

namespace PrivateDomain.Sdk.Storage.Relational;

/// <summary>Keeps names within what every SQL database takes.</summary>
internal static class SqlName
{
    private const int MaxLength = 63;
    private const int DigestLength = 8;

    /// <summary>A name that is too long is cut and ends in a digest of the whole, the same in every release.</summary>
    public static string Fit(string name)
    {
        if (name.Length <= MaxLength)
        {
            return name;
        }

        string digest = Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(name)))[..DigestLength].ToLowerInvariant();
        return $"{name[..(MaxLength - DigestLength - 1)]}_{digest}";
    }
}
