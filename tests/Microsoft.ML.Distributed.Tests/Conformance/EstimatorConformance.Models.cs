using System.Text;
using ParameterStore;

namespace Microsoft.ML.Distributed.Tests;

public abstract partial class EstimatorConformance<TRaw>
{
    [Fact]
    public void A_model_learns()
    {
        (MLContext context, ITransformer once) = Fitted(new() { Epochs = 1 });
        (_, ITransformer often) = Fitted(new() { Epochs = 20 });
        Loss(context, often.Transform(Data())).Should().BeLessThan(Math.Min(1, 1.8 * LearnsTo) * Loss(context, once.Transform(Data())));
    }

    [Fact]
    public void A_training_goes_on_from_an_earlier_model()
    {
        (MLContext context, ITransformer often) = Fitted(new() { Epochs = 20 });
        (_, ITransformer once) = Fitted(new() { Epochs = 1 });
        (_, ITransformer further) = Fitted(new() { Epochs = 1, InitialModel = often });
        Loss(context, further.Transform(Data())).Should().BeLessThan(Math.Min(1, 1.8 * LearnsTo) * Loss(context, once.Transform(Data())));
    }

    [Fact]
    public void A_saved_and_loaded_model_scores_the_same_bits()
    {
        (MLContext context, ITransformer model) = Fitted();
        using var zip = new MemoryStream();
        context.Model.Save(model, Data().Schema, zip);
        zip.Position = 0;
        ITransformer loaded = new MLContext().Model.Load(zip, out DataViewSchema schema);
        schema.Select(c => c.Name).Should().Equal(Data().Schema.Select(c => c.Name));
        ScoresOf(loaded).Should().Equal(ScoresOf(model));
        loaded.Should().BeOfType(model.GetType());
    }

    [Fact]
    public void A_saved_model_is_loaded_where_our_assemblies_are_not()
    {
        (MLContext context, ITransformer model) = Fitted();
        string path = Path.GetTempFileName();
        try
        {
            context.Model.Save(model, Data().Schema, path);
            WithoutOurAssemblies.Load(path).Should().Be(model.GetType().FullName);
            string content = Encoding.Latin1.GetString(File.ReadAllBytes(path)).Replace("\0", "");
            content.Should().NotContain(typeof(DistributedCatalog).Assembly.GetName().Name);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void One_worker_and_one_seed_give_one_model_to_the_bit() =>
        ScoresOf(Fitted().Model).Should().Equal(ScoresOf(Fitted().Model));

    [Fact]
    public void Another_seed_gives_another_model() =>
        ScoresOf(Fitted(new() { Seed = 12 }).Model).Should().NotEqual(ScoresOf(Fitted().Model));

    [Fact]
    public void Without_a_seed_the_context_decides()
    {
        float[] first = ScoresOf(FittedIn(new MLContext(5)));
        ScoresOf(FittedIn(new MLContext(5))).Should().Equal(first);
        ScoresOf(FittedIn(new MLContext(6))).Should().NotEqual(first);
        ScoresOf(FittedIn(new MLContext())).Should().NotEqual(first);

        ITransformer FittedIn(MLContext context) => Make(context, new() { Seed = null }).Fit(Data()).Model;
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Several_workers_in_step_give_one_model_to_the_bit(int workers)
    {
        var options = new ConformanceOptions { Workers = workers, Synchronization = SyncPolicy.BulkSynchronous };
        float[] first = ScoresOf(Fitted(options).Model);
        for (int again = 0; again < 3; again++)
            ScoresOf(Fitted(options).Model).Should().Equal(first);
    }

    [Fact]
    public void Every_policy_learns()
    {
        (MLContext context, ITransformer once) = Fitted(new() { Epochs = 1 });
        double atFirst = Loss(context, once.Transform(Data()));
        foreach (string policy in Policies)
        {
            (_, ITransformer often) = Fitted(new() { Epochs = 20, Workers = 4, Synchronization = SyncPolicy.Parse(policy) });
            Loss(context, often.Transform(Data())).Should().BeLessThan(LearnsTo * atFirst, policy);
        }
    }

    [Fact]
    public void One_trainer_may_be_fitted_many_times_also_at_once()
    {
        var context = new MLContext(1);
        TrainerUnderTest trainer = Make(context, new() { Workers = 2 });
        float[] first = ScoresOf(trainer.Fit(Data()).Model);
        var others = new float[4][];
        Parallel.For(0, others.Length, i => others[i] = ScoresOf(trainer.Fit(Data()).Model));
        others.Should().OnlyContain(scores => scores.SequenceEqual(first));
    }

    [Fact]
    public void Cross_validation_works()
    {
        var context = new MLContext(1);
        double[] folds = [.. CrossValidated(context, Make(context, new() { Epochs = 10 }).Estimator)];
        folds.Should().HaveCount(3).And.OnlyContain(measure => measure > 0.1);
    }

    [Fact]
    public void A_chain_with_cached_rows_gives_the_same_model()
    {
        var context = new MLContext(1);
        IDataView raw = context.Data.LoadFromEnumerable(RawRows);
        ITransformer plain = Prepare(context).Append(Make(new MLContext(1), new()).Estimator).Fit(raw);
        ITransformer cached = Prepare(context).AppendCacheCheckpoint(context).Append(Make(new MLContext(1), new()).Estimator).Fit(raw);
        ScoresOf(cached, raw).Should().Equal(ScoresOf(plain, raw));
    }

    [Fact]
    public void A_chain_from_raw_rows_to_a_prediction_engine_works_and_survives_saving()
    {
        var context = new MLContext(1);
        IDataView raw = context.Data.LoadFromEnumerable(RawRows);
        ITransformer chain = Prepare(context).Append(Make(context, new()).Estimator).Fit(raw);
        using var zip = new MemoryStream();
        context.Model.Save(chain, raw.Schema, zip);
        zip.Position = 0;
        var elsewhere = new MLContext();

        float[] scores = ScoresOf(chain, raw);
        scores.Should().HaveCountGreaterThanOrEqualTo(RawRows.Count);
        EngineScores(context, chain).Should().Equal(scores);
        EngineScores(elsewhere, elsewhere.Model.Load(zip, out _)).Should().Equal(scores);
    }
}
