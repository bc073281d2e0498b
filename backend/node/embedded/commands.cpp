#include "node/embedded/commands.h"

#include "core/assert.h"
#include "node/embedded/door_sql.h"
#include "node/embedded/pass.h"
#include "platform/db/errors.h"
#include "platform/db/transaction.h"

#include <spdlog/spdlog.h>

#include <deque>
#include <set>

namespace stoa::node {
namespace {

constexpr int kMaxAttempts = 5; // of a transaction that lost against another one

// The audit rows of one transaction; sessions have their events instead.
class NewAudits {
public:
    void add(const Pass& pass, std::string_view target, std::string_view outcome)
    {
        if (!pass.organisation) return;
        m_rows.put(*pass.organisation, AuditId::make(), pass.now, pass.actor.user, pass.actor.name,
                   pass.operation.name, target, pass.id.text(), outcome,
                   pass.codec.auditRequest(pass.request));
    }

    void send(db::Connection& connection) const { connection.defer(m_rows); }

private:
    db::RowSet m_rows{door::sql::kInsertAudits};
};

// Whether the answer is a refusal that the key will give from now on. What may be waiting in a log,
// here or on another node, must not be decided otherwise later than its caller was told.
bool isKept(const api::Operation& operation, const Result<std::shared_ptr<void>>& reply)
{
    if (reply) return false;
    const Error& error = reply.error();
    return error.kind == ErrorKind::Refused ||
           (operation.whenAway == api::WhenAway::Queue && isDecided(error));
}

// What the callers of a transaction that failed are told. It has written nothing; what another one
// stood in the way of, and a lost link left untried, is no decision about them.
Error answerTo(const Error& error, bool isUsable)
{
    if (isKeyHeld(error) || isKeyTaken(error)) return inProgress();
    if (!isUsable && error.kind == ErrorKind::Conflict)
        return makeError(ErrorKind::Unavailable, "db.connection_lost", error.detail);
    return error;
}

std::vector<const IdempotencyKey*> keysOf(const std::vector<Pass*>& passes)
{
    std::vector<const IdempotencyKey*> keys;
    for (const Pass* pass : passes) {
        if (pass->key) keys.push_back(&*pass->key);
    }
    return keys;
}

void answerFromMemory(Pass& pass, const Memory& memory)
{
    pass.reply = replay(*pass.key, memory);
    pass.json = textOf(memory);
    pass.isReplayed = true;
}

} // namespace

// One attempt at one transaction.
class Commands::Round {
public:
    Round(const Parts& parts, db::Connection& connection, const std::vector<Pass*>& passes)
        : m_parts(parts),
          m_connection(connection),
          m_passes(passes),
          m_reads(connection),
          m_isBatch(parts.handlers.findBatch(passes.front()->operation) != nullptr)
    {}

    // An error is the transaction's, and nobody of working() has an answer.
    Done run()
    {
        db::Transaction transaction(m_connection);
        m_connection.defer(door::sql::kPlanForKeys, m_isBatch ? "force_generic_plan" : "auto");
        STOA_CHECK(readAll());
        if (m_working.empty()) return {};
        STOA_CHECK(work());
        if (!m_isBatch && !m_calls.front().reply && !m_units.front().keepsWrites()) {
            transaction.rollback();
            adopt();
            noteRefusal(*m_working.front());
            return {};
        }
        m_connection.sendAhead();
        writeAnswers();
        m_connection.sendAhead();
        std::vector<const Unit*> units;
        for (const Unit& unit : m_units)
            units.push_back(&unit);
        STOA_TRY(events, appendRaised(m_connection, units, m_heads));
        STOA_CHECK(transaction.commit());
        adopt();
        if (!events.empty()) m_parts.publish(events);
        return {};
    }

