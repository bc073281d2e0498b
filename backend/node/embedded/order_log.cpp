#include "node/embedded/order_log.h"

#include "core/assert.h"
#include "core/base64url.h"
#include "core/thread_name.h"
#include "node/embedded/pass.h"
#include "platform/db/migrations.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <cstring>

namespace stoa::node {
namespace {

constexpr std::size_t kAtOnce = 32;
constexpr std::chrono::milliseconds kPause{250};
constexpr std::chrono::seconds kLookEvery{60}; // at what failed for reasons of our own
constexpr std::chrono::seconds kLookUp{2};
constexpr std::string_view kQueued = "order.queued";

bool isAway(const Error& error)
{
    return error.code == "db.connection_lost" || error.code == "db.commit_in_doubt";
}

// The same key is the same entry, however often it is taken.
Uuid entryOf(const IdempotencyKey& key)
{
    const db::Hash hash = db::Sha256()(std::string(key.codec->operation->name) + '\n' +
                                       key.organisation.text() + '\n' + key.key);
    Uuid id;
    std::memcpy(id.bytes.data(), hash.data(), id.bytes.size());
    return id;
}

template <class Value>
void put(json::object& object, std::string_view name, const std::optional<Value>& id)
{
    if (id) object[name] = id->text();
}

template <class Value>
std::optional<Value> idAt(const json::object& object, std::string_view name)
{
    const auto* text = object.if_contains(name);
    if (text == nullptr) return std::nullopt;
    const auto id = Value::parse(std::string_view(text->as_string()));
    return id ? std::optional(*id) : std::nullopt;
}

json::object writeActor(const Actor& actor)
{
    json::object object{{"kind", static_cast<int>(actor.kind)},
                        {"name", actor.name},
                        {"organisation", actor.organisation.text()},
                        {"workspace", enumText(actor.organisationKind)}};
    put(object, "user", actor.user);
    put(object, "session", actor.session);
    put(object, "apiKey", actor.apiKey);
    return object;
}

// Without permissions: the door has asked for them when the call was taken.
Actor readActor(const json::object& object)
{
    Actor actor;
    actor.kind = static_cast<Actor::Kind>(object.at("kind").as_int64());
    actor.name = object.at("name").as_string();
    actor.organisation = idAt<OrgId>(object, "organisation").value_or(OrgId());
    actor.organisationKind = enumFromText<api::OrganisationKind>(object.at("workspace").as_string())
                                 .value_or(api::OrganisationKind::Seller);
    actor.user = idAt<UserId>(object, "user");
    actor.session = idAt<SessionId>(object, "session");
    actor.apiKey = idAt<ApiKeyId>(object, "apiKey");
    return actor;
}

std::string writeCall(const Pass& pass)
{
    return json::serialize(
        json::object{{"operation", pass.operation.name},
                     {"organisation", pass.organisation->text()},
                     {"key", pass.key->key},
                     {"fingerprint", encodeBase64Url(pass.key->fingerprint)},
                     {"id", pass.id.text()},
                     {"origin", pass.options.origin},
                     {"actor", writeActor(pass.actor)},
                     {"request", json::parse(pass.codec.writeRequest(pass.request))}});
}

// Whether this is the call that was taken over under the key.
bool isSameCall(const journal::Entry& entry, const IdempotencyKey& key)
{
    const json::object call = json::parse(entry.payload).as_object();
    return call.at("fingerprint").as_string() == encodeBase64Url(key.fingerprint);
}

const api::Operation* operationOf(std::string_view name)
{
    for (const api::Operation* operation : api::allOperations()) {
        if (operation->name == name) return operation;
    }
    return nullptr;
}

} // namespace

// A call that was taken over, ready to be run. The entry was sealed by this program, so its form is
// as written; what may have changed since is what the operation accepts.
class OrderLog::Replay {
public:
    static Result<std::unique_ptr<Replay>> of(const journal::Entry& entry, Timestamp now)
    {
        auto replay = std::make_unique<Replay>();
        const json::object call = json::parse(entry.payload).as_object();
        const auto* operation = operationOf(call.at("operation").as_string());
        if (operation == nullptr)
            return fail(ErrorKind::Internal, "order_log.unknown_operation",
                        entry.payload.substr(0, 80));
        const auto& codec = codec::codecOf(*operation);
        STOA_TRY(request, codec.readRequest(call.at("request").as_object(), codec::Source::Json));
        replay->m_request = std::move(request);
        replay->m_options.idempotencyKey = call.at("key").as_string();
        replay->m_options.origin = call.at("origin").as_string();
        replay->m_options.request = idAt<RequestId>(call, "id").value_or(RequestId::make());
        replay->entry = entry.id;
        replay->pass.emplace(Pass{*operation, replay->m_options, codec, replay->m_request.get(),
                                  db::within(operation->deadline), now});
        Pass& pass = *replay->pass;
        pass.actor = readActor(call.at("actor").as_object());
        pass.organisation = idAt<OrgId>(call, "organisation");
        STOA_ASSERT(pass.organisation.has_value());
        pass.key = IdempotencyKey::of(codec, *pass.organisation, pass.actor,
                                      replay->m_options.idempotencyKey, replay->m_request.get());
        return replay;
    }

