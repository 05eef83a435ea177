namespace Distributed.Learning.Tests;

/// <summary>Examples in columns: one order whoever read them, all that was added, and little memory.</summary>
public sealed class LinearExamplesTests
{
    private const int Features = 40;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void The_order_does_not_depend_on_who_read_what(int readers)
    {
        Example[] all = Some(20_000);
        LinearExamples one = Read(all, 1, seed: 1), several = Read(all, readers, seed: 2);
        several.Hash().Should().Be(one.Hash());
        several.Count.Should().Be(all.Length);
        for (int i = 0; i < all.Length; i++)
        {
            Whole(several.Row(i)).Should().Equal(all[i].Values);
            (several.Label(i), several.Weight(i)).Should().Be((all[i].Label, all[i].Weight));
        }

        several.TotalWeight.Should().Be(one.TotalWeight).And.BeApproximately(all.Sum(e => (double)e.Weight), 1e-6);
    }

    [Fact]
    public void Every_part_of_every_example_counts_in_the_hash()
    {
        Example[] all = Some(300);
        var seen = new HashSet<ulong> { Read(all, 1, 1).Hash(), Read(all[1..], 1, 1).Hash(), Read([.. all.Reverse()], 1, 1).Hash() };
        foreach (Func<Example, Example> change in (Func<Example, Example>[])[
            e => e with { Label = -e.Label },
            e => e with { Weight = e.Weight * 2 },
            e => e with { Values = [.. e.Values.Select((v, j) => j == 3 ? v + 1 : v)] },
            e => e with { Values = [.. e.Values.Skip(1), 0] }])
        {
            Example[] changed = [.. all];
            changed[8] = change(all[8]);
            seen.Add(Read(changed, 1, 1).Hash());
        }

        seen.Should().HaveCount(7);
    }

    [Fact]
    public void Sparse_input_and_dense_input_of_the_same_numbers_are_the_same_examples()
    {
        Example[] all = Some(500);
        var dense = new LinearExamplesBuilder(Features, hasWeights: true);
        foreach (Example example in all)
            dense.TryAdd(example.Label, example.Weight, [], example.Values).Should().BeTrue();
        LinearExamplesBuilder.Build(dense).Hash().Should().Be(Read(all, 1, 1).Hash());
    }

    [Fact]
    public void What_cannot_be_used_is_not_added()
    {
        var builder = new LinearExamplesBuilder(4, hasWeights: false);
        float[] bad = [float.NaN, float.PositiveInfinity, float.NegativeInfinity];
        foreach (float value in bad)
        {
            builder.TryAdd(1, 1, [], [0, 1, value, 2]).Should().BeFalse();
            builder.TryAdd(1, 1, [2], [value]).Should().BeFalse();
        }

        foreach (int[] indices in (int[][])[[4], [-1], [1, 1], [2, 1], [0, 3, 2]])
            builder.TryAdd(1, 1, indices, new float[indices.Length]).Should().BeFalse(string.Join(' ', indices));
        builder.TryAdd(1, 1, [0], [1, 2]).Should().BeFalse();
        builder.TryAdd(1, 1, [], [1, 2]).Should().BeFalse();
        builder.Count.Should().Be(0);
        LinearExamplesBuilder.Build(builder).Count.Should().Be(0);
    }

    [Theory]
    [InlineData(31)]
    [InlineData(64)]
    [InlineData(1000)]
    public void Indices_out_of_order_are_seen_wherever_they_are(int length)
    {
        int[] indices = [.. Enumerable.Range(0, length)];
        for (int at = 1; at < length; at++)
        {
            indices[at]--;
            new LinearExamplesBuilder(length * 2, false).TryAdd(1, 1, indices, new float[length]).Should().BeFalse();
            indices[at]++;
        }

        new LinearExamplesBuilder(length * 2, false).TryAdd(1, 1, indices, new float[length]).Should().BeTrue();
    }

    [Theory]
    [InlineData(50, 50)]
    [InlineData(50_000, 70)]
    [InlineData(3_000_000, 2_000_000)]
    public void Memory_is_near_that_of_the_data(int features, int used)
    {
        int rows = Math.Max(4, 4_000_000 / used);
        var builder = new LinearExamplesBuilder(features, hasWeights: true);
        int[] indices = used == features ? [] : [.. Enumerable.Range(0, used)];
        float[] values = new float[used];
        values.AsSpan().Fill(1);
        for (int i = 0; i < rows; i++)
            builder.TryAdd(1, 1, indices, values).Should().BeTrue();
        long data = rows * Math.Min(4L * features, 8L * used);
        LinearExamplesBuilder.Build(builder).Bytes.Should().BeInRange(data, data * 115 / 100);
    }

