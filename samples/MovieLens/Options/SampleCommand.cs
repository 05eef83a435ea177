using System.CommandLine;
using System.CommandLine.Parsing;
using ParameterStore;

namespace MovieLens;

/// <summary>The command line.</summary>
internal static class SampleCommand
{
    private static readonly SampleOptions Defaults = new();

    private static readonly Option<string?> Data = new("--data") { Description = "Ratings: ratings.csv, u.data or ratings.dat, plain or .gz, or the data set's .zip", HelpName = "FILE" };
    private static readonly Option<bool> Download = new("--download") { Description = "Fetch GroupLens' ml-latest-small.zip (1 MB) once, and use it" };
    private static readonly Option<int> Workers = Number("--workers", "How many workers (threads)", Defaults.Workers, JobOptions.WorkersLimit);
    private static readonly Option<SyncPolicy> Sync = new("--sync") { Description = "How they wait for one another: bsp, ssp:S (S clocks of staleness) or asp", HelpName = "POLICY", DefaultValueFactory = _ => Defaults.Sync, CustomParser = ParseSync };
    private static readonly Option<int> Rank = Number("--rank", "Factors of a user and a film", Defaults.Rank, 1024);
    private static readonly Option<int> Epochs = Number("--epochs", "Passes over the ratings", Defaults.Epochs, 10_000);
    private static readonly Option<int> Seed = new("--seed") { Description = "Seed of everything random", DefaultValueFactory = _ => Defaults.Seed };
    private static readonly Option<ulong> Salt = new("--salt") { Description = "Which tenth of the ratings is for testing", DefaultValueFactory = _ => Defaults.Salt };
    private static readonly Option<bool> Compare = new("--compare") { Description = "Train ML.NET's own trainer on the same split, too" };
    private static readonly Option<string?> Model = new("--model") { Description = "Keep the trained model here", HelpName = "FILE.zip" };
    private static readonly Option<bool> Json = new("--json") { Description = "Plain lines, the last one a JSON object of the results" };

    public static RootCommand Create(Func<SampleOptions, CancellationToken, Task<int>> run)
    {
        RootCommand command = new("Factorizes a matrix of film ratings by several workers in an ML.NET pipeline. Without --data or --download on generated ratings.")
        {
            Data, Download, Workers, Sync, Rank, Epochs, Seed, Salt, Compare, Model, Json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(Data) is not null && result.GetResult(Download) is not null)
                result.AddError("--data and --download both say which ratings to use; give one of them.");
        });
        command.SetAction((result, cancellationToken) => run(Read(result), cancellationToken));
        return command;
    }

    private static SampleOptions Read(ParseResult result) => new()
    {
        Data = result.GetValue(Data),
        Download = result.GetValue(Download),
        Workers = result.GetValue(Workers),
        Sync = result.GetValue(Sync)!,
        Rank = result.GetValue(Rank),
        Epochs = result.GetValue(Epochs),
        Seed = result.GetValue(Seed),
        Salt = result.GetValue(Salt),
        Compare = result.GetValue(Compare),
        Model = result.GetValue(Model),
        Json = result.GetValue(Json),
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
