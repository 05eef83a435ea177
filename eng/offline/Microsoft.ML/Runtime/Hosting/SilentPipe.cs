namespace Microsoft.ML.Runtime;

/// <summary>A pipe of messages that nothing listens to.</summary>
internal sealed class SilentPipe<TMessage>(HostBase host) : IPipe<TMessage>
{
    public string ContextDescription => host.ContextDescription;

    public void Send(TMessage msg)
    {
    }

    public TException Process<TException>(TException ex)
        where TException : Exception => host.Process(ex);

    public void Dispose()
    {
    }
}
