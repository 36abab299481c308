using System.Text.Json;
using System.Text.Json.Serialization;

namespace PrivateDomain.Sdk;

/// <summary>Writes a typed id as a JSON string and reads it back under the same rule as its constructor.</summary>
/// <typeparam name="T">The id type.</typeparam>
/// <remarks>Thread-safe. A text that is not a usable id is a <see cref="JsonException"/>.</remarks>
public sealed class IdentifierJsonConverter<T> : JsonConverter<T>
    where T : struct, IIdentifier<T>
{
    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return T.Create(reader.GetString()!);
        }
        catch (ArgumentException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.Value);
    }
}
