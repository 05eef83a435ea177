using Microsoft.ML.Randomness;

namespace Microsoft.ML.Runtime;

/// <summary>What the root environment and the hosts below it share: one listener, names, and a chain of random numbers.</summary>
internal abstract class HostBase : ISeededEnvironment
{
    private readonly Lock _lock = new();
    private readonly HybridRandom _random;

    protected HostBase(string name, string parentName, HybridRandom random)
    {
        FullName = string.IsNullOrEmpty(parentName) ? name : $"{parentName}; {name}";
        _random = random;
    }

    public string FullName { get; }

    public Random Rand => _random;

    public abstract int? Seed { get; }

    public abstract ComponentCatalog ComponentCatalog { get; }

    public string ContextDescription => "HostEnvironment";

    internal abstract RootEnvironment Root { get; }

    /// <summary>The name below which a child is named: it is the grandparent's.</summary>
    private protected abstract string NameForChildren { get; }

    public IHost Register(string name, int? seed = null, bool? verbose = null)
    {
        Check.NotEmpty(name, nameof(name));
        lock (_lock)
        {
            HybridRandom random = seed is int chosen ? new HybridRandom(chosen) : new HybridRandom(_random);
            return new Host(this, name, NameForChildren, random);
        }
    }

    public IChannel Start(string name) => new Channel(this, name);

    public IPipe<TMessage> StartPipe<TMessage>(string name) => new SilentPipe<TMessage>(this);

    public IProgressChannel StartProgressChannel(string name)
    {
        Check.NotEmpty(name, nameof(name));
        return new ProgressChannel();
    }

    public TException Process<TException>(TException ex)
        where TException : Exception
    {
        if (ex == null)
            return null;
        ex.Data["Throwing component"] = "Environment";
        ex.Data["ML_IsMarked"] = 1;
        return ex;
    }
}
