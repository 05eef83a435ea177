using System.Text;
using MovieLens;

namespace Samples.Tests;

public sealed class DataSourceTests : IDisposable
{
    private const string Ratings = "userId,movieId,rating,timestamp\n1,11,4.5,964982703\n";
    private const string Movies = "movieId,title,genres\n11,\"American President, The (1995)\",Drama\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_plain_file_finds_the_titles_beside_it()
    {
        _folder.Write("movies.csv", Movies);
        Check(_folder.Write("ratings.csv", Ratings), "ratings.csv", "American President, The (1995)");
    }

    [Fact]
    public void A_gzipped_file_finds_gzipped_titles_beside_it()
    {
        _folder.WriteGzip("movies.csv.gz", Movies);
        Check(_folder.WriteGzip("ratings.csv.gz", Ratings), "ratings.csv.gz", "American President, The (1995)");
    }

    [Fact]
    public void A_gzipped_file_is_known_by_its_bytes_not_by_its_name() => Check(_folder.WriteGzip("ratings.csv", Ratings), "ratings.csv", "film 11");

    [Fact]
    public void A_zip_holds_ratings_and_titles_in_a_folder() =>
        Check(_folder.WriteZip("small.zip", ("small/ratings.csv", Ratings), ("small/movies.csv", Movies)), "small.zip", "American President, The (1995)");

    [Fact]
    public void The_oldest_set_has_bars_and_Latin_1()
    {
        _folder.Write("u.item", "11|Cité (1995)|01-Jan-1995||http\n", Encoding.Latin1);
        Check(_folder.Write("u.data", "1\t11\t4.5\t1\n"), "u.data", "Cité (1995)");
    }

    [Fact]
    public void The_middle_sets_have_colons_and_Latin_1()
    {
        _folder.Write("movies.dat", "11::Amélie: the film (2001)::Drama\n", Encoding.Latin1);
        Check(_folder.Write("ratings.dat", "1::11::4.5::1\n"), "ratings.dat", "Amélie: the film (2001)");
    }

    [Fact]
    public void Without_titles_films_have_numbers() => Check(_folder.Write("ratings.csv", Ratings), "ratings.csv", "film 11");

    [Fact]
    public void What_cannot_be_read_is_named_with_what_to_do()
    {
        Message(_folder.File("nowhere.csv")).Should().Contain("nowhere.csv does not exist");
        Message(_folder.Path).Should().Contain("is a folder; name the file in it");
        Message(_folder.WriteZip("other.zip", ("readme.txt", "hello"))).Should().Be("other.zip holds no ratings.csv, u.data, ratings.dat; is it a MovieLens data set?");
        Message(_folder.WriteZip("bad.zip", ("ratings.csv", "userId,movieId,rating\n1,2,x\n"))).Should().StartWith("bad.zip/ratings.csv, line 2: ");
    }

    [Fact]
    public void A_cut_zip_is_called_damaged()
    {
        string path = _folder.WriteZip("cut.zip", ("ratings.csv", Ratings));
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..40]);
        Message(path).Should().Contain("is a damaged zip");
    }

    [Fact]
    public void A_damaged_gzip_is_called_damaged()
    {
        string path = _folder.WriteGzip("ratings.csv.gz", Ratings);
        byte[] bytes = File.ReadAllBytes(path);
        bytes.AsSpan(10).Fill(0xff);
        File.WriteAllBytes(path, bytes);
        Message(path).Should().Contain("is damaged after line");
    }

    [Fact]
    public void A_malformed_title_is_named()
    {
        _folder.Write("movies.csv", "movieId,title\neleven,Heat\n");
        Message(_folder.Write("ratings.csv", Ratings)).Should().Be("movies.csv, line 2: 'eleven,Heat' is no film; expected movie,title.");
    }

    private static void Check(string path, string name, string title)
    {
        Dataset data = DataSource.Load(path);
        data.Name.Should().Be(name);
        data.Ratings.Should().ContainSingle().Which.Should().BeEquivalentTo(new Rating { User = 1, Movie = 11, Stars = 4.5f });
        data.TitleOf(11).Should().Be(title);
    }

    private static string Message(string path)
    {
        Action act = () => DataSource.Load(path);
        return act.Should().Throw<SampleException>().Which.Message;
    }
}
