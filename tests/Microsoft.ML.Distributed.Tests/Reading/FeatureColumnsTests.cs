using Microsoft.ML.Data;

namespace Microsoft.ML.Distributed.Tests;

public sealed class FeatureColumnsTests
{
    private static readonly DataViewType _features = new VectorDataViewType(NumberDataViewType.Single, 3);
    private static readonly DataViewType _single = NumberDataViewType.Single;
    private static readonly DataViewType _boolean = BooleanDataViewType.Instance;
    private static readonly KeyDataViewType _key = new(typeof(uint), 4);

    public static TheoryData<DataViewType, DataViewType, DataViewType, string, string> BadTypes => new()
    {
        { _single, _features, _single, "Binary", "The label column 'Label' is of type Single, but must be Boolean; append mlContext.Transforms.Conversion.ConvertType(\"Label\", outputKind: DataKind.Boolean)*" },
        { _key, _features, _single, "Binary", "The label column 'Label' is of type Key<UInt32, 0-3>, but must be Boolean*" },
        { new VectorDataViewType(BooleanDataViewType.Instance, 2), _features, _single, "Binary", "The label column 'Label' is of type Vector<Boolean, 2>, but must be Boolean*" },
        { _boolean, _features, _single, "Number", "The label column 'Label' is of type Boolean, but must be Single; append *ConvertType(\"Label\", outputKind: DataKind.Single)*" },
        { _single, _features, _single, "Classes", "The label column 'Label' is of type Single, but must be a key of UInt32; append *MapValueToKey(\"Label\")*" },
        { NumberDataViewType.UInt32, _features, _single, "Classes", "The label column 'Label' is a plain UInt32, not a key, but must be a key of UInt32; append *MapValueToKey(\"Label\")*" },
        { new KeyDataViewType(typeof(byte), 4), _features, _single, "Classes", "*'Label' is of type Key<Byte, 0-3>, but must be a key of UInt32*" },
        { new KeyDataViewType(typeof(uint), 1), _features, _single, "Classes", "*'Label' is of type Key<UInt32, 0-0>, which has one class only*" },
        { new KeyDataViewType(typeof(uint), uint.MaxValue), _features, _single, "Classes", "*'Label' is of type *no stated number of classes*" },
        { _boolean, _single, _single, "Binary", "The feature column 'Features' is of type Single, but must be a vector of Single of known size; append mlContext.Transforms.Concatenate(\"Features\"*" },
        { _boolean, new VectorDataViewType(NumberDataViewType.Double, 3), _single, "Binary", "The feature column 'Features' is of type Vector<Double, 3>, but must be a vector of Single*ConvertType(\"Features\"*" },
        { _boolean, new VectorDataViewType(NumberDataViewType.Single), _single, "Binary", "The feature column 'Features' is of type Vector<Single>, a vector of Single whose size is not known; state it*" },
        { _boolean, _features, NumberDataViewType.Double, "Binary", "The weight column 'Weight' is of type Double, but must be Single; append *ConvertType(\"Weight\"*" },
        { _boolean, _features, _features, "Binary", "The weight column 'Weight' is of type Vector<Single, 3>, but must be Single*" },
    };

    [Theory]
    [MemberData(nameof(BadTypes))]
    public void A_column_of_a_wrong_type_is_refused_with_its_name_its_type_and_what_to_do(DataViewType label, DataViewType features, DataViewType weight, string kind, string message)
    {
        Action find = () => FeatureColumns.Find(FeatureView.SchemaOf(label, features, weight), Names(kind), "input");
        find.Should().Throw<ArgumentOutOfRangeException>().WithMessage(message).WithParameterName("input");
    }

    [Theory]
    [InlineData("Feature", "Label", "Weight", "There is no feature column 'Feature'; the data has: 'Label', 'Features', 'Weight'.*")]
    [InlineData("Features", "label", "Weight", "There is no label column 'label'; *")]
    [InlineData("Features", "Label", "weight", "There is no weight column 'weight'; *")]
    public void A_missing_column_is_refused_with_what_there_is(string features, string label, string weight, string message)
    {
        Action find = () => FeatureColumns.Find(FeatureView.SchemaOf(_boolean, _features, _single), new(features, label, weight, LabelKind.Binary), "input");
        find.Should().Throw<ArgumentOutOfRangeException>().WithMessage(message);
    }

    [Fact]
    public void A_schemas_shape_is_refused_where_the_schema_is()
    {
        foreach (object?[] bad in BadTypes)
        {
            DataViewSchema schema = FeatureView.SchemaOf((DataViewType)bad[0]!, (DataViewType)bad[1]!, (DataViewType)bad[2]!);
            // How many keys a key has is not part of a shape.
            bool isKeyCount = bad[0] is KeyDataViewType { Count: 1 or uint.MaxValue };
            Action check = () => ShapeOf(schema, shape => FeatureColumns.Check(shape, Names((string)bad[3]!), "inputSchema"));
            if (isKeyCount)
                check.Should().NotThrow();
            else
                check.Should().Throw<ArgumentOutOfRangeException>().WithMessage("The * column '*").WithParameterName("inputSchema");
        }

        ShapeOf(FeatureView.SchemaOf(_boolean, _features, _single), shape => FeatureColumns.Check(shape, Names("Binary"), "inputSchema"));
        ShapeOf(FeatureView.SchemaOf(_key, _features), shape => FeatureColumns.Check(shape, new("Features", "Label", null, LabelKind.Classes), "inputSchema"));
    }

    [Fact]
    public void Numbers_of_features_and_classes_come_from_the_types()
    {
        FeatureColumns columns = FeatureColumns.Find(FeatureView.SchemaOf(_key, _features), new("Features", "Label", null, LabelKind.Classes), "input");
        (columns.Count, columns.Classes).Should().Be((3, 4));
        FeatureColumns.Find(FeatureView.SchemaOf(_boolean, new VectorDataViewType(NumberDataViewType.Single, 2, 5)), new("Features", "Label", null, LabelKind.Binary), "input")
            .Count.Should().Be(10);
    }

    [Fact]
    public void A_second_view_of_another_shape_is_refused()
    {
        var names = new FeatureNames("Features", "Label", null, LabelKind.Classes);
        FeatureColumns train = FeatureColumns.Find(FeatureView.SchemaOf(_key, _features), names, "input");
        Matching(_key, new VectorDataViewType(NumberDataViewType.Single, 4)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("'Features' has 4 features here and 3 *");
        Matching(new KeyDataViewType(typeof(uint), 5), _features).Should().Throw<ArgumentOutOfRangeException>().WithMessage("Column 'Label' has 5 keys here and 4 *");
        Matching(_key, _features).Should().NotThrow();

        Action Matching(DataViewType label, DataViewType features) =>
            () => FeatureColumns.Find(FeatureView.SchemaOf(label, features), names, "validation").MustMatch(train, "validation");
    }

    private static FeatureNames Names(string kind) => new("Features", "Label", "Weight", Enum.Parse<LabelKind>(kind));

    /// <summary>A shape cannot be made from outside ML.NET; but an estimator of a chain is asked with one.</summary>
    private static void ShapeOf(DataViewSchema schema, Action<SchemaShape> use) => new EstimatorChain<ITransformer>().Append(new Asked(use)).Fit(new EmptyView(schema));

    private sealed class Asked(Action<SchemaShape> use) : IEstimator<ITransformer>
    {
        public ITransformer Fit(IDataView input) => new TransformerChain<ITransformer>();

        public SchemaShape GetOutputSchema(SchemaShape inputSchema)
        {
            use(inputSchema);
            return inputSchema;
        }
    }
}