    const std::vector<Pass*>& working() const { return m_working; }
    // Calls whose key another call of this round has; they ask again.
    const std::vector<Pass*>& repeats() const { return m_repeats; }
    bool isBatch() const { return m_isBatch; }

private:
    // What was answered before and, of a batch, what its decisions need, in one round trip.
    Done readAll()
    {
        const Recall recall(m_reads, keysOf(m_passes), m_passes.front()->now);
        std::optional<db::HeadLocks> locks;
        if (m_isBatch) {
            makeBatch();
            if (m_batch->hasAllLocks()) locks.emplace(m_reads, organisations());
        }
        STOA_CHECK(m_reads.run());
        split(recall.memories(m_reads, m_connection));
        if (locks) m_heads = locks->heads(m_reads);
        return {};
    }

    void makeBatch()
    {
        std::vector<ErasedWish> wishes;
        for (const Pass* pass : m_passes)
            wishes.push_back({*pass->organisation, pass->request});
        const auto& operation = m_passes.front()->operation;
        m_batch = (*m_parts.handlers.findBatch(operation))(m_reads, wishes);
    }

    std::set<Uuid> organisations() const
    {
        std::set<Uuid> all;
        for (const Pass* pass : m_passes)
            all.insert(pass->organisation->uuid());
        return all;
    }

    // Those that were answered before, those that have the key of another, those to work on.
    void split(const Memories& memories)
    {
        std::set<std::pair<OrgId, std::string>> taken;
        for (Pass* pass : m_passes) {
            const auto memory = pass->key ? memories.find(pass->key->name()) : memories.end();
            if (memory != memories.end())
                answerFromMemory(*pass, memory->second);
            else if (pass->key && !taken.insert(pass->key->name()).second)
                m_repeats.push_back(pass);
            else
                m_working.push_back(pass);
        }
    }

    Done work()
    {
        for (const Pass* pass : m_working) {
            m_units.emplace_back(m_connection,
                                 Unit::Context{pass->actor, pass->organisation, pass->id, pass->now,
                                               pass->options.origin});
            m_calls.push_back({m_units.back(), pass->request});
        }
        if (m_isBatch) return m_batch->decide(m_reads, m_calls);
        const auto* handler = m_parts.handlers.find(m_working.front()->operation);
        STOA_ASSERT(handler != nullptr && m_calls.size() == 1);
        m_calls.front().reply = (*handler)(m_units.front(), m_calls.front().request);
        return {};
    }

    void writeAnswers()
    {
        NewMemories memories;
        NewAudits audits;
        m_texts.resize(m_calls.size());
        for (std::size_t i = 0; i < m_calls.size(); ++i) {
            const Pass& pass = *m_working[i];
            const auto& reply = m_calls[i].reply;
            const bool isRefused = isKept(pass.operation, reply);
            if (!reply && !isRefused && !m_units[i].keepsWrites()) continue;
            audits.add(pass, m_units[i].auditTarget(), reply ? "done" : reply.error().code);
            if (!pass.key) continue;
            if (reply) m_texts[i] = memories.add(*pass.key, reply->get(), pass.now);
            if (isRefused) memories.add(*pass.key, reply.error(), pass.now);
        }
        audits.send(m_connection);
        memories.send(m_connection);
    }

    void adopt()
    {
        for (std::size_t i = 0; i < m_calls.size(); ++i) {
            Pass& pass = *m_working[i];
            pass.isRemembered = m_isBatch && isKept(pass.operation, m_calls[i].reply);
            pass.reply = std::move(m_calls[i].reply);
            if (!m_texts.empty()) pass.json = std::move(m_texts[i]);
        }
    }

    // After the transaction of what was refused has been rolled back.
    void noteRefusal(Pass& pass)
    {
        if (!isKept(pass.operation, pass.reply) || !m_connection.isUsable()) return;
        const auto done = rememberRefusal(m_connection, pass);
        if (!done && !isKeyTaken(done.error())) {
            spdlog::warn("{}: the refusal was answered but not recorded: {}", pass.operation.name,
                         describe(done.error()));
        }
    }

