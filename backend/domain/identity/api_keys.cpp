#include "core/text.h"
#include "domain/identity/identity_sql.h"
#include "domain/identity/people.h"
#include "domain/identity/roles.h"
#include "domain/identity/secrets.h"
#include "domain/unit/cursor.h"

namespace stoa::identity {
namespace {

constexpr std::string_view kKeysCursor = "identity.api_keys";
constexpr std::size_t kShownCharacters = 8; // of some 46: too few to guess the rest from

api::ApiKeyView viewOf(const db::Row& row)
{
    api::ApiKeyView view{row.get<ApiKeyId>("key_id"),
                         row.get<std::string>("name"),
                         row.get<std::string>("start"),
                         {},
                         row.get<Timestamp>("created_at"),
                         row.get<std::optional<Timestamp>>("last_used_at"),
                         row.get<std::optional<Timestamp>>("revoked_at"),
                         std::nullopt};
    for (const auto& word : row.get<std::vector<std::string>>("scopes")) {
        if (const auto scope = enumFromText<api::Permission>(word)) view.scopes.push_back(*scope);
    }
    return view;
}

Result<std::vector<api::Permission>> scopesFrom(const std::vector<api::Permission>& given)
{
    if (given.empty()) {
        return fail(makeError(ErrorKind::Invalid, "api_key.no_scopes").in("scopes"));
    }
    const auto allowed = apiKeyScopes();
    for (std::size_t i = 0; i < given.size(); ++i) {
        if (std::find(allowed.begin(), allowed.end(), given[i]) != allowed.end()) continue;
        return fail(makeError(ErrorKind::Invalid, "api_key.scope_not_allowed")
                        .in("scopes[" + std::to_string(i) + ']')
                        .with("scope", enumText(given[i])));
    }
    std::vector<api::Permission> scopes = given;
    std::sort(scopes.begin(), scopes.end());
    scopes.erase(std::unique(scopes.begin(), scopes.end()), scopes.end());
    return scopes;
}

} // namespace

Result<Page<api::ApiKeyView>> handle(Unit& unit, const api::ListApiKeys& request)
{
    STOA_TRY(after, decodeCursor<ApiKeyId>(kKeysCursor, request.after.value));
    const auto afterId = after ? std::optional(std::get<0>(*after)) : std::nullopt;
    STOA_TRY(rows,
             unit.db().run(sql::kListApiKeys, unit.organisation(), afterId, request.limit + 1));
    std::vector<api::ApiKeyView> keys;
    for (const auto row : rows)
        keys.push_back(viewOf(row));
    return pageOf(std::move(keys), request.limit,
                  [](const api::ApiKeyView& last) { return encodeCursor(kKeysCursor, last.id); });
}

Result<api::ApiKeyView> handle(Unit& unit, const api::CreateApiKey& request)
{
    STOA_TRY(scopes, scopesFrom(request.scopes));
    api::ApiKeyView view;
    view.id = ApiKeyId::make();
    view.name = trimmed(request.name.value);
    view.secret = makeSecret(kApiKeyPrefix);
    view.start = view.secret->substr(0, kShownCharacters);
    view.createdAt = unit.now();
    std::vector<std::string> words;
    for (const auto scope : scopes)
        words.push_back(enumText(scope));
    view.scopes = std::move(scopes);
    STOA_CHECK(unit.db().run(sql::kInsertApiKey, view.id, unit.organisation(), view.name,
                             view.start, sha256(*view.secret), words, view.createdAt));
    unit.raise("api_key.created", view.id, {{"name", view.name}});
    unit.setAuditTarget(view.id.text());
    return view;
}

Result<api::ApiKeyView> handle(Unit& unit, const api::RevokeApiKey& request)
{
    STOA_TRY(rows, unit.db().run(sql::kRevokeApiKey, unit.organisation(), request.key, unit.now()));
    const auto row = rows.optional();
    if (!row) {
        return fail(makeError(ErrorKind::NotFound, "api_key.not_found")
                        .in("key")
                        .with("key", request.key.text()));
    }
    auto view = viewOf(*row);
    if (!row->get<bool>("was_revoked")) {
        unit.raise("api_key.revoked", view.id, {{"name", view.name}});
    }
    unit.setAuditTarget(view.id.text());
    return view;
}

} // namespace stoa::identity
