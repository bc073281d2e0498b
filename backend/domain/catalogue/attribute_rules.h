#pragma once
// Where a category stands and what it asks of its listings, as pure functions: whether a set of
// rules makes sense, and whether a listing's values obey it. Names are compared exactly; a number
// is written with digits and at most one '.', a boolean is "true" or "false".

#include "api/categories.h"
#include "api/listings.h"

#include <span>

namespace stoa::catalogue {

inline constexpr std::string_view kPathSeparator = " / ";

// "Home/ Kitchen  / Knives" → "Home / Kitchen / Knives".
// Errors: category.malformed_path (field path) when a part is empty.
Result<std::string> normalisedPath(std::string_view path);

// A path is at or below a category's: "Home / Kitchen" is within "Home", "Homes" is not.
bool isWithin(std::string_view path, std::string_view category);

// Errors: attribute.duplicate, attribute.choices_missing (also when a choice is named twice or a
// type other than Choice has any), each with field `attributes[i]` and param name.
Done checkRules(std::span<const api::AttributeRule> rules);

// Everything wrong with the values, in their order, missing ones last. Without a category a listing
// has no rules, hence no attributes.
// Errors: attribute.unknown, attribute.duplicate, attribute.not_a_choice, attribute.not_a_number,
// attribute.not_a_boolean with field `attributes[i]`, attribute.required with field `attributes`;
// all with param name.
std::vector<Error> problemsOfAttributes(std::span<const api::AttributeValue> values,
                                        std::span<const api::AttributeRule> rules);

} // namespace stoa::catalogue
