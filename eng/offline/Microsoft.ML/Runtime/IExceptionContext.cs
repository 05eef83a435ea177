namespace Microsoft.ML.Runtime;

/// <summary>Where an exception comes from; it may mark the exception before it is thrown.</summary>
public interface IExceptionContext
{
    string ContextDescription { get; }

    TException Process<TException>(TException ex)
        where TException : Exception;
}
