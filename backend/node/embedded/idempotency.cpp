#include "node/embedded/idempotency.h"

#include "core/assert.h"
#include "node/embedded/door_sql.h"
#include "platform/db/errors.h"

namespace stoa::node {
namespace {

constexpr std::string_view kReplyType = "application/json";
constexpr std::string_view kErrorType = "application/problem+json";

json::object errorToJson(const Error& error)
{
    json::array params;
    for (const auto& [name, value] : error.params)
        params.push_back(json::array{name, value});
    return {{"kind", name(error.kind)},
            {"code", error.code},
            {"field", error.field},
            {"params", params}};
}

Error errorFromJson(const json::object& stored)
{
    Error error = makeError(
        enumFromText<ErrorKind>(stored.at("kind").as_string()).value_or(ErrorKind::Internal),
        stored.at("code").as_string());
    error.field = stored.at("field").as_string();
    for (const auto& param : stored.at("params").as_array()) {
        error.params.emplace_back(param.at(0).as_string(), param.at(1).as_string());
    }
    return error;
}

std::span<const std::uint8_t> bytesOf(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

} // namespace

IdempotencyKey IdempotencyKey::of(const codec::OperationCodec& codec, OrgId organisation,
                                  const Actor& actor, std::string_view key, const void* request)
{
    IdempotencyKey result;
    result.organisation = organisation;
    result.codec = &codec;
    result.key = key;
    result.principal = actor.user     ? actor.user->uuid()
                       : actor.apiKey ? actor.apiKey->uuid()
                                      : Uuid{};
    std::string text(codec.operation->name);
    text += '\n' + organisation.text() + '\n' + actor.text() + '\n';
    text += codec.writeRequest(request);
    result.fingerprint = db::Sha256()(text);
    return result;
}

Recall::Recall(db::Pipeline& batch, std::span<const IdempotencyKey* const> keys, Timestamp now)
    : m_now(now)
{
    if (keys.empty()) return;
    m_scope = keys.front()->codec->operation->name;
    for (const IdempotencyKey* key : keys) {
        STOA_ASSERT(key->codec->operation->name == m_scope);
        m_organisations.add(key->organisation);
        m_keys.add(key->key);
    }
    m_slot = batch.add(door::sql::kSelectKeys, m_organisations, m_keys, m_scope);
}

Memories Recall::memories(const db::Pipeline& batch, db::Connection& connection) const
{
    Memories memories;
    if (!m_slot) return memories;
    bool hasExpired = false;
    for (const db::Row row : batch[*m_slot]) {
        if (row.get<Timestamp>("expires_at") <= m_now) {
            hasExpired = true;
            continue;
        }
        memories.emplace(std::pair(row.get<OrgId>("org_id"), row.get<std::string>("key")),
                         Memory{row.get<db::Bytes>("fingerprint"), row.get<db::Bytes>("response"),
                                row.get<std::string>("content_type")});
    }
    if (hasExpired && connection.isInTransaction())
        connection.defer(door::sql::kForgetKeys, m_organisations, m_keys, m_scope, m_now);
    return memories;
}

std::string_view textOf(const Memory& memory)
{
    return {reinterpret_cast<const char*>(memory.response.data()), memory.response.size()};
}

Result<std::shared_ptr<void>> replay(const IdempotencyKey& key, const Memory& memory)
{
    if (!std::ranges::equal(memory.fingerprint, key.fingerprint)) {
        return fail(keyReused());
    }
    const json::value value = json::parse(textOf(memory));
    if (memory.contentType == kErrorType) return fail(errorFromJson(value.as_object()));
    return key.codec->readReply(value);
}

Result<std::size_t> forgetExpiredKeys(db::Connection& connection, OrgId organisation, Timestamp now,
                                      int most)
{
    STOA_TRY(rows, connection.run(door::sql::kDeleteExpiredKeys, organisation, now, most));
    return static_cast<std::size_t>(rows.affected());
}

std::string NewMemories::add(const IdempotencyKey& key, const void* reply, Timestamp now)
{
    std::string text = key.codec->writeReply(reply);
    m_answers.emplace(key.name(), Answer{&key, 200, kReplyType, text, now});
    return text;
}

void NewMemories::add(const IdempotencyKey& key, const Error& error, Timestamp now)
{
    m_answers.emplace(key.name(),
                      Answer{&key, 422, kErrorType, json::serialize(errorToJson(error)), now});
}

void NewMemories::send(db::Connection& connection) const
{
    if (m_answers.empty()) return;
    db::RowSet rows(door::sql::kInsertKeys);
    for (const auto& [name, answer] : m_answers) {
        const IdempotencyKey& key = *answer.key;
        rows.put(name.first, key.codec->operation->name, name.second, key.principal,
                 std::span<const std::uint8_t>(key.fingerprint), answer.status,
                 bytesOf(answer.response), answer.contentType, answer.now,
                 answer.now + IdempotencyKey::kMemory);
    }
    connection.defer(door::sql::kLimitKeyWait);
    connection.defer(rows);
    connection.defer(door::sql::kUnlimitKeyWait);
}

bool isKeyTaken(const Error& error)
{
    return db::constraintOf(error) == "idempotency_pkey";
}

bool isDecided(const Error& error)
{
    switch (error.kind) {
    case ErrorKind::Invalid:
    case ErrorKind::Forbidden:
    case ErrorKind::NotFound:
    case ErrorKind::Stale:
    case ErrorKind::Refused:
    case ErrorKind::TooLarge:
        return true;
    case ErrorKind::Conflict:
        return error.code != inProgress().code;
    default:
        return false;
    }
}

bool isKeyHeld(const Error& error)
{
    return error.code == "db.lock_timeout" &&
           error.detail.find(door::sql::kInsertKeys.name) != std::string::npos;
}

Error keyReused()
{
    return makeError(ErrorKind::Refused, "idempotency.key_reused",
                     "the key was used with another request; use a new key for a new request");
}

Error inProgress()
{
    return makeError(ErrorKind::Conflict, "idempotency.in_progress").after(std::chrono::seconds(1));
}

} // namespace stoa::node
