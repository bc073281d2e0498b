#include "platform/sandbox_pay/bank.h"

#include "platform/sandbox_pay/json_fields.h"

#include <charconv>

namespace stoa::sandbox_pay {
namespace {

constexpr std::size_t kMostLines = 100;
constexpr std::int64_t kLongestBackOff = 3600;
constexpr std::chrono::hours kLongestAdvance{24 * 366};

std::vector<std::string> split(std::string_view path)
{
    std::vector<std::string> parts;
    while (!path.empty()) {
        const auto slash = path.find('/');
        if (slash != 0) parts.emplace_back(path.substr(0, slash));
        path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
    }
    return parts;
}

std::optional<json::object> parsed(std::string_view text)
{
    boost::system::error_code failed;
    json::value value = json::parse(json::string_view(text.data(), text.size()), failed);
    if (failed || !value.is_object()) return std::nullopt;
    return std::move(value.get_object());
}

int statusOf(ErrorKind kind)
{
    if (kind == ErrorKind::NotFound) return 404;
    if (kind == ErrorKind::Conflict) return 409;
    if (kind == ErrorKind::Stale) return 422;
    if (kind == ErrorKind::Unavailable) return 507;
    return 400;
}

Answer refusal(const Error& error)
{
    return {statusOf(error.kind), json::serialize(json::object{{"error", error.code}})};
}

std::int64_t integer(std::string_view text)
{
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

// What an event says of its object.
json::object eventOf(const json::object& object, std::string_view what, std::int64_t number,
                     Timestamp now)
{
    const std::string kind = textIn(object, "kind"); // "payments"
    json::object event;
    event["kind"] = "events";
    event["id"] = "evt_" + std::to_string(number);
    event["type"] = kind.substr(0, kind.size() - 1) + '.' + std::string(what);
    event["created"] = now.micros();
    event["data"] = json::object{{"id", object.at("id")}, {"attempt", textIn(object, "attempt")}};
    return event;
}

} // namespace

Result<std::unique_ptr<Bank>> Bank::open(const std::filesystem::path& folder, bool hasListener)
{
    std::unique_ptr<Bank> bank(new Bank(hasListener));
    const auto file = folder / "bank.log";
    STOA_CHECK(Journal::read(file, [&](std::string_view line) { bank->replay(line); }));
    STOA_TRY(journal, Journal::create(file, bank->snapshot()));
    bank->m_journal.emplace(std::move(journal));
    return bank;
}

void Bank::replay(std::string_view line)
{
    const auto record = parsed(line);
    if (!record) return;
    if (const auto* puts = record->if_contains("put"); puts != nullptr && puts->is_array()) {
        for (const json::value& each : puts->get_array()) {
            if (each.is_object()) keep(each.get_object());
        }
    }
    const std::string key = textIn(*record, "key");
    if (!key.empty()) m_keys[key] = {textIn(*record, "fingerprint"), textIn(*record, "body")};
}

std::vector<std::string> Bank::snapshot() const
{
    std::vector<std::string> lines;
    const auto add = [&lines](const Object& object) {
        lines.push_back(json::serialize(Object{{"put", json::array{object}}}));
    };
    for (const auto& [id, object] : m_objects)
        add(object);
    for (const auto& [number, line] : m_balance)
        add(line);
    for (const auto& [id, event] : m_events)
        add(event);
    for (const auto& [key, kept] : m_keys) {
        lines.push_back(json::serialize(
            Object{{"key", key}, {"fingerprint", kept.fingerprint}, {"body", kept.body}}));
    }
    return lines;
}

void Bank::keep(const Object& object)
{
    const std::string kind = textIn(object, "kind");
    const std::string id = textIn(object, "id");
    m_number = std::max(m_number, numberIn(object, "number"));
    if (kind == "balance_lines") {
        m_balance[numberIn(object, "number")] = object;
        m_available[textIn(object, "currency")] +=
            numberIn(object, "amount") - numberIn(object, "fee");
        return;
    }
    if (kind == "events") {
        if (flagIn(object, "done"))
            m_events.erase(id);
        else
            m_events[id] = object;
        return;
    }
    if (kind == "clock") m_ahead = numberIn(object, "ahead");
    m_objects[id] = object;
    const std::string attempt = textIn(object, "attempt");
    if (!attempt.empty()) m_byAttempt[kind + ' ' + attempt] = id;
    m_undecided.erase(id);
    if (const auto at = numberIn(object, "decide_at"); at != 0) m_undecided[id] = at;
}

Done Bank::commit(const Change& change, const Request* request, const std::string& body)
{
    Object record;
    json::array puts;
    for (const Object& object : change.puts)
        puts.push_back(object);
    record["put"] = std::move(puts);
    if (request != nullptr) {
        record["key"] = request->key;
        record["fingerprint"] = request->path + ' ' + request->body;
        record["body"] = body;
    }
    STOA_CHECK(m_journal->append(json::serialize(record)));
    for (const Object& object : change.puts)
        keep(object);
    if (request != nullptr) m_keys[request->key] = {request->path + ' ' + request->body, body};
    return {};
}

Answer Bank::handle(const Request& request, Timestamp now)
{
    const std::scoped_lock lock(m_mutex);
    decideWhatIsDue(now);
    const Fault fault = faultOf(request);
    if (fault.word == "500_before") return {500, "{}"};
    Answer reply = answer(request, fault, now);
    if (fault.word == "500_after") return {500, "{}"};
    if (fault.word == "drop_after") reply.silence = Silence::Drop;
    if (fault.word == "timeout_after") reply.silence = Silence::Hold;
    if (fault.word == "slow") reply.delay = fault.delay;
    return reply;
}

// The request's own, or the first that was planned for its path.
Bank::Fault Bank::faultOf(const Request& request)
{
    if (!request.fault.empty()) {
        const auto equals = request.fault.find('=');
        Fault fault{request.fault.substr(0, equals)};
        if (equals != std::string::npos) {
            fault.delay = std::chrono::milliseconds(
                integer(std::string_view(request.fault).substr(equals + 1)));
        }
        return fault;
    }
    for (PlannedFault& planned : m_faults) {
        if (planned.left == 0 || !request.path.starts_with(planned.path)) continue;
        if (request.path.starts_with("/v1/faults")) continue;
        --planned.left;
        return planned.fault;
    }
    return {};
}

Answer Bank::answer(const Request& request, const Fault& fault, Timestamp now)
{
    if (request.method == "GET") return get(request, now);
    if (request.method == "POST") return post(request, fault, now);
    return {405, R"({"error":"method_not_allowed"})"};
}

Answer Bank::post(const Request& request, const Fault& fault, Timestamp now)
{
    const auto error = [](ErrorKind kind, std::string_view word) {
        return refusal(makeError(kind, word));
    };
    if (request.key.empty() || request.key.size() > 255) {
        return error(ErrorKind::Invalid, "idempotency_key_missing");
    }
    if (const auto kept = m_keys.find(request.key); kept != m_keys.end()) {
        const bool isSame = kept->second.fingerprint == request.path + ' ' + request.body;
        return isSame ? Answer{200, kept->second.body}
                      : error(ErrorKind::Stale, "idempotency_key_reused");
    }
    const auto body = parsed(request.body.empty() ? "{}" : request.body);
    if (!body) return error(ErrorKind::Invalid, "malformed");
    if (m_objects.size() + m_keys.size() >= kMaxObjects) {
        return error(ErrorKind::Unavailable, "full");
    }
    Change change{now};
    change.isDeclined = fault.word == "decline";
    const auto reply = dispatch(change, split(request.path), *body);
    if (!reply) return refusal(reply.error());
    const std::string text = json::serialize(*reply);
    if (const auto done = commit(change, &request, text); !done) return {500, "{}"};
    return {200, text};
}

Bank::Reply Bank::dispatch(Change& change, const std::vector<std::string>& path, const Object& body)
{
    if (path.size() < 2 || path.size() > 4 || path[0] != "v1") {
        return fail(ErrorKind::NotFound, "not_found");
    }
    const std::string& kind = path[1];
    if (path.size() == 2) {
        if (kind == "payments") return pay(change, body);
        if (kind == "refunds") return refund(change, body);
        if (kind == "transfers") return transfer(change, body);
        if (kind == "reversals") return reverse(change, body);
        if (kind == "payouts") return payOut(change, body);
        if (kind == "disputes") return dispute(change, body);
        return administer(change, path, body);
    }
    if (path.size() == 4) {
        STOA_TRY(object, find(kind, path[2]));
        if (kind == "payments" && path[3] == "capture") return capture(change, std::move(object));
        if (kind == "payments" && path[3] == "cancel") return cancel(change, std::move(object));
        if (kind == "disputes" && path[3] == "evidence") {
            return answerDispute(change, std::move(object), body);
        }
        if (kind == "disputes" && path[3] == "accept") {
            return decide(change, std::move(object), "lost");
        }
    }
    return fail(ErrorKind::NotFound, "not_found");
}

Bank::Reply Bank::administer(Change& change, const std::vector<std::string>& path,
                             const Object& body)
{
    if (path[1] == "faults") return planFault(body);
    if (path[1] == "webhook_faults") return m_webhookFaults = body;
    if (path[1] == "clock") return advance(change, body);
    if (path[1] == "decisions") {
        const auto at = m_objects.find(textIn(body, "id"));
        if (at == m_objects.end()) return fail(ErrorKind::NotFound, "not_found");
        return decide(change, at->second, textIn(body, "status"));
    }
    return fail(ErrorKind::NotFound, "not_found");
}

Bank::Reply Bank::planFault(const Object& body)
{
    constexpr std::size_t kMostPlanned = 1000;
    const bool isNone = textIn(body, "fault") == "none";
    if (isNone || m_faults.size() >= kMostPlanned) m_faults.clear();
    if (isNone) return Object{{"planned", 0}};
    m_faults.push_back({textIn(body, "path"),
                        {textIn(body, "fault"), std::chrono::milliseconds(numberIn(body, "ms"))},
                        std::max<std::int64_t>(1, numberIn(body, "count"))});
    return Object{{"planned", std::ssize(m_faults)}};
}

Bank::Reply Bank::advance(Change& change, const Object& body)
{
    const auto by = std::chrono::milliseconds(numberIn(body, "advance_ms"));
    if (by.count() <= 0 || by > kLongestAdvance) return fail(ErrorKind::Invalid, "bad_time");
    Object clock{{"kind", "clock"}, {"id", "clock"}, {"ahead", (ahead() + by).count()}};
    change.puts.push_back(clock);
    return clock;
}

Answer Bank::get(const Request& request, Timestamp now) const
{
    const auto path = split(request.path);
    const Answer absent = refusal(makeError(ErrorKind::NotFound, "not_found"));
    if (path.size() < 2 || path[0] != "v1") return absent;
    const auto asked = [&request](const char* name) {
        const auto at = request.query.find(name);
        return at == request.query.end() ? std::string() : at->second;
    };
    if (path.size() == 3) {
        const auto object = find(path[1], path[2]);
        return object ? Answer{200, json::serialize(*object)} : absent;
    }
    if (path[1] == "health") {
        const auto due = std::ranges::count_if(m_events, [now](const auto& each) {
            return numberIn(each.second, "due") <= now.micros();
        });
        return {200, json::serialize(
                         Object{{"status", "ok"}, {"undelivered", m_events.size()}, {"due", due}})};
    }
    if (path[1] != "balance_lines") {
        const auto at = m_byAttempt.find(path[1] + ' ' + asked("attempt"));
        return at == m_byAttempt.end() ? absent
                                       : Answer{200, json::serialize(m_objects.at(at->second))};
    }
    const auto limit = std::clamp<std::int64_t>(integer(asked("limit")), 1, kMostLines);
    const std::string after = asked("after"); // "bal_17"
    auto line = after.size() > 4 ? m_balance.lower_bound(integer(std::string_view(after).substr(4)))
                                 : m_balance.end();
    const std::int64_t from = integer(asked("from"));
    const std::string to = asked("to");
    json::array items;
    bool hasMore = false;
    while (line != m_balance.begin() && !hasMore) {
        const Object& found = (--line)->second;
        const auto created = numberIn(found, "created");
        if (created < from) break; // the others are older
        if (!to.empty() && created >= integer(to)) continue;
        hasMore = std::ssize(items) == limit;
        if (!hasMore) items.push_back(found);
    }
    return {200, json::serialize(Object{{"items", std::move(items)}, {"has_more", hasMore}})};
}

std::vector<Delivery> Bank::takeDue(Timestamp now)
{
    constexpr std::size_t kMostAtOnce = 100;
    const std::scoped_lock lock(m_mutex);
    decideWhatIsDue(now);
    std::vector<Delivery> due;
    for (const auto& [id, event] : m_events) {
        if (numberIn(event, "due") > now.micros() || m_underWay[id]) continue;
        m_underWay[id] = true;
        Object shown;
        for (const char* member : {"id", "type", "created", "data"})
            shown[member] = event.at(member);
        due.push_back({id, json::serialize(shown)});
        if (due.size() == kMostAtOnce) break;
    }
    return due;
}

void Bank::settle(const std::string& id, bool isDelivered, Timestamp now)
{
    const std::scoped_lock lock(m_mutex);
    m_underWay.erase(id);
    const auto at = m_events.find(id);
    if (at == m_events.end()) return;
    Object event = at->second;
    const std::int64_t tries = numberIn(event, "tries") + 1;
    const std::int64_t copies = numberIn(event, "copies");
    event["tries"] = isDelivered ? 0 : tries;
    event["copies"] = isDelivered ? copies - 1 : copies;
    event["done"] = isDelivered ? copies <= 1 : tries >= kMaxTries;
    const auto pause = std::min<std::int64_t>(std::int64_t{1} << tries, kLongestBackOff);
    if (!isDelivered) event["due"] = (now + std::chrono::seconds(pause)).micros();
    Change change{now};
    change.puts.push_back(std::move(event));
    static_cast<void>(commit(change, nullptr, {})); // else it is delivered once more
}

Result<Bank::Object> Bank::find(std::string_view kind, const std::string& id) const
{
    const auto at = m_objects.find(id);
    const bool isThere = at != m_objects.end() && textIn(at->second, "kind") == kind;
    if (!isThere) return fail(ErrorKind::NotFound, "not_found");
    return at->second;
}

// Every other event waits a second with `reorder`, so that the next one is faster.
void Bank::put(Change& change, Object object, std::string_view what)
{
    if (!m_hasListener) return change.puts.push_back(std::move(object));
    Object event = eventOf(object, what, ++m_number, change.now);
    event["number"] = m_number;
    std::int64_t due = change.now.micros() + numberIn(m_webhookFaults, "delay_ms") * 1000;
    if (flagIn(m_webhookFaults, "reorder") && m_number % 2 == 1) due += 1'000'000;
    event["due"] = due;
    event["copies"] = std::max<std::int64_t>(1, numberIn(m_webhookFaults, "copies"));
    change.puts.push_back(std::move(event));
    change.puts.push_back(std::move(object));
}

void Bank::decideWhatIsDue(Timestamp now)
{
    std::vector<std::string> due;
    for (const auto& [id, at] : m_undecided) {
        if (at <= now.micros()) due.push_back(id);
    }
    for (const std::string& id : due) {
        Change change{now};
        const Object object = m_objects.at(id);
        if (!decide(change, object, textIn(object, "decide_to"))) continue;
        static_cast<void>(commit(change, nullptr, {})); // else it is decided later
    }
}

} // namespace stoa::sandbox_pay
