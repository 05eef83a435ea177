using System.CommandLine;
using System.CommandLine.Parsing;
using ParameterStore;

namespace MovieLens;

/// <summary>The command line.</summary>
internal static class SampleCommand
{
    private static readonly SampleOptions _defaults = new();

    private static readonly Option<string?> _data = new("--data") { Description = "Ratings: ratings.csv, u.data or ratings.dat, plain or .gz, or the data set's .zip", HelpName = "FILE" };
    private static readonly Option<bool> _download = new("--download") { Description = "Fetch GroupLens' ml-latest-small.zip (1 MB) once, and use it" };
    private static readonly Option<int> _workers = Number("--workers", "How many workers (threads)", _defaults.Workers, JobOptions.WorkersLimit);
    private static readonly Option<SyncPolicy> _sync = new("--sync") { Description = "How they wait for one another: bsp, ssp:S (S clocks of staleness) or asp", HelpName = "POLICY", DefaultValueFactory = _ => _defaults.Sync, CustomParser = ParseSync };
    private static readonly Option<int> _rank = Number("--rank", "Factors of a user and a film", _defaults.Rank, 1024);
    private static readonly Option<int> _epochs = Number("--epochs", "Passes over the ratings", _defaults.Epochs, 10_000);
    private static readonly Option<int> _seed = new("--seed") { Description = "Seed of everything random", DefaultValueFactory = _ => _defaults.Seed };
    private static readonly Option<ulong> _salt = new("--salt") { Description = "Which tenth of the ratings is for testing", DefaultValueFactory = _ => _defaults.Salt };
    private static readonly Option<bool> _compare = new("--compare") { Description = "Train ML.NET's own trainer on the same split, too" };
    private static readonly Option<string?> _model = new("--model") { Description = "Keep the trained model here", HelpName = "FILE.zip" };
    private static readonly Option<bool> _json = new("--json") { Description = "Plain lines, the last one a JSON object of the results" };

    public static RootCommand Create(Func<SampleOptions, CancellationToken, Task<int>> run)
    {
        RootCommand command = new("Factorizes a matrix of film ratings by several workers in an ML.NET pipeline. Without --data or --download on generated ratings.")
        {
            _data, _download, _workers, _sync, _rank, _epochs, _seed, _salt, _compare, _model, _json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(_data) is not null && result.GetResult(_download) is not null)
                result.AddError("--data and --download both say which ratings to use; give one of them.");
        });
        command.SetAction((result, cancellationToken) => run(Read(result), cancellationToken));
        return command;
    }

    private static SampleOptions Read(ParseResult result) => new()
    {
        Data = result.GetValue(_data),
        Download = result.GetValue(_download),
        Workers = result.GetValue(_workers),
        Sync = result.GetValue(_sync)!,
        Rank = result.GetValue(_rank),
        Epochs = result.GetValue(_epochs),
        Seed = result.GetValue(_seed),
        Salt = result.GetValue(_salt),
        Compare = result.GetValue(_compare),
        Model = result.GetValue(_model),
        Json = result.GetValue(_json),
    };

    private static Option<int> Number(string name, string description, int otherwise, int most)
    {
        Option<int> option = new(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => otherwise };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out int value) && (value < 1 || value > most))
                result.AddError($"{name} is {value}; give a whole number from 1 to {most:N0}.");
        });
        return option;
    }

    private static SyncPolicy? ParseSync(ArgumentResult result)
    {
        try
        {
            return SyncPolicy.Parse(result.Tokens[0].Value);
        }
        catch (FormatException e)
        {
            result.AddError($"--sync: {e.Message}");
            return null;
        }
    }
}
