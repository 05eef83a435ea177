using ParameterStore;

namespace Distributed.Learning.Tests;

public class MatrixFactorizationTablesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1_000_003)]
    [InlineData(134_000_000)]
    public void A_table_holds_rows_of_the_most_factors_and_not_of_one_more(int rows)
    {
        int most = MatrixFactorizationTables.RankMax(rows);
        new TableSpec("factors", rows, FactorLayout.Columns(most)).Invoking(s => s.Validate()).Should().NotThrow();
        new TableSpec("factors", rows, FactorLayout.Columns(most + 1)).Invoking(s => s.Validate()).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Too_many_rows_leave_no_factor() => MatrixFactorizationTables.RankMax(135_000_000).Should().Be(0);
}
