namespace Microsoft.ML.Models;

/// <summary>The marks of every component that can be saved.</summary>
internal static class ModelVersions
{
    public static readonly ModelVersion TransformerChain = new("XF CHAIN", 0x10001, 0x10001, "TransformerChain", Data);
    public static readonly ModelVersion ValueToKey = new("TERMTRNF", 0x10003, 0x10003, "TermTransform", Data);
    public static readonly ModelVersion Terms = new("TERM MAN", 0x10002, 0x10002, "TermManager", Data);
    public static readonly ModelVersion KeyToValue = new("KEY2VALT", 0x10001, 0x10001, "KeyToValueTransform", Data);
    public static readonly ModelVersion Concatenate = new("CONCAT F", 0x10003, 0x10003, "ConcatTransform", Data, "ConcatFunction");
    public static readonly ModelVersion CopyColumns = new("COPYCOLT", 0x10001, 0x10001, "CopyTransform", Data);
    public static readonly ModelVersion SelectColumns = new("SELCOLST", 0x10001, 0x10001, "SelectColumnsTransform", Data);
    public static readonly ModelVersion ConvertType = new("CONVERTF", 0x10004, 0x10003, "ConvertTransform", Data, "ConvertFunction");
    public static readonly ModelVersion RegressionTransformer = new("REG PRED", 0x10001, 0x10001, "RegressionPredXfer", Data);
    public static readonly ModelVersion BinaryTransformer = new("BIN PRED", 0x10001, 0x10001, "BinaryPredXfer", Data);
    public static readonly ModelVersion MulticlassTransformer = new("MC  PRED", 0x10002, 0x10001, "MulticlassPredXfer", Data);
    public static readonly ModelVersion Hash = new("HASHTRNS", 0x10004, 0x10004, "HashTransform", Data);
    public static readonly ModelVersion KeyToVector = new("KEY2VECT", 0x10002, 0x10001, "KeyToVectorTransform", Data);
    public static readonly ModelVersion CalibratedPair = new("PMIXCALP", 0x10001, 0x10001, "PMixCaliPredExec", Data);
    public static readonly ModelVersion Platt = new("PLATTCAL", 0x10001, 0x10001, "PlattCaliExec", Data);
    public static readonly ModelVersion LinearRegression = new("LIN RGRS", 0x20001, 0x20001, "LinearRegressionExec", Trainers);
    public static readonly ModelVersion LinearBinary = new("LINEAR2C", 0x20002, 0x20001, "Linear2CExec", Trainers);
    public static readonly ModelVersion MaximumEntropy = new("MULTI LR", 0x10003, 0x10001, "MultiClassLRExec", Trainers);
    public static readonly ModelVersion OneVersusAll = new("TLC OVA ", 0x10001, 0x10001, "OVAExec", Trainers);

    private const string Data = "Microsoft.ML.Data";
    private const string Trainers = "Microsoft.ML.StandardTrainers";
}
