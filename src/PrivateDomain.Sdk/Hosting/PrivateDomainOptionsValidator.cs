using Microsoft.Extensions.Options;
using PrivateDomain.Sdk.Commissions;
using PrivateDomain.Sdk.Consents;
using PrivateDomain.Sdk.Coupons;
using PrivateDomain.Sdk.Levels;
using PrivateDomain.Sdk.Lifecycle;
using PrivateDomain.Sdk.Members;
using PrivateDomain.Sdk.Metrics;
using PrivateDomain.Sdk.Pipeline;
using PrivateDomain.Sdk.Points;
using PrivateDomain.Sdk.Referrals;
using PrivateDomain.Sdk.Rfm;
using PrivateDomain.Sdk.Tags;

namespace PrivateDomain.Sdk.Hosting;

/// <summary>Checks all settings and reports every problem in one message.</summary>
internal sealed class PrivateDomainOptionsValidator : IValidateOptions<PrivateDomainOptions>
{
    private const long LargestLimit = 1_000_000_000_000_000;
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(36_525);

    public ValidateOptionsResult Validate(string? name, PrivateDomainOptions options)
    {
        List<string> problems =
        [
            .. ProblemsOf(options),
            .. ProblemsOf(options.Members),
            .. ProblemsOf(options.Consents),
            .. ProblemsOf(options.Points),
            .. ProblemsOf(options.Commissions),
            .. CouponOptionRules.ProblemsOf(options.Coupons),
            .. ProblemsOf(options.Metrics),
            .. ProblemsOf(options.Pipeline),
            .. LifecycleOptionRules.ProblemsOf(options.Lifecycle),
            .. options.Levels.IsKept ? LevelOptionRules.ProblemsOf(options.Levels) : [],
            .. RfmOptionRules.ProblemsOf(options.Rfm),
            .. options.Forecasts.Problems(),
        ];
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> ProblemsOf(PrivateDomainOptions options)
    {
        if (!Identifier.IsValid(options.Program, out string? problem))
        {
            yield return $"Program is no usable id: {problem}.";
        }

        if (!Currency.TryParse(options.Currency, out _))
        {
            yield return "Currency is no ISO 4217 code; write three upper-case letters such as CNY.";
        }

        if (options.TimeZone is null || !TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _))
        {
            yield return $"TimeZone is '{options.TimeZone}', which this machine does not know; use an IANA id such as Asia/Shanghai, or UTC.";
        }

        if (options.Members.ExternalIdKey is { Length: < MemberOptions.MinKeyLength } key)
        {
            yield return $"Members.ExternalIdKey has {key.Length} bytes; use at least {MemberOptions.MinKeyLength} random bytes.";
        }
        else if (options.Members.ExternalIdKey is { } bytes && bytes.Distinct().Count() < 8)
        {
            yield return "Members.ExternalIdKey is not random: it has fewer than 8 different bytes.";
        }

        if (options.Members.MergeUndoWindow < TimeSpan.Zero || options.Members.MergeUndoWindow > TimeSpan.FromDays(3_650))
        {
            yield return $"Members.MergeUndoWindow is {options.Members.MergeUndoWindow}; use zero to 3650 days.";
        }

        if (!Enum.IsDefined(options.Referrals.Rebinding))
        {
            yield return $"Referrals.Rebinding is {options.Referrals.Rebinding}; use {nameof(RebindingPolicy.Never)} or {nameof(RebindingPolicy.Always)}.";
        }

        if (options.Referrals.MaxChain is < 1 or > 100_000)
        {
            yield return $"Referrals.MaxChain is {options.Referrals.MaxChain}; use 1 to 100000.";
        }

        if (options.Orders.MaxAmount is < 1 or > LargestLimit)
        {
            yield return $"Orders.MaxAmount is {options.Orders.MaxAmount}; use 1 to {LargestLimit} minor units.";
        }

        if (options.Lifecycle.IsKept && !options.Metrics.AreKept)
        {
            yield return "Lifecycle stages are kept and metrics are not, which they are told from; call Metrics() too.";
        }

        if (options.Levels.IsKept && !options.Metrics.AreKept)
        {
            yield return "Levels are kept and metrics are not, which they are told from; call Metrics() too.";
        }

        if (options.Rfm.IsKept && !options.Metrics.AreKept)
        {
            yield return "RFM scores are kept and metrics are not, which they are found in; call Metrics() too.";
        }

        if (options.Forecasts.IsKept && !options.Metrics.AreKept)
        {
            yield return "Forecasts are kept and metrics are not, which they are made from; call Metrics() too.";
        }

        if (options.Tags.MaxPerMember is < 1 or > TagOptions.LargestMaxPerMember)
        {
            yield return $"Tags.MaxPerMember is {options.Tags.MaxPerMember}; use 1 to {TagOptions.LargestMaxPerMember}.";
        }
    }

