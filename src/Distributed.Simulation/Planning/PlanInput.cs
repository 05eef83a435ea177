namespace Distributed.Simulation;

/// <summary>A training that is planned: its sizes, and the machines that it is planned for.</summary>
internal sealed record PlanInput
{
    internal const long RowsMax = 1_000_000_000_000_000;
    internal const int RankMax = 65_536;
    internal const int MastersMax = 1_000;

    /// <summary>Rows of the data: ratings, or examples.</summary>
    public required long Rows { get; init; }

    /// <summary>Rows that workers own: users. 0 with <see cref="Columns"/>.</summary>
    public int Users { get; init; }

    /// <summary>Rows that all share: items. 0: a dense linear model with <see cref="Columns"/> features.</summary>
    public int Items { get; init; }

    /// <summary>Factors of a user and an item.</summary>
    public int Rank { get; init; }

    /// <summary>Features of a dense row; 0: a factorization.</summary>
    public int Columns { get; init; }

    /// <summary>Workers, of all processes.</summary>
    public required int Workers { get; init; }

    /// <summary>Workers of one process, which has a machine to itself.</summary>
    public int WorkersPerProcess { get; init; } = 1;

    /// <summary>Masters of the store; one of them has the control slot, too.</summary>
    public int Masters { get; init; } = 1;

    /// <summary>Clocks of a worker in an epoch; null: as the trainer would choose.</summary>
    public int? Clocks { get; init; }

    /// <summary>Whether every process holds all rows, or only its own.</summary>
    public bool IsShared { get; init; }

    /// <summary>One way between a worker and a master, in nanoseconds.</summary>
    public long LatencyNs { get; init; } = 100_000;

    /// <summary>Bytes a second of a process's machine, each way.</summary>
    public double ProcessBytesPerSecond { get; init; } = 1.25e9;

    /// <summary>Bytes a second of a master's machine.</summary>
    public double MasterBytesPerSecond { get; init; } = 1.25e9;

    /// <summary>Memory of a process's machine, in bytes.</summary>
    public double ProcessMemory { get; init; } = 64e9;

    /// <summary>Memory of a master's machine, in bytes.</summary>
    public double MasterMemory { get; init; } = 64e9;

    /// <summary>How much clocks differ; its base time is not looked at.</summary>
    public TimeModel Time { get; init; } = new();

    public UnitCosts Costs { get; init; } = UnitCosts.Default;

    internal bool IsFactorization => Columns == 0;

    /// <summary>Processes, the last of which may have fewer workers.</summary>
    internal int Processes => (Workers + WorkersPerProcess - 1) / WorkersPerProcess;
}
