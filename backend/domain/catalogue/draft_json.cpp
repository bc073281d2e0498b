#include "domain/catalogue/draft_json.h"

#include "core/assert.h"
#include "platform/json/json.h"

namespace stoa::catalogue {
namespace {

json::value valueOf(const api::VariantDraft& each);
json::value valueOf(const api::AttributeRule& each);

json::value valueOf(const api::AttributeValue& each)
{
    return json::object{{"name", each.name.value}, {"value", each.value.value}};
}

json::value valueOf(const api::Image& each)
{
    return json::object{{"url", each.url.value}, {"alt", each.altText.value}};
}

template <class T>
json::array arrayOf(const std::vector<T>& values)
{
    json::array array;
    array.reserve(values.size());
    for (const T& each : values)
        array.push_back(valueOf(each));
    return array;
}

json::value valueOf(const api::VariantDraft& each)
{
    json::object object{{"sku", each.sku.value},
                        {"options", arrayOf(each.options)},
                        {"price", each.price.minor()},
                        {"currency", each.price.currency().code()}};
    if (each.stock) object["stock"] = each.stock->value;
    return object;
}

json::value valueOf(const api::AttributeRule& each)
{
    json::array choices;
    for (const auto& choice : each.choices)
        choices.push_back(json::value(choice.value));
    return json::object{{"name", each.name.value},
                        {"type", enumText(each.type)},
                        {"required", each.isRequired},
                        {"choices", std::move(choices)}};
}

template <class T>
std::string arrayText(const std::vector<T>& values)
{
    return json::serialize(arrayOf(values));
}

json::value parsed(std::string_view text)
{
    json::error_code failed;
    json::value value = json::parse(json::string_view(text.data(), text.size()), failed);
    STOA_ASSERT(!failed);
    return value;
}

std::string textAt(const json::value& object, std::string_view name)
{
    const json::string& text = object.at(name).as_string();
    return {text.data(), text.size()};
}

api::AttributeValue attributeFrom(const json::value& value)
{
    return {textAt(value, "name"), textAt(value, "value")};
}

api::Image imageFrom(const json::value& value)
{
    return {textAt(value, "url"), textAt(value, "alt")};
}

template <class Values, class From>
Values listFrom(const json::value& value, From from)
{
    Values values;
    for (const json::value& each : value.as_array())
        values.push_back(from(each));
    return values;
}

using Attributes = std::vector<api::AttributeValue>;

api::VariantDraft variantFrom(const json::value& value)
{
    api::VariantDraft variant;
    variant.sku = textAt(value, "sku");
    variant.options = listFrom<decltype(variant.options)>(value.at("options"), attributeFrom);
    variant.price = Money(value.at("price").as_int64(), Currency::of(textAt(value, "currency")));
    if (const json::value* stock = value.as_object().if_contains("stock"))
        variant.stock = Integer<0, 1'000'000>(stock->as_int64());
    return variant;
}

api::AttributeRule ruleFrom(const json::value& value)
{
    api::AttributeRule rule;
    rule.name = textAt(value, "name");
    const auto type = enumFromText<api::AttributeType>(textAt(value, "type"));
    STOA_ASSERT(type.has_value());
    rule.type = *type;
    rule.isRequired = value.at("required").as_bool();
    rule.choices =
        listFrom<decltype(rule.choices)>(value.at("choices"), [](const json::value& each) {
            return Text<1, 60>(std::string_view(each.as_string()));
        });
    return rule;
}

} // namespace

std::string toJson(const std::vector<api::AttributeValue>& values)
{
    return arrayText(values);
}

std::string toJson(const std::vector<api::Image>& images)
{
    return arrayText(images);
}

std::string toJson(const std::vector<api::AttributeRule>& rules)
{
    return arrayText(rules);
}

std::string toJson(const api::ListingDraft& draft)
{
    json::object object{{"title", draft.title.value},
                        {"description", draft.description.value},
                        {"attributes", arrayOf(draft.attributes)},
                        {"images", arrayOf(draft.images)},
                        {"variants", arrayOf(draft.variants)}};
    if (draft.category) object["category"] = draft.category->uuid().text();
    return json::serialize(object);
}

std::vector<api::AttributeValue> attributesFromJson(std::string_view text)
{
    return listFrom<Attributes>(parsed(text), attributeFrom);
}

std::vector<api::Image> imagesFromJson(std::string_view text)
{
    return listFrom<std::vector<api::Image>>(parsed(text), imageFrom);
}

std::vector<api::AttributeRule> rulesFromJson(std::string_view text)
{
    return listFrom<std::vector<api::AttributeRule>>(parsed(text), ruleFrom);
}

api::ListingDraft draftFromJson(std::string_view text)
{
    const json::value value = parsed(text);
    api::ListingDraft draft;
    draft.title = textAt(value, "title");
    draft.description = textAt(value, "description");
    if (const json::value* category = value.as_object().if_contains("category")) {
        const auto uuid = Uuid::parse(std::string_view(category->as_string()));
        STOA_ASSERT(uuid.has_value());
        draft.category = CategoryId(*uuid);
    }
    draft.attributes = listFrom<decltype(draft.attributes)>(value.at("attributes"), attributeFrom);
    draft.images = listFrom<decltype(draft.images)>(value.at("images"), imageFrom);
    draft.variants = listFrom<decltype(draft.variants)>(value.at("variants"), variantFrom);
    return draft;
}

} // namespace stoa::catalogue
