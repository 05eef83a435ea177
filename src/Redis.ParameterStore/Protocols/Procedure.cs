namespace Redis.ParameterStore;

/// <summary>
/// A procedure written as an iterator: it yields steps, and <see cref="Reply"/> holds the reply to the step that was yielded last.
/// </summary>
internal abstract class Procedure<TResult> : IProcedure<TResult>
{
    private IEnumerator<Step>? _steps;

    public TResult Result { get; protected set; } = default!;

    /// <summary>The reply to the last step.</summary>
    protected Reply Reply { get; private set; }

    public Step Next(in Reply reply)
    {
        Reply = reply;
        _steps ??= Run().GetEnumerator();
        try
        {
            return _steps.MoveNext() ? _steps.Current : Step.Done;
        }
        catch (Exception error)
        {
            return Step.Fail(error);
        }
    }

    protected abstract IEnumerable<Step> Run();

    /// <summary>Runs another procedure's steps as this one's; its result is there after the last.</summary>
    protected IEnumerable<Step> Call(IProcedure inner)
    {
        while (true)
        {
            Step step = inner.Next(Reply);
            if (step.Kind == StepKind.Done)
                yield break;
            if (step.Kind == StepKind.Fail)
                throw step.Error!;
            yield return step;
        }
    }
}
