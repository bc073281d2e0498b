#include "domain/catalogue/attribute_rules.h"

#include "core/text.h"

#include <set>

namespace stoa::catalogue {
namespace {

bool isNumber(std::string_view text)
{
    if (text.starts_with('-')) text.remove_prefix(1);
    const std::size_t dot = text.find('.');
    const auto isDigits = [](std::string_view part) {
        return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
    };
    if (dot == std::string_view::npos) return isDigits(text);
    return isDigits(text.substr(0, dot)) && isDigits(text.substr(dot + 1));
}

bool isChoiceOf(const api::AttributeRule& rule, std::string_view value)
{
    return std::ranges::any_of(rule.choices,
                               [&](const auto& choice) { return choice.value == value; });
}

std::string_view wrongType(const api::AttributeRule& rule, std::string_view value)
{
    switch (rule.type) {
    case api::AttributeType::Text:
        return {};
    case api::AttributeType::Number:
        return isNumber(value) ? "" : "attribute.not_a_number";
    case api::AttributeType::Choice:
        return isChoiceOf(rule, value) ? "" : "attribute.not_a_choice";
    case api::AttributeType::Boolean:
        return value == "true" || value == "false" ? "" : "attribute.not_a_boolean";
    }
    return {};
}

Error problem(std::string_view code, std::string_view field, std::string_view name)
{
    return makeError(ErrorKind::Invalid, code).in(field).with("name", name);
}

std::string attributeField(std::size_t i)
{
    return "attributes[" + std::to_string(i) + "]";
}

} // namespace

Result<std::string> normalisedPath(std::string_view path)
{
    std::string normalised;
    for (std::size_t start = 0; start <= path.size();) {
        const std::size_t end = std::min(path.find('/', start), path.size());
        const std::string_view part = trimmed(path.substr(start, end - start));
        if (part.empty()) {
            return fail(makeError(ErrorKind::Invalid, "category.malformed_path").in("path"));
        }
        if (!normalised.empty()) normalised += kPathSeparator;
        normalised += part;
        start = end + 1;
    }
    return normalised;
}

bool isWithin(std::string_view path, std::string_view category)
{
    const std::string at = lowered(path);
    const std::string top = lowered(category);
    return at == top || at.starts_with(top + std::string(kPathSeparator));
}

Done checkRules(std::span<const api::AttributeRule> rules)
{
    std::set<std::string> names;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const api::AttributeRule& rule = rules[i];
        if (!names.insert(lowered(rule.name.value)).second)
            return fail(problem("attribute.duplicate", attributeField(i), rule.name.value));
        std::set<std::string> choices;
        for (const auto& choice : rule.choices)
            choices.insert(choice.value);
        const bool needsChoices = rule.type == api::AttributeType::Choice;
        if (choices.empty() == needsChoices || choices.size() != rule.choices.size())
            return fail(problem("attribute.choices_missing", attributeField(i), rule.name.value));
    }
    return {};
}

std::vector<Error> problemsOfAttributes(std::span<const api::AttributeValue> values,
                                        std::span<const api::AttributeRule> rules)
{
    std::vector<Error> problems;
    std::set<std::string_view> given;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto& [name, value] = std::tie(values[i].name.value, values[i].value.value);
        const auto rule = std::ranges::find_if(
            rules, [&](const api::AttributeRule& each) { return each.name.value == name; });
        if (rule == rules.end())
            problems.push_back(problem("attribute.unknown", attributeField(i), name));
        else if (!given.insert(name).second)
            problems.push_back(problem("attribute.duplicate", attributeField(i), name));
        else if (const auto code = wrongType(*rule, value); !value.empty() && !code.empty())
            problems.push_back(problem(code, attributeField(i), name));
        if (value.empty()) given.erase(name);
    }
    for (const api::AttributeRule& rule : rules) {
        if (rule.isRequired && !given.contains(rule.name.value))
            problems.push_back(problem("attribute.required", "attributes", rule.name.value));
    }
    return problems;
}

} // namespace stoa::catalogue
