using System.IO.Compression;
using System.Text;

namespace Distributed.Tool.Tests;

public sealed class DataFileTests
{
    [Theory]
    [InlineData("userId,movieId,rating,timestamp\n7,31,4.5,1\n9,31,2,1\n7,5,3,1\n")]
    [InlineData("7\t31\t4.5\t1\n9\t31\t2\t1\n7\t5\t3\t1\n")]
    [InlineData("7::31::4.5::1\n9::31::2::1\n7::5::3::1\n")]
    public void Ratings_are_read_as_MovieLens_writes_them(string text)
    {
        using var folder = new TemporaryFolder();
        RatingFile ratings = RatingFile.Read(folder.Write("ratings.txt", text));
        ratings.Users.Should().Equal(0, 1, 0);
        ratings.Items.Should().Equal(0, 0, 1);
        ratings.Values.Should().Equal(4.5f, 2, 3);
    }

    [Fact]
    public void Examples_are_read_and_scaled()
    {
        using var folder = new TemporaryFolder();
        LabelledFile examples = LabelledFile.Read(folder.Write("examples.csv", "label,a,b\n0,1,5\n2,3,5\n"));
        examples.Labels.Should().Equal(0, 2);
        examples.Features.Should().Equal(-1, 0, 1, 0);
    }

    [Fact]
    public void Sparse_examples_are_read_as_LIBSVM_writes_them()
    {
        using var folder = new TemporaryFolder();
        SparseExamples examples = SparseFile.Read(folder.Write("a1a", "# a comment\n-1 3:1 7:0.5 # its example\n+1 1:2\n0\n"));
        examples.Labels.Should().Equal(0, 1, 0);
        examples.Starts.Should().Equal(0, 2, 3, 3);
        examples.Indices.Should().Equal(2, 6, 0);
        examples.Values.Should().Equal(1, 0.5f, 2);
        examples.Width.Should().Be(7);
    }

    [Fact]
    public void A_compressed_file_is_read()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("ratings.csv.gz");
        using (var gzip = new GZipStream(File.Create(file), CompressionLevel.Fastest))
            gzip.Write(Encoding.ASCII.GetBytes("1,2,3\n"));
        RatingFile.Read(file).Values.Should().Equal(3);
    }

    [Theory]
    [InlineData("mf", "1,2,3\n1,2,x\n", "line 2: '1,2,x' is no rating; a line is user,item,rating.")]
    [InlineData("mf", "1,2,NaN\n1,2,3\n", "line 1: '1,2,NaN' is no rating; *")]
    [InlineData("mf", "1,2,1e99\n1,2,3\n", "line 1: '1,2,1e99' is no rating; *")]
    [InlineData("mf", "1,2\n1,2,3\n", "line 1: '1,2' is no rating; *")]
    [InlineData("mf", "user,item,rating\n1,2,3\n", "holds 1 rating, of which a tenth is held out to be predicted; give 10 at least.")]
    [InlineData("mf-sgd", "1,2,3\n2,2,3\n", "holds 2 ratings, of which a tenth *")]
    [InlineData("mlp", "1000000000,1,2\n0,1,2\n", "line 1 is no example; *")]
    [InlineData("mlp", "0,1,NaN\n0,1,2\n", "line 1 is no example; *")]
    [InlineData("logistic", "0.5,1\n0,1\n", "line 1 is no example; *")]
    [InlineData("mf", "heading\n", "holds no ratings; a line is user,item,rating.")]
    [InlineData("mf", "\n", "is empty; give a file with a line an example.")]
    [InlineData("mlp", "0,1,2\n1.5,1,2\n", "line 2 is no example; a line is label,feature,feature,… with a label counted from 0.")]
    [InlineData("mlp", "0,1,2\n1,1\n", "line 2 has 1 features, those before have 2; give all as many.")]
    [InlineData("logistic", "0,1\n1,2\n2,3\n", "has 3 classes, and a logistic regression knows 0 and 1; take --workload mlp.")]
    [InlineData("sparse-logistic", "1 1:2\n0,1\n", "line 2 is no example; a line is label index:value index:value …, with a label of -1, 0 or 1 and indices that rise from 1.")]
    [InlineData("sparse-logistic", "1 2:2 1:3\n", "line 1 is no example; *")]
    [InlineData("sparse-logistic", "1 0:2\n", "line 1 is no example; *")]
    [InlineData("sparse-logistic", "1 1:NaN\n", "line 1 is no example; *")]
    [InlineData("sparse-logistic", "3 1:2\n", "line 1 is no example; *")]
    [InlineData("sparse-logistic", "1\n", "has no features; *")]
    public void A_bad_line_is_named_with_what_to_do(string workload, string text, string message)
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("data.csv", text);
        FluentActions.Invoking(() => WorkloadSource.Load(workload, file)).Should().Throw<ToolException>()
            .Which.Message.Should().Match($"--data: *{message}");
    }

    [Fact]
    public void A_file_that_is_not_there_is_named() =>
        FluentActions.Invoking(() => WorkloadSource.Load("mf", "/there/is/no/such.csv")).Should().Throw<ToolException>()
            .WithMessage("--data: '/there/is/no/such.csv' cannot be read (*); give a text file, plain or .gz.");
}
