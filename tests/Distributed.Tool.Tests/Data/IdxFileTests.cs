namespace Distributed.Tool.Tests;

public sealed class IdxFileTests
{
    private static readonly byte[] _images = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 0, 51, 255, 102, 0, 204];
    private static readonly byte[] _labels = [0, 0, 8, 1, 0, 0, 0, 2, 9, 1];

    [Fact]
    public void Images_are_read_with_the_labels_that_lie_beside_them()
    {
        using var folder = new TemporaryFolder();
        LabelledFile examples = LabelledFile.Read(Write(folder, _images, _labels));
        examples.Labels.Should().Equal(9, 1);
        examples.Features.Should().Equal(-0.4f, -0.2f, 0.6f, 0, -0.4f, 0.4f);
    }

    [Fact]
    public void Images_take_the_place_of_generated_examples_and_the_layers_between_stay()
    {
        using var folder = new TemporaryFolder();
        Workload given = DataFile.Read("mlp", Write(folder, _images, _labels))(Workload.Perceptron([5, 4], batch: 7));
        given.ToString().Should().Be("mlp: 2 examples, layers 3-5-4-10, batch 7");
    }

    [Fact]
    public void Images_without_as_many_labels_are_refused()
    {
        using var folder = new TemporaryFolder();
        FluentActions.Invoking(() => LabelledFile.Read(Write(folder, _images, _labels[..^1]))).Should().Throw<ToolException>()
            .Which.Message.Should().EndWith("does not hold 2 labels in the IDX form, as many as there are images; fetch both anew.");
        FluentActions.Invoking(() => LabelledFile.Read(Write(folder, _images[..^1], _labels))).Should().Throw<ToolException>()
            .Which.Message.Should().Contain("does not hold as many as it says");
    }

    private static string Write(TemporaryFolder folder, byte[] images, byte[] labels)
    {
        File.WriteAllBytes(folder.File("some-labels-idx1-ubyte"), labels);
        string file = folder.File("some-images-idx3-ubyte");
        File.WriteAllBytes(file, images);
        return file;
    }
}
