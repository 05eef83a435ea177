using Distributed.Learning;
using Microsoft.ML.Data;

namespace Microsoft.ML.Distributed.Tests;

public sealed class FeatureReaderTests
{
    private const int Features = 6;

    private static readonly DataViewType _vector = new VectorDataViewType(NumberDataViewType.Single, Features);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Rows_come_in_the_order_of_the_view_however_many_cursors_there_are(int cursors)
    {
        RawFeatures[] rows = SomeRows(1000);
        LinearExamples examples = Read(rows, NumberDataViewType.Single, cursors, weighted: true);
        examples.Count.Should().Be(1000);
        for (int i = 0; i < rows.Length; i++)
        {
            (examples.Label(i), examples.Weight(i)).Should().Be((rows[i].Label, rows[i].Weight));
            Whole(examples.Row(i)).Should().Equal(rows[i].Features.DenseValues());
        }
    }

    [Fact]
    public void Labels_are_signs_numbers_or_classes_from_0()
    {
        RawFeatures[] rows = [Row(0), Row(1), Row(3)];
        Labels(BooleanDataViewType.Instance).Should().Equal(-1, 1, 1);
        Labels(NumberDataViewType.Single).Should().Equal(0, 1, 3);
        rows = [Row(1), Row(2), Row(4)];
        Labels(new KeyDataViewType(typeof(uint), 4)).Should().Equal(0, 1, 3);

        float[] Labels(DataViewType type)
        {
            LinearExamples examples = Read(rows, type);
            return [.. Enumerable.Range(0, examples.Count).Select(examples.Label)];
        }
    }

    public static TheoryData<string, string> BadRows => new()
    {
        { "NaN", "Row 123 of the data (the first is row 0) has NaN as feature 2 ('height') in column 'Features'; *ReplaceMissingValues(\"Features\")*" },
        { "infinite", "Row 123 of the data (the first is row 0) has -Infinity as feature 4 in column 'Features'; bring it into range*" },
        { "sparse NaN", "Row 123 * has NaN as feature 5 in column 'Features'; *" },
        { "length", "Row 123 * has 5 features in column 'Features', whose type has 6; *" },
        { "order", "Row 123 * whose indices do not ascend from 0 to at most 5: 1 comes after 3; *" },
        { "range", "Row 123 * whose indices do not ascend from 0 to at most 5: 6 comes after 1; *" },
        { "weight", "Row 123 * has the weight -0.5 in column 'Weight', but weights must be finite and at least 0; *" },
        { "NaN weight", "Row 123 * has the weight NaN in column 'Weight'*" },
        { "infinite weight", "Row 123 * has the weight Infinity in column 'Weight'*" },
        { "label", "Row 123 * has the value NaN in the label column 'Label'; *FilterRowsByMissingValues*" },
        { "infinite label", "Row 123 * has the value Infinity in the label column 'Label'; *FilterRowsByColumn*" },
    };

    [Theory]
    [MemberData(nameof(BadRows))]
    public void A_row_that_cannot_be_used_is_named_by_its_place_however_many_cursors_there_are(string fault, string message)
    {
        RawFeatures[] rows = SomeRows(500);
        rows[60] = Row(1) with { Weight = 0 };
        rows[123] = Bad(fault);
        rows[124] = rows[400] = Row(float.NaN);
        for (int cursors = 1; cursors <= 4; cursors++)
        {
            for (int seed = 0; seed < 5; seed++)
            {
                Action read = () => Read(rows, NumberDataViewType.Single, cursors, weighted: true, seed);
                read.Should().Throw<ArgumentException>().WithMessage(message).WithParameterName("input");
            }
        }
    }

    [Theory]
    [InlineData(0f, "Row 1 * has no key (0) in the label column 'Label'*FilterRowsByMissingValues*")]
    [InlineData(5f, "Row 1 * has key 5 in the label column 'Label', whose type has 4 keys*")]
    public void A_key_out_of_range_is_refused(float key, string message)
    {
        Action read = () => Read([Row(1), Row(key)], new KeyDataViewType(typeof(uint), 4));
        read.Should().Throw<ArgumentException>().WithMessage(message);
    }

    [Fact]
    public void Rows_of_weight_0_are_left_out_whatever_stands_in_them()
    {
        LinearExamples examples = Read(
            [Row(1), Row(float.NaN) with { Weight = 0 }, new RawFeatures(2, [1, float.NaN, 0, 0, 0, 0]) { Weight = 0 }, Row(3) with { Weight = 2 }],
            NumberDataViewType.Single,
            weighted: true);
        (examples.Count, examples.TotalWeight, examples.Label(1)).Should().Be((2, 3, 3));
    }

