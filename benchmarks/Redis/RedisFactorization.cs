using System.Globalization;
using Redis.ParameterStore;

namespace Benchmarks;

/// <summary>Matrix factorization by two processes with a worker each over one Redis, against two workers of one process, on the same data and machine.</summary>
internal sealed class RedisFactorization(TextWriter notes)
{
    private static readonly int[] _curve = [1, 2, 4, 8, 16];

    public void Run(string size, int rounds, int epochs, bool curve)
    {
        using LocalRedis redis = LocalRedis.Start();
        using ChildProcess alone = new(FactorizationPlan.Verb, size), one = new(FactorizationPlan.Verb, size), two = new(FactorizationPlan.Verb, size);
        foreach (ChildProcess child in (ChildProcess[])[alone, one, two])
            child.Hear();
        notes.WriteLine(string.Create(CultureInfo.InvariantCulture, $"planted ratings {size}, rank 64, {epochs} epochs, ssp:3, {rounds} rounds; {Environment.ProcessorCount} processors, Redis on the same; {RedisBenchmark.Library}"));
        notes.WriteLine("M upd/s: of both workers, while training; Fit: with reading, both processes; ratios to memory, above 1 is faster; wire: in and out of the server; rows: pulled and pushed by one process; gate: waited by both workers");
        FactorizationSide side(bool overRedis, UpdateCoding coding, int clocks) => new(overRedis ? [one, two] : [alone], redis, overRedis, coding, clocks, epochs);

        FactorizationSide memory = side(false, UpdateCoding.Automatic, 0);
        List<FactorizationSide> sides = [memory, side(true, UpdateCoding.Float32, 0), side(true, UpdateCoding.Int8, 0)];
        if (curve)
        {
            foreach (int clocks in _curve)
                sides.AddRange([side(false, UpdateCoding.Automatic, clocks), side(true, UpdateCoding.Float32, clocks), side(true, UpdateCoding.Int8, clocks)]);
        }

        // The first Fit of a process is for the compiler.
        side(false, UpdateCoding.Automatic, 0).Run();
        side(true, UpdateCoding.Float32, 0).Run();
        for (int round = 0; round < rounds; round++)
            sides.ForEach(s => s.Run());
        notes.WriteLine(FactorizationSide.Head);
        sides.ForEach(s => notes.WriteLine(s.Describe(memory)));
    }
}