    const Parts& m_parts;
    db::Connection& m_connection;
    const std::vector<Pass*>& m_passes;
    db::Pipeline m_reads;
    const bool m_isBatch;
    std::unique_ptr<ErasedBatchWork> m_batch;
    db::LogHeads m_heads; // of a batch that has all its locks
    std::vector<Pass*> m_working;
    std::vector<Pass*> m_repeats;
    std::deque<Unit> m_units; // of m_working, in their order
    std::vector<ErasedSubmission> m_calls;
    std::vector<std::string> m_texts; // of the replies that are stored
};

void Commands::run(const std::vector<Pass*>& passes) const
{
    STOA_ASSERT(!passes.empty());
    const Pass* last =
        *std::ranges::max_element(passes, {}, [](const Pass* pass) { return pass->deadline; });
    const auto lease = m_parts.pool.acquire(last->deadline);
    if (!lease) {
        for (Pass* pass : passes)
            pass->reply = fail(lease);
        return;
    }
    decide(**lease, passes, 1);
    recallErrors(**lease, passes);
}

void Commands::decide(db::Connection& connection, const std::vector<Pass*>& passes, int tries) const
{
    if (passes.empty()) return;
    Round round(m_parts, connection, passes);
    const Done done = round.run();
    if (done) return decide(connection, round.repeats(), 1);

    const Error& error = done.error();
    const auto& working = round.working();
    // A batch's rows have names that others may have taken by chance; new ones are made each time.
    const bool isChance = round.isBatch() && tries == 1 && !db::constraintOf(error).empty();
    const bool mayRepeat = db::isSerialization(error) || isKeyTaken(error);
    const bool isOver = !connection.isUsable() || error.kind == ErrorKind::InDoubt ||
                        error.code == "db.connection_lost";
    if (!isOver && tries < kMaxAttempts && (mayRepeat || (isChance && working.size() == 1))) {
        std::vector<Pass*> again = working;
        again.insert(again.end(), round.repeats().begin(), round.repeats().end());
        return decide(connection, again.empty() ? passes : again, tries + 1);
    }
    if (!isOver && working.size() > 1) {
        for (Pass* pass : working)
            decide(connection, {pass}, 1);
        return decide(connection, round.repeats(), 1);
    }
    const Error answer = answerTo(error, connection.isUsable());
    for (Pass* pass : working.empty() ? passes : working)
        pass->reply = fail(answer);
    for (Pass* pass : round.repeats())
        pass->reply = fail(answer);
}

Done Commands::remember(Pass& pass) const
{
    STOA_ASSERT(!pass.reply);
    STOA_TRY(lease, m_parts.pool.acquire(pass.deadline));
    const auto done = rememberRefusal(*lease, pass);
    return done || isKeyTaken(done.error()) ? Done() : done;
}

Done Commands::rememberRefusal(db::Connection& connection, Pass& pass)
{
    if (!pass.organisation) return {};
    db::Transaction transaction(connection);
    NewMemories memories;
    NewAudits audits;
    audits.add(pass, {}, pass.reply.error().code);
    if (pass.key) memories.add(*pass.key, pass.reply.error(), pass.now);
    audits.send(connection);
    memories.send(connection);
    const auto done = transaction.commit();
    pass.isRemembered = done.has_value();
    return done;
}

void Commands::recallErrors(db::Connection& connection, const std::vector<Pass*>& passes)
{
    std::vector<Pass*> doubtful;
    for (Pass* pass : passes) {
        if (pass->reply || !pass->key || pass->isReplayed || pass->isRemembered) continue;
        const ErrorKind kind = pass->reply.error().kind;
        if (kind == ErrorKind::Conflict || kind == ErrorKind::Stale ||
            kind == ErrorKind::NotFound || kind == ErrorKind::Refused)
            doubtful.push_back(pass);
    }
    if (doubtful.empty() || !connection.isUsable()) return;
    db::Pipeline reads(connection);
    const Recall recall(reads, keysOf(doubtful), doubtful.front()->now);
    if (!reads.run()) return; // the error stands; asking again with the key will tell
    const auto memories = recall.memories(reads, connection);
    for (Pass* pass : doubtful) {
        const auto memory = memories.find(pass->key->name());
        if (memory != memories.end()) answerFromMemory(*pass, memory->second);
    }
}

} // namespace stoa::node
