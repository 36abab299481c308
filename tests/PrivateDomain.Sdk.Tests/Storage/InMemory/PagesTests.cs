using PrivateDomain.Sdk.Storage.InMemory;

namespace PrivateDomain.Sdk.Tests.Storage.InMemory;

public sealed class PagesTests
{
    [Fact]
    public void Items_are_found_where_they_were_made_and_nothing_elsewhere()
    {
        var pages = new Pages<string>();
        int[] made = [0, 1, 255, 256, 70_000, 3];
        foreach (int index in made)
        {
            pages.Make(index) = $"{index}";
        }

        Assert.All(made, index => Assert.Equal($"{index}", pages[index]));
        Assert.All([2, 254, 300, 69_999, 1_000_000], index => Assert.Null(pages.Get(index)));
        Assert.Equal(made.Order().Select(static index => $"{index}"), pages.All.Where(static item => item is not null));
    }

    [Fact]
    public void A_place_stays_the_same_while_others_are_made()
    {
        var pages = new Pages<int>();
        ref int place = ref pages.Make(7);
        for (int i = 0; i < 10_000; i++)
        {
            pages.Make(i) = i;
        }

        place = -1;

        Assert.Equal(-1, pages[7]);
    }
}
