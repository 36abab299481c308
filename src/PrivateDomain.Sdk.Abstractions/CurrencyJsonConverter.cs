using System.Text.Json;
using System.Text.Json.Serialization;

namespace PrivateDomain.Sdk;

/// <summary>Writes a currency as its ISO 4217 code and reads it back. Thread-safe.</summary>
public sealed class CurrencyJsonConverter : JsonConverter<Currency>
{
    /// <inheritdoc/>
    public override Currency Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Currency.TryParse(reader.GetString(), out Currency currency) ? currency : throw new JsonException("This is no ISO 4217 currency code.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Currency value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.Code);
    }
}
