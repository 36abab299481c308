using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Hosting;
using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Points;

namespace PrivateDomain.Sdk.Operations;

/// <summary>The terms in force, each with its version; and the terms of old versions, read back from the store.</summary>
internal sealed class Policies
{
    private readonly ConcurrentDictionary<string, PointTerms> _pointTerms = new(StringComparer.Ordinal);

    public Policies(IOptions<PrivateDomainOptions> options)
    {
        PointTerms points = PointTerms.From(options.Value.Points);
        CommissionTerms commissions = CommissionTerms.From(options.Value.Commissions);
        Points = Versioned("points", points, JsonSerializer.Serialize(points, PolicyJson.Default.PointTerms));
        Commissions = Versioned("commissions", commissions, JsonSerializer.Serialize(commissions, PolicyJson.Default.CommissionTerms));
    }

    internal Policy<PointTerms> Points { get; }

    internal Policy<CommissionTerms> Commissions { get; }

    /// <summary>Asks for what <see cref="Keep"/> reads.</summary>
    internal static void Read<TTerms>(in DecisionContext context, Policy<TTerms> policy) =>
        context.View.Find<PolicyVersion>(PolicyVersion.KeyOf(context.Program, policy.Feature, policy.Version));

    /// <summary>Keeps the terms with the first decision made under them.</summary>
    internal static void Keep<TTerms>(in DecisionContext context, Policy<TTerms> policy, Changes changes)
    {
        if (context.View.Find<PolicyVersion>(PolicyVersion.KeyOf(context.Program, policy.Feature, policy.Version)) is null)
        {
            changes.Put(new PolicyVersion
            {
                Program = context.Program,
                Feature = policy.Feature,
                Version = policy.Version,
                Terms = policy.Json,
                FirstUsedAt = context.Now,
            });
        }
    }

    /// <summary>The earning terms of a version; <see langword="null"/> until it is read.</summary>
    internal PointTerms? FindPointTerms(in DecisionContext context, string version)
    {
        if (version == Points.Version)
        {
            return Points.Terms;
        }

        return context.View.Find<PolicyVersion>(PolicyVersion.KeyOf(context.Program, Points.Feature, version)) is { } stored
            ? _pointTerms.GetOrAdd(stored.Terms, static json => JsonSerializer.Deserialize(json, PolicyJson.Default.PointTerms)!)
            : null;
    }

    private static Policy<TTerms> Versioned<TTerms>(string feature, TTerms terms, string json) =>
        new(feature, Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(json)).AsSpan(0, 8)).ToLower(CultureInfo.InvariantCulture), json, terms);
}
