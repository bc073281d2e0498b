#include "node/embedded/idempotency.h"

#include "node/embedded/door_sql.h"

namespace stoa::node {
namespace {

constexpr std::string_view kReplyType = "application/json";
constexpr std::string_view kErrorType = "application/problem+json";
constexpr std::chrono::seconds kLease{30};

db::Bytes bytesOf(const json::value& value)
{
    const std::string text = json::serialize(value);
    return {text.begin(), text.end()};
}

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

Error inProgress()
{
    return makeError(ErrorKind::Conflict, "idempotency.in_progress").after(std::chrono::seconds(1));
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
    text += json::serialize(codec.writeRequest(request));
    result.fingerprint = db::Sha256()(text);
    return result;
}

Result<bool> claim(db::Connection& connection, const IdempotencyKey& key, Timestamp now)
{
    connection.defer(door::sql::kLimitKeyWait);
    const auto claimed = connection.run(
        door::sql::kClaimKey, key.organisation, key.codec->operation->name, key.key, key.principal,
        key.fingerprint, now + kLease, now, now + IdempotencyKey::kMemory);
    if (!claimed) {
        if (claimed.error().code == "db.lock_timeout") return fail(inProgress());
        return fail(claimed);
    }
    connection.defer(door::sql::kUnlimitKeyWait);
    return !claimed->empty();
}

void finishWithReply(db::Connection& connection, const IdempotencyKey& key, const void* reply)
{
    connection.defer(door::sql::kFinishKey, key.organisation, key.codec->operation->name, key.key,
                     200, bytesOf(key.codec->writeReply(reply)), kReplyType);
}

void finishWithError(db::Connection& connection, const IdempotencyKey& key, const Error& error)
{
    connection.defer(door::sql::kFinishKey, key.organisation, key.codec->operation->name, key.key,
                     422, bytesOf(errorToJson(error)), kErrorType);
}

Result<std::shared_ptr<void>> replay(db::Connection& connection, const IdempotencyKey& key)
{
    STOA_TRY(rows, connection.run(door::sql::kSelectKey, key.organisation,
                                  key.codec->operation->name, key.key));
    const auto row = rows.optional();
    if (!row) return fail(inProgress());
    const auto fingerprint = row->get<db::Bytes>("fingerprint");
    if (!std::equal(fingerprint.begin(), fingerprint.end(), key.fingerprint.begin(),
                    key.fingerprint.end())) {
        return fail(ErrorKind::Refused, "idempotency.key_reused",
                    "the key was used with another request; use a new key for a new request");
    }
    const auto stored = row->get<db::Bytes>("response");
    const json::value value =
        json::parse(std::string_view(reinterpret_cast<const char*>(stored.data()), stored.size()));
    if (row->get<std::string_view>("content_type") == kErrorType) {
        return fail(errorFromJson(value.as_object()));
    }
    return key.codec->readReply(value);
}

Result<std::size_t> forgetExpiredKeys(db::Connection& connection, OrgId organisation, Timestamp now,
                                      int most)
{
    STOA_TRY(rows, connection.run(door::sql::kForgetKeys, organisation, now, most));
    return static_cast<std::size_t>(rows.affected());
}

} // namespace stoa::node
