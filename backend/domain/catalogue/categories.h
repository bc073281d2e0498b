#pragma once
// The tree that listings hang in. Categories belong to the marketplace and are shared by all
// sellers; a category is never removed.

#include "api/categories.h"
#include "domain/unit/unit.h"

namespace stoa::catalogue {

Result<std::vector<api::CategoryView>> handle(Unit& unit, const api::ListCategories& request);

// The path is stored as normalisedPath writes it; upper and lower case are the same path.
// Errors: category.malformed_path, attribute.duplicate, attribute.choices_missing,
// category.exists (param path).
Result<api::CategoryView> handle(Unit& unit, const api::CreateCategory& request);

api::CategoryView categoryOf(const db::Row& row);

// Of those that there are.
Result<std::map<CategoryId, std::string>> pathsOf(db::Connection& connection,
                                                  const std::vector<CategoryId>& categories);

} // namespace stoa::catalogue