    private static IEnumerable<string> ProblemsOf(MemberOptions members)
    {
        IList<AttributeDefinition> attributes = members.Attributes;
        if (attributes.Count > MemberOptions.MaxAttributes)
        {
            yield return $"Members.Attributes declares {attributes.Count} attributes; use at most {MemberOptions.MaxAttributes}.";
        }

        for (int i = 0; i < attributes.Count; i++)
        {
            if (attributes[i] is not { } attribute)
            {
                yield return $"Members.Attributes[{i}] is null; leave it out.";
            }
            else if (!AttributeName.IsValid(attribute.Name))
            {
                yield return $"Members.Attributes[{i}] has no usable name; use [a-z][a-z0-9_]*, at most {AttributeDefinition.MaxNameLength} characters.";
            }
            else if (attributes.Take(i).Any(earlier => earlier?.Name == attribute.Name))
            {
                yield return $"Members.Attributes declares '{attribute.Name}' twice; declare each name once.";
            }
            else if (attribute.Minimum > attribute.Maximum)
            {
                yield return $"Members.Attributes declares '{attribute.Name}' from {attribute.Minimum} to {attribute.Maximum}, which takes no number.";
            }
            else if (attribute.AllowedValues is { } allowed
                && (allowed.Count is 0 or > AttributeDefinition.MaxAllowedValues
                    || allowed.Distinct(StringComparer.Ordinal).Count() != allowed.Count || !allowed.All(static value => Identifier.IsValid(value, out _))))
            {
                yield return $"Members.Attributes declares '{attribute.Name}' with allowed values that are not usable; "
                    + $"use 1 to {AttributeDefinition.MaxAllowedValues} different texts of 1 to {AttributeDefinition.MaxTextLength} characters.";
            }
        }
    }

    private static IEnumerable<string> ProblemsOf(ConsentOptions consents)
    {
        if (consents.Purposes.Count > ConsentOptions.MaxPurposes || consents.Purposes.Distinct(StringComparer.Ordinal).Count() != consents.Purposes.Count)
        {
            yield return $"Consents.Purposes declares {consents.Purposes.Count} purposes; use at most {ConsentOptions.MaxPurposes}, each once.";
        }

        for (int i = 0; i < consents.Purposes.Count; i++)
        {
            if (!Identifier.IsValid(consents.Purposes[i], out string? problem))
            {
                yield return $"Consents.Purposes[{i}] is not usable: {problem}.";
            }
        }
    }

    private static IEnumerable<string> ProblemsOf(PointOptions points)
    {
        if (points.EarnPerUnit > 1_000_000 || !Billionths.TryFrom(points.EarnPerUnit, out _))
        {
            yield return $"Points.EarnPerUnit is {points.EarnPerUnit}; use 0 to 1000000 with at most nine decimals.";
        }

        if (points.ExpiresAfter is { } life && (life <= TimeSpan.Zero || life > LongestLife))
        {
            yield return $"Points.ExpiresAfter is {life}; use more than zero and at most 100 years, or null for points that never expire.";
        }

        if (points.PendingFor < TimeSpan.Zero || points.PendingFor > LongestLife || points.PendingFor >= (points.ExpiresAfter ?? TimeSpan.MaxValue))
        {
            yield return $"Points.PendingFor is {points.PendingFor}; use zero or more, and less than Points.ExpiresAfter.";
        }

        if (points.MaxPerOperation is < 1 or > LargestLimit)
        {
            yield return $"Points.MaxPerOperation is {points.MaxPerOperation}; use 1 to {LargestLimit}.";
        }
    }

