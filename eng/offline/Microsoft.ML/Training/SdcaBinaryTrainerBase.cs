using Microsoft.ML.Data;
using static Microsoft.ML.Runtime.Check;

namespace Microsoft.ML.Trainers;

public abstract class SdcaBinaryTrainerBase<TModelParameters>
    : SdcaTrainerBase<SdcaBinaryTrainerBase<TModelParameters>.BinaryOptionsBase, BinaryPredictionTransformer<TModelParameters>, TModelParameters>
    where TModelParameters : class
{
    private protected SdcaBinaryTrainerBase(BinaryOptionsBase options)
        : base(options, Scalar(options.LabelColumnName, BooleanDataViewType.Instance))
    {
    }

    private protected static SchemaShape.Column Score =>
        Scalar(DefaultColumnNames.Score, NumberDataViewType.Single, ShapeAnnotations.OfScore());

    private protected static SchemaShape.Column Probability =>
        Scalar(DefaultColumnNames.Probability, NumberDataViewType.Single, ShapeAnnotations.OfScore(isNormalized: true));

    private protected static SchemaShape.Column PredictedLabel =>
        Scalar(DefaultColumnNames.PredictedLabel, BooleanDataViewType.Instance, ShapeAnnotations.OfScore());

    public class BinaryOptionsBase : OptionsBase
    {
        public float PositiveInstanceWeight = 1;

        internal override void Check()
        {
            base.Check();
            Argument(PositiveInstanceWeight > 0, nameof(PositiveInstanceWeight), "Weight for positive instances must be positive");
        }
    }
}
