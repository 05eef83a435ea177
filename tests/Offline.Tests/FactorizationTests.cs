using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.Recommender;

namespace Offline.Tests;

public sealed class FactorizationTests : DifferentialTests
{
    [Fact]
    public void Scores_are_the_product_of_factors_to_the_bit() => Hold(t =>
    {
        IDataView view = Ratings();
        foreach (int rank in new[] { 1, 3, 4, 8, 17, 64 })
        {
            IDataView scored = Model(view.Schema, rank).Transform(view);
            t.Add($"rank {rank}", string.Join(" ", scored.GetColumn<float>("Score").Select(s => BitConverter.SingleToInt32Bits(s).ToString("x"))));
        }
    });

    [Fact]
    public void Keys_that_are_missing_or_too_large_score_NaN() => Hold(t =>
    {
        IDataView view = Ratings();
        t.View(Model(view.Schema, 2).Transform(view));
    });

    [Fact]
    public void Models_show_their_factors() => Hold(t =>
    {
        MatrixFactorizationPredictionTransformer transformer = Model(Ratings().Schema, 2);
        MatrixFactorizationModelParameters model = transformer.Model;
        t.Add("size", $"{model.NumberOfRows} {model.NumberOfColumns} {model.ApproximationRank}");
        t.Add("left", model.LeftFactorMatrix);
        t.Add("right", model.RightFactorMatrix);
        t.Schema(transformer.GetOutputSchema(Ratings().Schema));
    });

    [Fact]
    public void Schemas_that_do_not_fit_are_refused() => Hold(t =>
    {
        MatrixFactorizationPredictionTransformer model = Model(Ratings().Schema, 2);
        t.Throws("no item", () => model.Transform(ML.Data.LoadFromEnumerable([new { User = 1u }])));
        t.Throws("numbers", () => model.Transform(ML.Data.LoadFromEnumerable([new { User = 1u, Item = 1u }])));
        t.Throws("keys of another count", () => model.Transform(ML.Data.LoadFromEnumerable([new OtherCount()])));
        t.Throws("keys of another type", () => model.Transform(ML.Data.LoadFromEnumerable([new OtherType()])));
        t.Throws("words", () => model.GetOutputSchema(ML.Data.LoadFromEnumerable([new { User = "a", Item = "b" }]).Schema));
        t.Throws("no view", () => model.Transform(null));
    });

    [Fact]
    public void Loading_checks_the_model_against_its_schema() => Hold(t =>
    {
        DataViewSchema schema = Ratings().Schema;
        t.Throws("a column that is not there", () => NativeModel.Factorization(ML, schema, "Nothing", "User", 4, 3, 1, new float[4], new float[3]));
        t.Throws("more rows than keys", () => NativeModel.Factorization(ML, schema, "Item", "User", 5, 3, 1, new float[5], new float[3]));
        t.Throws("fewer rows than keys", () => NativeModel.Factorization(ML, schema, "Item", "User", 3, 3, 1, new float[3], new float[3]));
        t.Throws("no rows", () => NativeModel.Factorization(ML, schema, "Item", "User", 0, 3, 1, [], new float[3]));
        t.Throws("too few numbers", () => NativeModel.Factorization(ML, schema, "Item", "User", 4, 3, 2, new float[4], new float[3]));
    });

    [Fact]
    public void A_model_goes_to_a_file_and_back() => Hold(t =>
    {
        IDataView view = Ratings();
        using var stream = new MemoryStream();
        ML.Model.Save(Model(view.Schema, 2), view.Schema, stream);
        t.Zip(stream.ToArray());
        stream.Position = 0;
        ITransformer loaded = new MLContext().Model.Load(stream, out DataViewSchema schema);
        t.Add("kind", loaded.GetType().Name);
        t.Schema(schema);
        t.View(loaded.Transform(view));
    });

    [Fact]
    public void A_chain_from_words_to_scores_goes_to_a_file_and_back() => Hold(t =>
    {
        var pairs = new[] { ("ann", "tea"), ("bob", "tea"), ("ann", "milk"), ("eve", "") };
        IDataView words = ML.Data.LoadFromEnumerable(pairs.Select(x => new { Who = x.Item1, What = x.Item2, Label = 1f }));
        var keys = ML.Transforms.Conversion.MapValueToKey("User", "Who").Append(ML.Transforms.Conversion.MapValueToKey("Item", "What")).Fit(words);
        var model = keys.Append(NativeModel.Factorization(ML, keys.Transform(words).Schema, "Item", "User", 3, 2, 2, [1, 2, 3, 4, 5, 6], [1, -1, 0.5f, 2]));
        t.View(model.Transform(words));
        using var stream = new MemoryStream();
        ML.Model.Save(model, words.Schema, stream);
        t.Zip(stream.ToArray());
        stream.Position = 0;
        ITransformer loaded = ML.Model.Load(stream, out _);
        t.View(loaded.Transform(words));
        var engine = ML.Model.CreatePredictionEngine<Words, Scored>(loaded);
        foreach ((string who, string what) in new[] { ("ann", "tea"), ("eve", "milk"), ("new", "tea"), ("bob", null) })
            t.Add($"{who} {what}", engine.Predict(new Words { Who = who, What = what }).Score);
    });