    private static IEnumerable<string> ProblemsOf(CommissionOptions commissions)
    {
        IReadOnlyList<decimal> rates = commissions.Rates ?? [];
        if (rates.Count > CommissionOptions.MaxLevels)
        {
            yield return $"Commissions.Rates has {rates.Count} levels; at most {CommissionOptions.MaxLevels} can be paid, and a third is never lawful to build in.";
        }

        for (int i = 0; i < rates.Count; i++)
        {
            if (rates[i] > 1 || !Billionths.TryFrom(rates[i], out _))
            {
                yield return $"Commissions.Rates[{i}] is {rates[i]}; use 0 to 1 with at most nine decimals.";
            }
        }

        if (rates.Count > 0 && rates.All(rate => rate is >= 0 and <= 1) && rates.Sum() > 1)
        {
            yield return $"Commissions.Rates sum to {rates.Sum()}; together they must not exceed 1.";
        }

        if (rates.Count >= 2 && commissions.SecondLevelAcknowledgment is null)
        {
            yield return "Commissions.Rates pays a second level without Commissions.SecondLevelAcknowledgment; say who decided it and why, or pay one level.";
        }

        if (commissions.SecondLevelAcknowledgment is { } said
            && (!Identifier.IsValid(said.By, out _) || !Identifier.IsValid(said.Reason, out _) || said.By.Trim().Length == 0 || said.Reason.Trim().Length == 0))
        {
            yield return "Commissions.SecondLevelAcknowledgment must say who decided and why, each in 1 to 128 characters.";
        }

        if (commissions.HoldDays is < 0 or > 3_650)
        {
            yield return $"Commissions.HoldDays is {commissions.HoldDays}; use 0 to 3650.";
        }

        if (commissions.MaxAmount is < 1 or > LargestLimit)
        {
            yield return $"Commissions.MaxAmount is {commissions.MaxAmount}; use 1 to {LargestLimit} minor units.";
        }
    }

    private static IEnumerable<string> ProblemsOf(MetricOptions metrics)
    {
        if (metrics.WindowDays is not { } windows)
        {
            yield return "Metrics.WindowDays is null; use an empty list for no windows.";
            yield break;
        }

        if (windows.Count > MetricOptions.MaxWindows || windows.Distinct().Count() != windows.Count)
        {
            yield return $"Metrics.WindowDays has {windows.Count} windows; use at most {MetricOptions.MaxWindows}, each length once.";
        }

        foreach (int days in windows.Where(static days => days is < 1 or > MetricOptions.MaxWindowDays))
        {
            yield return $"Metrics.WindowDays names {days} days; use 1 to {MetricOptions.MaxWindowDays}.";
        }
    }

    private static IEnumerable<string> ProblemsOf(PipelineOptions pipeline)
    {
        if (pipeline.MaxBatch is < 1 or > 10_000)
        {
            yield return $"Pipeline.MaxBatch is {pipeline.MaxBatch}; use 1 to 10000.";
        }

        if (pipeline.MaxOutstanding is < 1 or > 1_000_000)
        {
            yield return $"Pipeline.MaxOutstanding is {pipeline.MaxOutstanding}; use 1 to 1000000.";
        }

        if (pipeline.Lanes is < 1 or > 64)
        {
            yield return $"Pipeline.Lanes is {pipeline.Lanes}; use 1 to 64, or null for the store's own preference.";
        }

        if (pipeline.MaxTransientRetries is < 0 or > 100)
        {
            yield return $"Pipeline.MaxTransientRetries is {pipeline.MaxTransientRetries}; use 0 to 100.";
        }

        if (pipeline.MaxConflictRetries is < 1 or > 10_000)
        {
            yield return $"Pipeline.MaxConflictRetries is {pipeline.MaxConflictRetries}; use 1 to 10000.";
        }

        if (pipeline.RetryDelay < TimeSpan.Zero || pipeline.RetryDelay > TimeSpan.FromSeconds(10))
        {
            yield return $"Pipeline.RetryDelay is {pipeline.RetryDelay}; use zero to 10 seconds.";
        }
    }
}
