#include "node/codec/schema.h"

namespace stoa::codec {

std::string schemaName(std::string_view qualifiedTypeName)
{
    const auto colon = qualifiedTypeName.rfind(':');
    return std::string(colon == std::string_view::npos ? qualifiedTypeName
                                                       : qualifiedTypeName.substr(colon + 1));
}

json::object textSchema(std::size_t least, std::size_t most)
{
    json::object schema{{"type", "string"}};
    if (least > 0) schema["minLength"] = least;
    schema["maxLength"] = most;
    return schema;
}

json::object moneySchema(Schemas& schemas)
{
    if (!schemas.contains("Money")) {
        schemas["Money"] =
            json::object{{"type", "object"},
                         {"description", "Whole minor units (cents) of an ISO 4217 currency."},
                         {"properties",
                          {{"amountMinor", {{"type", "integer"}, {"format", "int64"}}},
                           {"currency", {{"type", "string"}, {"pattern", "^[A-Z]{3}$"}}}}},
                         {"required", {"amountMinor", "currency"}},
                         {"additionalProperties", false}};
    }
    return reference("Money");
}

json::object reference(std::string_view name)
{
    return {{"$ref", "#/components/schemas/" + std::string(name)}};
}

} // namespace stoa::codec
