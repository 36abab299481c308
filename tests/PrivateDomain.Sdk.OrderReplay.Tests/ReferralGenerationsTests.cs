using OrderReplay.Input;

namespace PrivateDomain.Sdk.OrderReplay.Tests;

public sealed class ReferralGenerationsTests
{
    [Fact]
    public void Referrers_come_before_those_whom_they_brought_wherever_they_stand()
    {
        ReferredMember[] members =
        [
            new("d", "c", 2), new("b", "a", 3), new("a", null, 4), new("c", "b", 5), new("e", "a", 6), new("z", null, 7),
        ];

        IReadOnlyList<IReadOnlyList<ReferredMember>> generations = ReferralGenerations.Of(members);

        Assert.Equal(["b e", "c", "d"], generations.Select(g => string.Join(' ', g.Select(m => m.Id))));
    }

    [Fact]
    public void A_chain_of_many_thousand_members_is_no_problem()
    {
        ReferredMember[] members = [new("0", null, 2), .. Enumerable.Range(1, 20_000).Select(i => new ReferredMember($"{i}", $"{i - 1}", i + 2))];

        Assert.Equal(20_000, ReferralGenerations.Of(members).Count);
    }
}
