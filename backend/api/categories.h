#pragma once
// The manual of categories: the tree that listings hang in, and the attributes that a category asks
// its listings for.

#include "api/operation.h"

namespace stoa::api {

enum class AttributeType { Text, Number, Choice, Boolean };

STOA_ENUM(AttributeType, Text, Number, Choice, Boolean)

// One attribute that listings of a category have.
struct AttributeRule {
    Text<1, 60> name;
    AttributeType type = AttributeType::Text;
    bool isRequired = false;
    List<Text<1, 60>, 60> choices; // of AttributeType::Choice
    friend bool operator==(const AttributeRule&, const AttributeRule&) = default;
};
STOA_STRUCT(AttributeRule, name, type, isRequired, choices)

struct CategoryView {
    CategoryId id;
    std::string path; // "Home / Kitchen / Knives"
    std::vector<AttributeRule> attributes;
    Version version;
};
STOA_STRUCT(CategoryView, id, path, attributes, version)

struct ListCategories {
    using Reply = std::vector<CategoryView>;
};
STOA_STRUCT(ListCategories)
STOA_OPERATION(ListCategories, .name = "catalogue.list_categories", .route = "/categories",
               .summary = "All categories with their attributes, by path");

// Errors: category.exists, attribute.choices_missing, attribute.duplicate.
struct CreateCategory {
    Text<1, 200> path;
    List<AttributeRule, 40> attributes;
    using Reply = CategoryView;
};
STOA_STRUCT(CreateCategory, path, attributes)
STOA_OPERATION(CreateCategory, .name = "catalogue.create_category", .method = Method::Post,
               .route = "/categories", .permission = Permission::CategoriesWrite,
               .scope = Scope::Marketplace, .kind = Kind::Command,
               .idempotency = Idempotency::Optional, .rate = RateClass::Command,
               .summary = "Add a category with its attribute rules");

using CategoryOperations = Operations<ListCategories, CreateCategory>;

} // namespace stoa::api