    [Fact]
    public void The_trainer_says_what_it_needs() => Hold(t =>
    {
        MatrixFactorizationTrainer trainer = ML.Recommendation().Trainers.MatrixFactorization("Label", "Item", "User");
        t.Add("info", $"{trainer.Info.NeedNormalization} {trainer.Info.WantCaching}");
        t.Shape(trainer.GetOutputSchema(ShapeOf.View(Ratings())));
        SchemaShape nameless = ShapeOf.View(ML.Data.LoadFromEnumerable([new { Label = 1.0, User = 1u, Item = 1u }]));
        t.Throws("labels of another type, and no keys", () => trainer.GetOutputSchema(nameless));
        t.Throws("no such column", () => trainer.GetOutputSchema(ShapeOf.View(ML.Data.LoadFromEnumerable([new { Label = 1f }]))));
        t.Throws("no shape", () => trainer.GetOutputSchema(null));
        t.Throws("keys of another type", () => trainer.GetOutputSchema(ShapeOf.View(ML.Data.LoadFromEnumerable([new OtherType()]))));
        IDataView scored = Model(Ratings().Schema, 2).Transform(Ratings());
        t.Shape(trainer.GetOutputSchema(ShapeOf.View(scored)));
    });

    [Fact]
    public void Options_have_these_fields_and_defaults() => Hold(t =>
    {
        var options = new MatrixFactorizationTrainer.Options();
        foreach (FieldInfo field in typeof(MatrixFactorizationTrainer.Options).GetFields().OrderBy(f => f.Name, StringComparer.Ordinal))
            t.Add($"{field.FieldType.Name} {field.Name}", field.GetValue(options) is Enum value ? value.ToString() : field.GetValue(options));
        foreach (var loss in Enum.GetValues<MatrixFactorizationTrainer.LossFunctionType>())
            t.Add(loss.ToString(), (int)loss);
    });

    [Fact]
    public void Options_are_checked() => Hold(t =>
    {
        void Try(string what, Action<MatrixFactorizationTrainer.Options> change) => t.Throws(what, () =>
        {
            var options = new MatrixFactorizationTrainer.Options { LabelColumnName = "Label", MatrixColumnIndexColumnName = "Item", MatrixRowIndexColumnName = "User" };
            change(options);
            ML.Recommendation().Trainers.MatrixFactorization(options);
        });
        Try("as they are", _ => { });
        Try("no rank", o => o.ApproximationRank = 0);
        Try("no threads", o => o.NumberOfThreads = 0);
        Try("no iterations", o => o.NumberOfIterations = 0);
        Try("no lambda", o => o.Lambda = 0);
        Try("no rate", o => o.LearningRate = 0);
        Try("no alpha", o => o.Alpha = 0);
        Try("no c", o => o.C = 0);
        Try("no label", o => o.LabelColumnName = null);
        t.Throws("no options", () => ML.Recommendation().Trainers.MatrixFactorization(null));
    });

    private static MatrixFactorizationPredictionTransformer Model(DataViewSchema schema, int rank) =>
        NativeModel.Factorization(ML, schema, "Item", "User", 4, 3, rank, Numbers(4 * rank, 1), Numbers(3 * rank, 2));

    private static float[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
    }

    private static IDataView Ratings() => ML.Data.LoadFromEnumerable(
        from user in Enumerable.Range(0, 6) from item in Enumerable.Range(0, 4) select new Rating { User = (uint)user, Item = (uint)item, Label = user - item });

    private sealed class Rating
    {
        [KeyType(4)]
        public uint User;

        [KeyType(3)]
        public uint Item;

        public float Label;
    }

    private sealed class OtherCount
    {
        [KeyType(5)]
        public uint User;

        [KeyType(4)]
        public uint Item;
    }

    private sealed class OtherType
    {
        [KeyType(4)]
        public ulong User;

        [KeyType(3)]
        public ulong Item;

        public float Label;
    }

    private sealed class Words
    {
        public string Who;
        public string What;
    }

    private sealed class Scored
    {
        public float Score;
    }
}