    Uuid entry;
    std::optional<Pass> pass;

private:
    api::CallOptions m_options;
    std::shared_ptr<void> m_request;
};

OrderLog::OrderLog(Parts parts) : m_parts(parts), m_thread([this] { run(); }) {}

OrderLog::~OrderLog()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_isStopping = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void OrderLog::take(std::span<Pass* const> passes)
{
    std::vector<Pass*> taken;
    std::vector<journal::Entry> entries;
    for (Pass* pass : passes) {
        const bool mayWait = pass->operation.whenAway == api::WhenAway::Queue && pass->key;
        if (!mayWait || pass->reply || !isAway(pass->reply.error())) continue;
        const Uuid id = entryOf(*pass->key);
        auto entry = std::ranges::find(entries, id, &journal::Entry::id);
        if (entry == entries.end()) {
            const auto earlier = m_parts.journal.find(id);
            entries.push_back(earlier ? *earlier : journal::Entry{id, pass->now, writeCall(*pass)});
            entry = entries.end() - 1;
        }
        // Whose a key is that two calls have, only the database knows.
        if (isSameCall(*entry, *pass->key)) taken.push_back(pass);
    }
    if (taken.empty()) return;
    if (const auto kept = m_parts.journal.append(entries); !kept) {
        spdlog::error("orders cannot be kept while the database is away: {}",
                      describe(kept.error()));
        return;
    }
    for (Pass* pass : taken) {
        pass->isQueued = true;
        pass->reply = fail(makeError(ErrorKind::InDoubt, kQueued).after(kAskAgain));
    }
    {
        const std::scoped_lock lock(m_mutex);
        m_hasTaken = true;
    }
    m_wake.notify_all();
}

bool OrderLog::rest(std::chrono::milliseconds pause, bool endsWithWork)
{
    std::unique_lock lock(m_mutex);
    m_wake.wait_for(lock, pause, [&] { return m_isStopping || (endsWithWork && m_hasTaken); });
    m_hasTaken = false;
    return !m_isStopping;
}

void OrderLog::run()
{
    nameThread("stoa-order-log");
    bool isClear = false;
    do {
        isClear = drain();
    } while (isClear ? rest(kLookEvery, true) : rest(kPause, false));
}

bool OrderLog::drain()
{
    const auto epoch = currentEpoch();
    if (!epoch) return false;
    if (m_offeredTo != *epoch) {
        const auto count = m_parts.journal.offerAgain(*epoch);
        if (count > 0)
            spdlog::warn("the database was restored: {} orders are offered again", count);
        m_offeredTo = *epoch;
    }
    std::set<Uuid> stuck;
    while (!isStopping()) {
        const auto entries = m_parts.journal.waiting(kAtOnce, stuck);
        if (entries.empty()) break;
        if (!replay(entries, *epoch, stuck)) return false;
    }
    if (const auto done = m_parts.journal.forget(m_parts.clock.now()); !done)
        spdlog::warn("old segments of the order log stay: {}", describe(done.error()));
    return true;
}

bool OrderLog::replay(const std::vector<journal::Entry>& entries, const std::string& epoch,
                      std::set<Uuid>& stuck)
{
    const auto now = m_parts.clock.now();
    std::vector<std::unique_ptr<Replay>> replays;
    std::map<const api::Operation*, std::vector<Pass*>> due;
    for (const auto& entry : entries) {
        auto replay = Replay::of(entry, now);
        if (!replay) {
            spdlog::error("entry {} of the order log: {}", entry.id.text(),
                          describe(replay.error()));
            stuck.insert(entry.id);
            continue;
        }
        Pass& pass = *(*replay)->pass;
        if (now - entry.at > kPatience) {
            pass.reply = fail(ErrorKind::Refused, "order.waited_too_long");
            if (!m_parts.commands.remember(pass)) return false;
        } else {
            due[&pass.operation].push_back(&pass);
        }
        replays.push_back(std::move(*replay));
    }
    for (const auto& [operation, passes] : due)
        m_parts.commands.run(passes);
    return settle(replays, epoch, stuck);
}

// False when the database has gone away again.
bool OrderLog::settle(const std::vector<std::unique_ptr<Replay>>& replays, const std::string& epoch,
                      std::set<Uuid>& stuck)
{
    std::vector<Uuid> settled;
    bool isAway = false;
    for (const auto& replay : replays) {
        const Pass& pass = *replay->pass;
        if (pass.reply || isDecided(pass.reply.error())) {
            settled.push_back(replay->entry);
            spdlog::info("{} {} {}, after waiting for the database", pass.id.text(),
                         pass.operation.name,
                         pass.reply ? "done" : "refused: " + describe(pass.reply.error()));
        } else if (pass.reply.error().kind == ErrorKind::Internal) {
            spdlog::error("{} {} failed after waiting for the database: {}", pass.id.text(),
                          pass.operation.name, describe(pass.reply.error()));
            stuck.insert(replay->entry);
        } else {
            isAway = true;
        }
    }
    // What cannot be noted is run again, and its key answers.
    if (const auto noted = m_parts.journal.settle(settled, epoch, m_parts.clock.now()); !noted) {
        spdlog::error("the order log cannot be written: {}", describe(noted.error()));
        return false;
    }
    return !isAway;
}

Result<std::string> OrderLog::currentEpoch() const
{
    STOA_TRY(lease, m_parts.pool.acquire(db::within(kLookUp)));
    STOA_TRY(epoch, db::readEpoch(*lease));
    return epoch.text();
}

bool OrderLog::isStopping()
{
    const std::scoped_lock lock(m_mutex);
    return m_isStopping;
}

} // namespace stoa::node