    [Fact]
    public void Class_weights_multiply_and_balanced_ones_give_both_classes_the_same_weight()
    {
        LinearExamples examples = Read(Some(1000), 1, 1);
        LinearExamples weighted = examples.WithClassWeights(new(2, 3));
        for (int i = 0; i < examples.Count; i++)
            weighted.Weight(i).Should().Be(examples.Weight(i) * (examples.Label(i) > 0 ? 3 : 2));
        LinearExamples balanced = examples.WithClassWeights(ClassWeights.Balanced(examples));
        double positive = Enumerable.Range(0, examples.Count).Where(i => balanced.Label(i) > 0).Sum(i => (double)balanced.Weight(i));
        balanced.TotalWeight.Should().BeApproximately(examples.TotalWeight, 1e-3);
        positive.Should().BeApproximately(balanced.TotalWeight / 2, 1e-3);
    }

    [Fact]
    public void Classes_of_which_there_is_one_cannot_be_balanced()
    {
        var builder = new LinearExamplesBuilder(1, false);
        builder.TryAdd(1, 1, [], [1]);
        FluentActions.Invoking(() => ClassWeights.Balanced(LinearExamplesBuilder.Build(builder))).Should().Throw<ArgumentException>().WithMessage("*one class*");
    }

    [Fact]
    public void Holding_out_parts_the_examples_by_their_place_and_the_seed()
    {
        Example[] all = Some(10_000);
        LinearExamples examples = Read(all, 3, 1);
        (LinearExamples kept, LinearExamples heldOut) = examples.HoldOut(0.2, seed: 5);
        (kept.Count + heldOut.Count).Should().Be(all.Length);
        heldOut.Count.Should().BeInRange(1800, 2200);
        Read(all, 1, 9).HoldOut(0.2, 5).HeldOut.Hash().Should().Be(heldOut.Hash());
        examples.HoldOut(0.2, 6).HeldOut.Hash().Should().NotBe(heldOut.Hash());
        examples.HoldOut(0, 5).Kept.Hash().Should().Be(examples.Hash());
        examples.HoldOut(1, 5).HeldOut.Hash().Should().Be(examples.Hash());
    }

    private static LinearExamples Read(Example[] all, int readers, int seed)
    {
        var random = new Random(seed);
        LinearExamplesBuilder[] builders = [.. Enumerable.Range(0, readers).Select(_ => new LinearExamplesBuilder(Features, hasWeights: true))];
        int first = 0;
        for (int batch = 3; first < all.Length; batch += 2)
        {
            int end = Math.Min(all.Length, first + random.Next(1, 5000));
            LinearExamplesBuilder builder = builders[random.Next(readers)];
            builder.StartBatch(batch);
            foreach (Example example in all[first..end])
            {
                int[] indices = [.. Enumerable.Range(0, Features).Where(j => example.Values[j] != 0)];
                builder.TryAdd(example.Label, example.Weight, indices, [.. indices.Select(j => example.Values[j])]).Should().BeTrue();
            }

            first = end;
        }

        return LinearExamplesBuilder.Build(builders);
    }

    /// <summary>Of whole rows, sparse ones, and those without any feature.</summary>
    private static Example[] Some(int count)
    {
        var random = new Random(11);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            double share = i % 7 == 0 ? 0 : random.NextDouble();
            float[] values = [.. Enumerable.Range(0, Features).Select(_ => random.NextDouble() < share ? (float)random.NextDouble() + 0.1f : 0)];
            return new Example(random.Next(3) == 0 ? 1 : -1, (float)random.NextDouble() + 0.5f, values);
        })];
    }

    private static float[] Whole(FeatureRow row)
    {
        if (row.IsDense)
            return row.Values.ToArray();
        float[] values = new float[Features];
        for (int i = 0; i < row.Values.Length; i++)
            values[row.Indices[i]] = row.Values[i];
        return values;
    }

    private sealed record Example(float Label, float Weight, float[] Values);
}
