using Microsoft.ML.Data;

namespace Microsoft.ML.Distributed;

/// <summary>The columns of examples in a view's schema, checked.</summary>
/// <param name="Features">The column of features: a vector of Single.</param>
/// <param name="Label">The column to predict.</param>
/// <param name="Weight">The column of weights, Single; null: all weigh 1.</param>
/// <param name="Kind">What the label is.</param>
/// <param name="Count">How many features there are, ≥ 1.</param>
/// <param name="Classes">How many classes the label's keys can tell apart; 1 unless it is a key.</param>
internal readonly record struct FeatureColumns(
    DataViewSchema.Column Features, DataViewSchema.Column Label, DataViewSchema.Column? Weight, LabelKind Kind, int Count, int Classes)
{
    private const string FeatureRole = "feature";
    private const string LabelRole = "label";
    private const string WeightRole = "weight";

    /// <summary>What a reader needs of the view.</summary>
    internal IEnumerable<DataViewSchema.Column> Needed => Weight is { } weight ? [Features, Label, weight] : [Features, Label];

    /// <summary>The columns of a view to read.</summary>
    /// <param name="schema">The view's schema.</param>
    /// <param name="names">The columns' names.</param>
    /// <param name="argument">The name of the argument that the view came by, for errors.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    internal static FeatureColumns Find(DataViewSchema schema, FeatureNames names, string argument)
    {
        (DataViewSchema.Column features, int count) = FindFeatures(schema, names.Features, argument);
        DataViewSchema.Column label = ColumnLookup.Find(schema, names.Label, LabelRole, argument);
        if (!IsLabel(label.Type, names.Kind))
            throw NotALabel(names, $"{label.Type}", argument);
        int classes = names.Kind == LabelKind.Classes ? ClassesOf(label, argument) : 1;
        DataViewSchema.Column? weight = null;
        if (names.Weight is not null)
        {
            weight = ColumnLookup.Find(schema, names.Weight, WeightRole, argument);
            if (!IsSingle(weight.Value.Type))
                throw NotAWeight(names.Weight, $"{weight.Value.Type}", argument);
        }

        return new(features, label, weight, names.Kind, count, classes);
    }

    /// <summary>The same checks on a schema's shape, as a chain asks before it fits.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    internal static void Check(SchemaShape shape, FeatureNames names, string argument)
    {
        SchemaShape.Column features = ColumnLookup.Find(shape, names.Features, FeatureRole, argument);
        if (features.Kind == SchemaShape.Column.VectorKind.Scalar || features.IsKey || features.ItemType.RawType != typeof(float))
            throw NotFeatures(names.Features, ColumnLookup.TypeOf(features), features.Kind == SchemaShape.Column.VectorKind.Scalar, argument);
        if (features.Kind == SchemaShape.Column.VectorKind.VariableVector)
            throw OfUnknownSize(names.Features, ColumnLookup.TypeOf(features), argument);
        SchemaShape.Column label = ColumnLookup.Find(shape, names.Label, LabelRole, argument);
        if (label.Kind != SchemaShape.Column.VectorKind.Scalar || label.IsKey != (names.Kind == LabelKind.Classes) || label.ItemType.RawType != RawTypeOf(names.Kind))
            throw NotALabel(names, ColumnLookup.TypeOf(label), argument);
        if (names.Weight is null)
            return;
        SchemaShape.Column weight = ColumnLookup.Find(shape, names.Weight, WeightRole, argument);
        if (weight.Kind != SchemaShape.Column.VectorKind.Scalar || weight.IsKey || weight.ItemType.RawType != typeof(float))
            throw NotAWeight(names.Weight, ColumnLookup.TypeOf(weight), argument);
    }

    /// <summary>Refuses a second view whose examples are of another shape.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number differs.</exception>
    internal void MustMatch(FeatureColumns train, string argument)
    {
        if (Count != train.Count)
        {
            throw new ArgumentOutOfRangeException(
                argument, $"'{Features.Name}' has {Count} features here and {train.Count} in the training data; make both by the same fitted transformers.");
        }

        if (Classes != train.Classes)
        {
            throw new ArgumentOutOfRangeException(
                argument, $"Column '{Label.Name}' has {Classes} keys here and {train.Classes} in the training data; map both views with one fitted MapValueToKey.");
        }
    }

    private static (DataViewSchema.Column Features, int Count) FindFeatures(DataViewSchema schema, string name, string argument)
    {
        DataViewSchema.Column column = ColumnLookup.Find(schema, name, FeatureRole, argument);
        if (column.Type is not VectorDataViewType vector || !IsSingle(vector.ItemType))
            throw NotFeatures(name, $"{column.Type}", column.Type is not VectorDataViewType, argument);
        return vector.IsKnownSize ? (column, vector.Size) : throw OfUnknownSize(name, $"{column.Type}", argument);
    }

    private static int ClassesOf(DataViewSchema.Column label, string argument)
    {
        ulong count = ((KeyDataViewType)label.Type).Count;
        if (count is >= 2 and < int.MaxValue)
            return (int)count;
        throw new ArgumentOutOfRangeException(
            argument,
            $"The label column '{label.Name}' is of type {label.Type}, which has {(count < 2 ? "one class only" : "no stated number of classes")}; map data in which at least two occur with mlContext.Transforms.Conversion.MapValueToKey(\"{label.Name}\").");
    }

    private static bool IsLabel(DataViewType type, LabelKind kind) =>
        type.RawType == RawTypeOf(kind) && type is not VectorDataViewType && type is KeyDataViewType == (kind == LabelKind.Classes);

    private static bool IsSingle(DataViewType type) => type is NumberDataViewType && type.RawType == typeof(float);

    private static Type RawTypeOf(LabelKind kind) => kind switch
    {
        LabelKind.Binary => typeof(bool),
        LabelKind.Number => typeof(float),
        _ => typeof(uint),
    };

    private static ArgumentOutOfRangeException NotFeatures(string name, string actual, bool isScalar, string argument) => new(
        argument,
        $"The feature column '{name}' is of type {actual}, but must be a vector of Single of known size; append {(isScalar ? $"mlContext.Transforms.Concatenate(\"{name}\", …) of columns of Single" : $"mlContext.Transforms.Conversion.ConvertType(\"{name}\", outputKind: DataKind.Single)")} before this trainer.");

    private static ArgumentOutOfRangeException OfUnknownSize(string name, string actual, string argument) => new(
        argument,
        $"The feature column '{name}' is of type {actual}, a vector of Single whose size is not known; state it, with [VectorType(size)] on a class's field or TextLoader.Column's range, or make features of a known number, as by mlContext.Transforms.Text.FeaturizeText or Concatenate.");

    private static ArgumentOutOfRangeException NotALabel(FeatureNames names, string actual, string argument)
    {
        (string type, string append) = names.Kind switch
        {
            LabelKind.Binary => ("Boolean", $"Conversion.ConvertType(\"{names.Label}\", outputKind: DataKind.Boolean), or Conversion.MapValue for values of your own,"),
            LabelKind.Number => ("Single", $"Conversion.ConvertType(\"{names.Label}\", outputKind: DataKind.Single)"),
            _ => ("a key of UInt32", $"Conversion.MapValueToKey(\"{names.Label}\")"),
        };
        string found = names.Kind == LabelKind.Classes && actual == $"{NumberDataViewType.UInt32}" ? "a plain UInt32, not a key," : $"of type {actual},";
        return new(argument, $"The label column '{names.Label}' is {found} but must be {type}; append mlContext.Transforms.{append} before this trainer.");
    }

    private static ArgumentOutOfRangeException NotAWeight(string name, string actual, string argument) => new(
        argument,
        $"The weight column '{name}' is of type {actual}, but must be Single; append mlContext.Transforms.Conversion.ConvertType(\"{name}\", outputKind: DataKind.Single) before this trainer.");
}