    [Fact]
    public void Weights_that_are_all_0_are_refused()
    {
        Action read = () => Read([Row(1) with { Weight = 0 }, Row(2) with { Weight = 0 }], NumberDataViewType.Single, weighted: true);
        read.Should().Throw<ArgumentException>().WithMessage("All 2 rows have the weight 0 in column 'Weight'*").WithParameterName("input");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Empty_data_is_refused(int cursors)
    {
        Action read = () => Read([], NumberDataViewType.Single, cursors);
        read.Should().Throw<ArgumentException>().WithMessage("The data has no rows*").WithParameterName("input");
    }

    [Fact]
    public void Rows_without_any_feature_are_examples_like_others()
    {
        LinearExamples examples = Read([new RawFeatures(1, new float[Features]), new RawFeatures(2, new VBuffer<float>(Features, 0, [], []))], NumberDataViewType.Single);
        examples.Count.Should().Be(2);
        Whole(examples.Row(0)).Should().Equal(Whole(examples.Row(1))).And.OnlyContain(v => v == 0);
    }

    [Fact]
    public void Reading_can_be_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();
        Action read = () => Read(SomeRows(10), NumberDataViewType.Single, cancellationToken: cancel.Token);
        read.Should().Throw<OperationCanceledException>();
    }

    [Theory]
    [InlineData(64)]
    [InlineData(1000)]
    public void Reading_allocates_hardly_more_than_the_data_need(int features)
    {
        const int used = 64;
        int rows = 40_000;
        float[] values = new float[used];
        values.AsSpan().Fill(1);
        var row = new RawFeatures(1, features == used ? new VBuffer<float>(used, values) : new VBuffer<float>(features, used, values, [.. Enumerable.Range(0, used)]));
        var schema = FeatureView.SchemaOf(NumberDataViewType.Single, new VectorDataViewType(NumberDataViewType.Single, features));
        var view = new FeatureView([.. Enumerable.Repeat(row, rows)], schema) { BatchRows = 64 };
        var columns = FeatureColumns.Find(schema, new("Features", "Label", null, LabelKind.Number), "input");
        long ofTheView = Allocated(() => view.GetRowCursorSet(columns.Needed, 1));
        long ofReading = Allocated(() => FeatureReader.Read(view, columns, 1, "input", CancellationToken.None)) - ofTheView;
        (ofReading / (double)rows).Should().BeInRange(used * (features == used ? 4 : 8), used * (features == used ? 4 : 8) * 1.25);

        static long Allocated(Action action)
        {
            action();
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static RawFeatures Bad(string fault) => fault switch
    {
        "NaN" => new(1, 1, 2, float.NaN, 4, 5, 6),
        "infinite" => new(1, 1, 2, 3, 4, float.NegativeInfinity, 6),
        "sparse NaN" => new(1, new VBuffer<float>(Features, 2, [1, float.NaN], [0, 5])),
        "length" => new(1, 1, 2, 3, 4, 5),
        "order" => new(1, new VBuffer<float>(Features, 2, [1, 2], [3, 1])),
        "range" => new(1, new VBuffer<float>(Features, 2, [1, 2], [1, 6])),
        "weight" => Row(1) with { Weight = -0.5f },
        "NaN weight" => Row(1) with { Weight = float.NaN },
        "infinite weight" => Row(1) with { Weight = float.PositiveInfinity },
        "label" => Row(float.NaN),
        _ => Row(float.PositiveInfinity),
    };

    private static LinearExamples Read(
        RawFeatures[] rows, DataViewType label, int cursors = 1, bool weighted = false, int seed = 1, CancellationToken cancellationToken = default)
    {
        DataViewSchema schema = FeatureView.SchemaOf(label, _vector, NumberDataViewType.Single, ["age", "", "height", "", "", ""]);
        LabelKind kind = label is BooleanDataViewType ? LabelKind.Binary : label is KeyDataViewType ? LabelKind.Classes : LabelKind.Number;
        var columns = FeatureColumns.Find(schema, new("Features", "Label", weighted ? "Weight" : null, kind), "input");
        return FeatureReader.Read(new FeatureView(rows, schema) { Cursors = cursors, Seed = seed }, columns, cursors, "input", cancellationToken);
    }

    private static RawFeatures Row(float label) => new(label, 1, 0, 2, 0, 0, 3);

    private static float[] Whole(FeatureRow row)
    {
        float[] values = new float[Features];
        for (int i = 0; i < row.Values.Length; i++)
            values[row.IsDense ? i : row.Indices[i]] = row.Values[i];
        return values;
    }

    private static RawFeatures[] SomeRows(int count)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            float[] values = [.. Enumerable.Range(0, Features).Select(_ => random.Next(3) == 0 ? 0 : random.NextSingle() + 0.1f)];
            int[] used = [.. Enumerable.Range(0, Features).Where(j => values[j] != 0)];
            return new RawFeatures(random.NextSingle(), i % 2 == 0 ? new VBuffer<float>(Features, values) : new VBuffer<float>(Features, used.Length, [.. used.Select(j => values[j])], used), random.NextSingle() + 0.5f);
        })];
    }
}
