using System.Globalization;
using ParameterStore;
using Redis.ParameterStore;

namespace Benchmarks;

/// <summary>One Fit that a child is told to do.</summary>
/// <param name="Port">The server's; 0: in memory.</param>
/// <param name="Job">Its name.</param>
/// <param name="Workers">That this process brings.</param>
/// <param name="WorkersTotal">Of all processes.</param>
/// <param name="Coding">Of updates.</param>
/// <param name="ClocksPerEpoch">0: chosen.</param>
/// <param name="Epochs">Passes over the data.</param>
internal sealed record FactorizationPlan(int Port, string Job, int Workers, int WorkersTotal, UpdateCoding Coding, int ClocksPerEpoch, int Epochs)
{
    public const string Verb = "redis-mf-child";

    public static FactorizationPlan Parse(string line)
    {
        string[] words = line.Split(' ');
        int number(int at) => int.Parse(words[at], CultureInfo.InvariantCulture);
        return new(number(0), words[1], number(2), number(3), Enum.Parse<UpdateCoding>(words[4]), number(5), number(6));
    }

    public string ToLine() => string.Create(CultureInfo.InvariantCulture, $"{Port} {Job} {Workers} {WorkersTotal} {Coding} {ClocksPerEpoch} {Epochs}");

    public void Place(JobOptions options)
    {
        options.JobId = Job;
        options.Workers = Workers;
        if (Port != 0)
        {
            options.UseRedis(string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}"), redis =>
            {
                redis.WorkersTotal = WorkersTotal;
                redis.Coding = Coding;
            });
        }
    }
}
