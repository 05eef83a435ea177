using System.Reflection;

namespace Redis.ParameterStore;

/// <summary>A Lua script that runs on the server. Small values only: no bulk data goes through Lua.</summary>
internal sealed class Script
{
    private Script(string name)
    {
        Name = name;
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{name}.lua")
            ?? throw new InvalidOperationException($"The script {name}.lua is not in the assembly.");
        using var reader = new StreamReader(stream);
        Text = reader.ReadToEnd();
    }

    /// <summary>Appends to a job's log, and reads it.</summary>
    internal static Script Append { get; } = new("append");

    /// <summary>Enters a job.</summary>
    internal static Script Enter { get; } = new("enter");

    /// <summary>Takes, renews or gives back the coordinator's lease.</summary>
    internal static Script Lease { get; } = new("lease");

    internal string Name { get; }

    internal string Text { get; }

    public override string ToString() => Name;
}
