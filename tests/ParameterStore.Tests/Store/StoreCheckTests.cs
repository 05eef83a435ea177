namespace ParameterStore.Tests;

public sealed class StoreCheckTests
{
    public static TheoryData<Fault> Faults => new(Enum.GetValues<Fault>().Where(f => f != Fault.None));

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task The_check_notices(Fault fault)
    {
        for (int seed = 1; seed <= 4; seed++)
            await FluentActions.Awaiting(() => StoreCheck.RunAsync(() => new(new FaultyStore(new InMemoryParameterStore(), fault)), seed, PlainFold.All["staleness-aware momentum"]))
                .Should().ThrowAsync<InvalidOperationException>().WithMessage($"Seed {seed}, step *");
    }

    [Fact]
    public async Task The_check_lets_a_sound_store_pass()
    {
        for (int seed = 1; seed <= 21; seed++)
            await StoreCheck.RunAsync(() => new(new FaultyStore(new InMemoryParameterStore(), Fault.None)), seed, PlainFold.All.Values.ElementAt(seed % PlainFold.All.Count));
    }
}
