using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A public field or property of a user's class, seen as a column.</summary>
internal sealed class UserMember
{
    private readonly MemberInfo _member;

    public UserMember(MemberInfo member)
    {
        _member = member;
        MemberType = member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;
        IsArray = MemberType.IsArray;
        IsBuffer = MemberType.IsGenericType && MemberType.GetGenericTypeDefinition() == typeof(VBuffer<>);
        Type item = IsArray ? MemberType.GetElementType() : IsBuffer ? MemberType.GetGenericArguments()[0] : MemberType;
        MemberItemType = item;
        RawItemType = item == typeof(string) ? typeof(ReadOnlyMemory<char>) : item;
    }

    public string Name => _member.Name;

    public string ColumnName => Attribute<ColumnNameAttribute>()?.Name ?? Name;

    public Type MemberType { get; }

    public bool IsArray { get; }

    public bool IsBuffer { get; }

    public bool IsVector => IsArray || IsBuffer;

    /// <summary>The type of the member or of its items, strings as strings.</summary>
    public Type MemberItemType { get; }

    /// <summary>The same as a view holds it: strings as memory of characters.</summary>
    public Type RawItemType { get; }

    /// <summary>The members that are columns.</summary>
    public static IEnumerable<UserMember> AllOf(Type type, SchemaDefinition.Direction direction) =>
        MembersOf(type, direction).Where(m => m.Attribute<NoColumnAttribute>() == null && m.MemberType != typeof(IChannel));

    /// <summary>Every member that can be read, whether it is a column or not.</summary>
    public static IEnumerable<UserMember> AllMembersOf(Type type) => MembersOf(type, SchemaDefinition.Direction.Read);

    public static UserMember Named(Type type, string name)
    {
        MemberInfo member = (MemberInfo)type.GetField(name) ?? type.GetProperty(name);
        if (member == null)
            throw Fail.Argument("schemaDefinition", $"No field or property with name '{name}' found in type '{type.FullName}'");
        return new UserMember(member);
    }

    public TAttribute Attribute<TAttribute>()
        where TAttribute : Attribute => _member.GetCustomAttribute<TAttribute>();

    /// <summary>The column's type as the member's type and attributes say it.</summary>
    public DataViewType ColumnType()
    {
        PrimitiveDataViewType item = ItemType();
        int[] dimensions = Attribute<VectorTypeAttribute>()?.Dimensions;
        if (!IsVector)
        {
            Check.Argument(
                Attribute<VectorTypeAttribute>() == null,
                "userType",
                $"Member {Name} marked with VectorTypeAttribute, but does not appear to be a vector type");
            return item;
        }
        return dimensions is { Length: > 0 } ? new VectorDataViewType(item, dimensions) : new VectorDataViewType(item);
    }

    /// <summary>The type of an item by its .NET type alone.</summary>
    public PrimitiveDataViewType PlainItemType() => ColumnTypes.OfRaw(RawItemType)
        ?? throw Fail.Argument("rawType", $"Could not determine an IDataView type and registered custom types for member {Name}");

    private static IEnumerable<UserMember> MembersOf(Type type, SchemaDefinition.Direction direction)
    {
        IEnumerable<MemberInfo> fields = type.GetFields(BindingFlags.Public | BindingFlags.Instance);
        IEnumerable<MemberInfo> properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.GetIndexParameters().Length == 0 && Serves(p, direction));
        return fields.Concat(properties).Select(m => new UserMember(m));
    }

    private static bool Serves(PropertyInfo property, SchemaDefinition.Direction direction) =>
        (direction.HasFlag(SchemaDefinition.Direction.Read) && property.GetGetMethod() != null)
        || (direction.HasFlag(SchemaDefinition.Direction.Write) && property.GetSetMethod() != null);

    private PrimitiveDataViewType ItemType()
    {
        PrimitiveDataViewType plain = PlainItemType();
        KeyCount key = Attribute<KeyTypeAttribute>()?.KeyCount;
        if (key == null)
            return plain;
        Check.Argument(
            KeyDataViewType.IsValidDataType(RawItemType),
            "userType",
            $"Member {Name} marked with KeyType attribute, but does not appear to be a valid kind of data for a key type");
        return new KeyDataViewType(RawItemType, key.Count.Value);
    }
}
