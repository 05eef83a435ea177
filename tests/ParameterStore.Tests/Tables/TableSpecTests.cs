namespace ParameterStore.Tests;

public sealed class TableSpecTests
{
    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("a/b", 1, 1)]
    [InlineData("a", -1, 1)]
    [InlineData("a", 1, 0)]
    [InlineData("a", 1 << 20, 1 << 20)]
    public void A_spec_out_of_range_is_refused_by_name(string name, int rows, int columns) =>
        new TableSpec(name, rows, columns).Invoking(s => s.Validate()).Should().Throw<ArgumentException>().WithMessage($"*'{name}'*");

    [Fact]
    public void Owners_must_own_all_rows()
    {
        new TableSpec("a", 5, 1) { Sharing = Sharing.OwnedBy([0, 2, 4], OwnedDurability.EveryCommit) }
            .Invoking(s => s.Validate()).Should().Throw<ArgumentException>().WithMessage("*end at 4*");
        FluentActions.Invoking(() => Sharing.OwnedBy([0, 3, 2], OwnedDurability.EveryCommit)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => Sharing.OwnedBy([1, 3], OwnedDurability.EveryCommit)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => Sharing.OwnedBy([0, 3], OwnedDurability.EveryClocks(0))).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Each_part_of_a_spec_counts()
    {
        var spec = new TableSpec("a", 4, 2);
        var sharing = Sharing.OwnedBy([0, 2, 4], OwnedDurability.EveryCommit);
        spec.IsSameAs(spec with { }).Should().BeTrue();
        (spec with { Sharing = sharing }).IsSameAs(spec with { Sharing = Sharing.OwnedBy([0, 2, 4], OwnedDurability.EveryCommit) }).Should().BeTrue();
        foreach (TableSpec other in new[] { spec with { Rows = 5 }, spec with { Columns = 3 }, spec with { Name = "b" }, spec with { Sharing = sharing }, spec with { Initial = new ParameterStoreConformance.NumberedRows() } })
            spec.IsSameAs(other).Should().BeFalse();
        (spec with { Sharing = sharing }).IsSameAs(spec with { Sharing = Sharing.OwnedBy([0, 2, 4], OwnedDurability.EveryClocks(2)) }).Should().BeFalse();
        (spec with { Sharing = sharing }).IsSameAs(spec with { Sharing = Sharing.OwnedBy([0, 1, 4], OwnedDurability.EveryCommit) }).Should().BeFalse();
    }
}
