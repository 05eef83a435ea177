using Distributed.Learning;
using Microsoft.ML.Data;

namespace Microsoft.ML.Distributed.Tests;

public sealed class LinearMemoryTests
{
    private const long Gibi = 1L << 30;

    [Fact]
    public void More_features_than_memory_holds_are_refused_before_any_row_is_read()
    {
        IDataView wide = new EmptyView(SchemaOf(100_000_000));
        Action read = () => _ = new LinearReading(new SdcaLogisticRegressionOptions { Workers = 2 }, wide, null, memory: 4 * Gibi);
        read.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("input")
            .WithMessage("'Features' has 100000000 features, of which training would keep about * MiB beside the examples, but this process may use 4096 MiB; hash the features to fewer bits*");
    }

    [Theory]
    [InlineData(GradientOptimizer.AdaGrad, 0f, 2, true)]
    [InlineData(GradientOptimizer.FtrlProximal, 0.1f, 2, false)]
    [InlineData(GradientOptimizer.AdaGrad, 0f, 8, false)]
    public void What_fits_depends_on_the_trainer_and_its_workers(GradientOptimizer optimizer, float l1, int workers, bool fits)
    {
        IDataView wide = new EmptyView(SchemaOf(20_000_000));
        Action read = () => _ = new LinearReading(new LogisticRegressionOptions { Optimizer = optimizer, L1 = l1, Workers = workers }, wide, null, memory: 2 * Gibi);
        if (fits)
            read.Should().NotThrow();
        else
            read.Should().Throw<ArgumentOutOfRangeException>();
    }

    private static DataViewSchema SchemaOf(int features)
    {
        DataViewSchema.Builder schema = new();
        schema.AddColumn("Label", BooleanDataViewType.Instance);
        schema.AddColumn("Features", new VectorDataViewType(NumberDataViewType.Single, features));
        return schema.ToSchema();
    }
}
