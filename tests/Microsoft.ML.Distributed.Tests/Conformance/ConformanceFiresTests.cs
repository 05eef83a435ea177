using Distributed.Learning;
using Microsoft.ML.Data;
using ParameterStore;
using Xunit.Sdk;

namespace Microsoft.ML.Distributed.Tests;

/// <summary>The suite notices what is wrong with a trainer: each fault here is planted.</summary>
public sealed class ConformanceFiresTests
{
    [Fact]
    public void It_notices_a_seed_that_is_not_used()
    {
        int fit = 0;
        var faulty = new Faulty { Options = o => o with { Seed = Interlocked.Increment(ref fit) } };
        MustFire(faulty.One_worker_and_one_seed_give_one_model_to_the_bit);
        MustFire(() => faulty.Several_workers_in_step_give_one_model_to_the_bit(2));
        MustFire(faulty.Without_a_seed_the_context_decides);
    }

    [Fact]
    public void It_notices_a_seed_that_is_a_constant()
    {
        var faulty = new Faulty { Options = o => o with { Seed = 1 } };
        MustFire(faulty.Another_seed_gives_another_model);
        MustFire(faulty.Without_a_seed_the_context_decides);
    }

    [Fact]
    public void It_notices_a_trainer_that_does_not_train() => MustFire(new Faulty { Options = o => o with { Epochs = 1 } }.A_model_learns);

    [Fact]
    public void It_notices_an_initial_model_that_is_not_used() =>
        MustFire(new Faulty { Options = o => o with { InitialModel = null } }.A_training_goes_on_from_an_earlier_model);

    [Fact]
    public void It_notices_a_token_that_is_ignored()
    {
        var faulty = new Faulty { Options = o => o with { CancellationToken = default, Epochs = Math.Min(o.Epochs, 10) } };
        MustFire(() => faulty.Cancelled_before_it_began_there_is_no_model(CancelBehavior.Throw));
        MustFire(() => faulty.Cancelled_while_data_is_read_there_is_no_model(CancelBehavior.Throw));
        MustFire(() => faulty.Cancelled_while_it_trains_it_throws(1));
        MustFire(() => faulty.Cancelled_while_it_trains_it_returns_the_model_so_far_if_asked_to(1));
    }

    [Fact]
    public void It_notices_a_cancelled_trainer_that_always_throws()
    {
        var faulty = new Faulty { Options = o => o with { OnCancel = CancelBehavior.Throw } };
        Action check = () => faulty.Cancelled_while_it_trains_it_returns_the_model_so_far_if_asked_to(1);
        check.Should().Throw<OperationCanceledException>();
    }

    [Fact]
    public void It_notices_progress_that_is_not_told()
    {
        var faulty = new Faulty { Options = o => o with { OnProgress = null } };
        MustFire(() => faulty.Progress_is_told_after_every_epoch(1));
        MustFire(faulty.An_error_in_the_callers_progress_comes_out_of_Fit);
    }

    [Fact]
    public void It_notices_a_log_that_is_silent_or_is_not() =>
        MustFire(
            new Faulty { Options = o => o with { Quiet = false } }.A_quiet_trainer_writes_nothing,
            new Faulty { Options = o => o with { Quiet = true } }.The_log_has_a_line_at_the_start_one_an_epoch_and_one_at_the_end);

    [Fact]
    public void It_notices_data_that_is_read_twice() => MustFire(new Faulty { BeforeFit = data => data.GetColumn<float>("Label").Count() }.Data_is_read_once);

    [Fact]
    public void It_notices_an_early_stop_that_returns_the_last_model() => MustFire(new Faulty { Options = o => o with { EarlyStopAfterEpochs = null } }.Early_stop_returns_the_best_epochs_model);

    [Fact]
    public void It_notices_bad_input_that_is_accepted_or_refused_without_advice()
    {
        MustFire(new Faulty { Refusal = _ => null }.What_cannot_be_used_is_refused_with_what_where_and_what_to_do);
        MustFire(new Faulty { Refusal = _ => new ArgumentException("no") }.What_cannot_be_used_is_refused_with_what_where_and_what_to_do);
    }

    [Fact]
    public void It_notices_a_schema_that_is_not_what_comes_out() =>
        MustFire(new Faulty { Promise = shape => shape }.The_schema_that_is_promised_is_the_schema_that_comes_out);

    private static void MustFire(params Action[] checks)
    {
        foreach (Action check in checks)
            check.Should().Throw<XunitException>();
    }

    /// <summary>The matrix factorization trainer with a fault.</summary>
    private sealed class Faulty : MatrixFactorizationConformance
    {
        internal Func<ConformanceOptions, ConformanceOptions> Options { get; init; } = o => o;

        internal Action<IDataView> BeforeFit { get; init; } = _ => { };

        internal Func<ArgumentException, ArgumentException?> Refusal { get; init; } = refusal => refusal;

        internal Func<SchemaShape, SchemaShape>? Promise { get; init; }

        protected override TrainerUnderTest Make(MLContext context, ConformanceOptions options)
        {
            TrainerUnderTest sound = base.Make(context, Options(options));
            return sound with
            {
                Estimator = Promise is null ? sound.Estimator : new Promising(sound.Estimator, Promise),
                Fit = data => Fit(sound, data),
            };
        }

        private (ITransformer Model, TrainingReport Report) Fit(TrainerUnderTest sound, IDataView data)
        {
            BeforeFit(data);
            try
            {
                return sound.Fit(data);
            }
            catch (ArgumentException refusal)
            {
                return Refusal(refusal) is { } other ? throw other : sound.Fit(Data());
            }
        }
    }

    private sealed class Promising(IEstimator<ITransformer> sound, Func<SchemaShape, SchemaShape> promise) : IEstimator<ITransformer>
    {
        public ITransformer Fit(IDataView input) => sound.Fit(input);

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => promise(inputSchema);
    }
}
