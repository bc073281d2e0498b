#include "domain/catalogue/categories.h"

#include "domain/catalogue/attribute_rules.h"
#include "domain/catalogue/catalogue_sql.h"
#include "domain/catalogue/draft_json.h"

namespace stoa::catalogue {

Result<std::vector<api::CategoryView>> handle(Unit& unit, const api::ListCategories&)
{
    STOA_TRY(rows, unit.db().run(sql::kSelectCategories));
    std::vector<api::CategoryView> categories;
    categories.reserve(rows.size());
    for (const db::Row row : rows)
        categories.push_back(categoryOf(row));
    return categories;
}

Result<api::CategoryView> handle(Unit& unit, const api::CreateCategory& request)
{
    STOA_TRY(path, normalisedPath(request.path.value));
    STOA_CHECK(checkRules(request.attributes));
    const api::CategoryView category{CategoryId::make(), path, request.attributes, Version{1}};
    STOA_TRY(inserted, unit.db().run(sql::kInsertCategory, category.id, path,
                                     toJson(category.attributes), unit.now()));
    if (inserted.affected() == 0) {
        return fail(
            makeError(ErrorKind::Conflict, "category.exists").in("path").with("path", path));
    }
    unit.setAuditTarget(category.id.text());
    unit.raise("category.created", category.id, {{"path", path}});
    return category;
}

api::CategoryView categoryOf(const db::Row& row)
{
    return {row.get<CategoryId>("category_id"), row.get<std::string>("path"),
            rulesFromJson(row.get<std::string_view>("attributes")), row.get<Version>("version")};
}

Result<std::map<CategoryId, std::string>> pathsOf(db::Connection& connection,
                                                  const std::vector<CategoryId>& categories)
{
    STOA_TRY(rows, connection.run(sql::kSelectPaths, categories));
    std::map<CategoryId, std::string> paths;
    for (const db::Row row : rows)
        paths[row.get<CategoryId>("category_id")] = row.get<std::string>("path");
    return paths;
}

} // namespace stoa::catalogue
