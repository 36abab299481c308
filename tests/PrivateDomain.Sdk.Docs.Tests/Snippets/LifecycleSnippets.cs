using PrivateDomain.Sdk.Lifecycle;
using Xunit;

namespace PrivateDomain.Sdk.Docs.Snippets;

/// <summary>The code of the lifecycle page, run as it stands.</summary>
public sealed class LifecycleSnippets
{
    [Fact]
    public void Stage_and_timeline()
    {
        DateOnly[] purchaseDays = [new(2026, 1, 3), new(2026, 1, 17), new(2026, 2, 1), new(2026, 2, 14)];

        LifecycleStanding standing = LifecycleRules.StageOf(purchaseDays, new DateOnly(2026, 3, 31), LifecycleTerms.Default);
        // AtRisk since 2026-03-17, because lifecycle.at_risk_for: 45 days since the last of 4 purchases, where 20 were to be expected; Silent from 2026-04-16

        foreach (LifecycleTransition change in LifecycleRules.Timeline(purchaseDays, new DateOnly(2026, 3, 31), LifecycleTerms.Default))
        {
            Console.WriteLine($"{change.On:O}: {change.From} to {change.To}, {change.Reason}");
        }

        Assert.Equal(
            new LifecycleStanding(
                new(2026, 3, 31), LifecycleStage.AtRisk, new(2026, 3, 17), LifecycleReasons.AtRiskFor, new LifecycleFacts(4, 45, 20), new(2026, 4, 16)),
            standing);
    }
}
