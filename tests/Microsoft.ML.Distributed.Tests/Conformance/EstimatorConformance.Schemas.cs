using Microsoft.ML.Data;

namespace Microsoft.ML.Distributed.Tests;

public abstract partial class EstimatorConformance<TRaw>
{
    [Fact]
    public void The_schema_that_is_promised_is_the_schema_that_comes_out()
    {
        var context = new MLContext(1);
        var spy = new SchemaSpy();
        Make(context, new()).Estimator.Append(spy).Fit(Data());

        DataViewSchema came = spy.Came!;
        spy.Promised!.Select(c => c.Name).Should().BeEquivalentTo(came.Where(c => !c.IsHidden).Select(c => c.Name));
        foreach (SchemaShape.Column promised in spy.Promised!)
        {
            DataViewType type = came[promised.Name].Type;
            var vector = type as VectorDataViewType;
            DataViewType item = vector?.ItemType ?? type;
            promised.Kind.Should().Be(
                vector is null ? SchemaShape.Column.VectorKind.Scalar : vector.IsKnownSize ? SchemaShape.Column.VectorKind.Vector : SchemaShape.Column.VectorKind.VariableVector,
                promised.Name);
            promised.IsKey.Should().Be(item is KeyDataViewType, promised.Name);
            promised.ItemType.RawType.Should().Be(item.RawType, promised.Name);
        }
    }

    [Fact]
    public void A_score_is_added_and_nothing_is_lost()
    {
        (_, ITransformer model) = Fitted();
        DataViewSchema before = Data().Schema, after = model.GetOutputSchema(before);
        after["Score"].Type.Should().Be(ScoreType);
        after.Select(c => c.Name).Should().BeEquivalentTo([.. before.Select(c => c.Name), "Score", .. AddedBesideTheScore]);
        model.Transform(Data()).Schema.Select(c => (c.Name, c.Type)).Should().Equal(after.Select(c => (c.Name, c.Type)));
    }

    [Fact]
    public void The_info_is_there()
    {
        object estimator = Make(new MLContext(1), new()).Estimator;
        object info = estimator.GetType().GetProperty("Info")!.GetValue(estimator)!;
        info.Should().BeOfType<TrainerInfo>();
    }

    [Fact]
    public void What_cannot_be_used_is_refused_with_what_where_and_what_to_do()
    {
        BadInputs().Should().NotBeEmpty();
        foreach (BadInput bad in BadInputs())
        {
            Action fit = () => Make(new MLContext(1), new()).Fit(bad.Data);
            fit.Should().Throw<ArgumentException>(bad.Name).WithMessage(bad.Message, bad.Name);
        }
    }

    [Fact]
    public void A_chain_refuses_a_schema_before_it_fits_anything()
    {
        BadInputs().Where(b => b.BySchema).Should().NotBeEmpty();
        foreach (BadInput bad in BadInputs().Where(b => b.BySchema))
        {
            var context = new MLContext(1);
            var before = new SchemaSpy();
            Action fit = () => before.Append(Make(context, new()).Estimator).Fit(bad.Data);
            fit.Should().Throw<ArgumentException>(bad.Name).WithMessage(bad.Message, bad.Name);
            before.Came.Should().BeNull(bad.Name);
        }
    }

    [Fact]
    public void No_data_is_refused_by_name()
    {
        Action fit = () => Make(new MLContext(1), new()).Fit(null!);
        fit.Should().Throw<ArgumentNullException>();
    }
}
