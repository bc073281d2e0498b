#include "order_history.h"

#include "client.h"
#include "support/in_parallel.h"

#include <csignal>

namespace stoa::test {
namespace {

using namespace std::chrono_literals;

constexpr int kAll = OrderHistory::kClients * OrderHistory::kSteps;
constexpr int kFaults = 5;
constexpr auto kIdle = 6s;   // workers who have got nothing done for so long do not know of it
constexpr auto kLease = 30s; // of a job

// Where links break: while the work is written, and around the commit.
constexpr std::array<std::string_view, 14> kPlaces{"db.commit",
                                                   "db.commit",
                                                   "db.insert_events",
                                                   "door.insert_keys",
                                                   "orders.insert_lines",
                                                   "orders.update_order",
                                                   "ledger.insert_captures",
                                                   "refunds.insert_refund",
                                                   "edits.update_content",
                                                   "payments.insert_edit_payment",
                                                   "payments.update_attempt",
                                                   "payouts.update_payout_attempt",
                                                   "disputes.update_dispute",
                                                   "jobs.complete_job"};
constexpr std::array kCuts{ChaosProxy::Cut::BeforeServer, ChaosProxy::Cut::AfterSend,
                           ChaosProxy::Cut::AfterAnswer};

constexpr db::Statement kAnySession{"test.any_session",
                                    "SELECT pid::bigint FROM pg_stat_activity"
                                    " WHERE backend_type = 'client backend'"
                                    " AND pid <> pg_backend_pid() ORDER BY random() LIMIT 1"};
constexpr db::Statement kOpen{
    "test.open",
    "SELECT (SELECT count(*) FROM payment_attempt WHERE step <> 'settled') AS attempts,"
    " (SELECT count(*) FROM payout_attempt WHERE step <> 'settled') AS payouts,"
    " (SELECT count(*) FROM dispute WHERE action <> 'none') AS disputes,"
    " (SELECT count(*) FROM inbound_event WHERE processed_at IS NULL) AS notices,"
    " (SELECT count(*) FROM job WHERE state = 'running' OR run_at <= $1) AS jobs"};
constexpr db::Statement kOpenRefunds{"test.open_refunds",
                                     "SELECT attempt_id FROM payment_attempt"
                                     " WHERE step <> 'settled' AND attempt_id <> payment_id"};
// The oldest of what is open, for people.
constexpr db::Statement kWhich{
    "test.which",
    "SELECT format('%s %s at %s: %s%s, asked %s times, the last time %s ago, with %s; job %s in %s,"
    " %s, %s', o.kind, o.id, o.provider, o.step, CASE WHEN o.is_sent THEN ', sent' END, o.asked,"
    " $1 - o.changed_at, o.method, j.state, j.run_at - $1, j.attempt, j.last_error) AS text FROM ("
    " SELECT 'attempt' AS kind, attempt_id AS id, provider, step, is_sent, asked, method,"
    " changed_at FROM payment_attempt WHERE step <> 'settled' UNION ALL"
    " SELECT 'payout', payout_id, provider, step, is_sent, asked, account, changed_at"
    " FROM payout_attempt WHERE step <> 'settled') o"
    " LEFT JOIN job j ON j.payload = convert_to(o.id::text, 'UTF8')"
    " ORDER BY o.changed_at LIMIT 1"};
constexpr db::Statement kDead{"test.dead", "SELECT kind, reason, detail FROM job_dead LIMIT 1"};

struct Open {
    std::int64_t attempts = 0;
    std::int64_t payouts = 0;
    std::int64_t disputes = 0;
    std::int64_t notices = 0;
    std::int64_t jobs = 0; // due
    Outside::Untold untold;

    bool operator==(const Open&) const = default;
    bool isNothing() const { return attempts + payouts + disputes + notices + untold.all == 0; }
    // Only time will tell.
    bool isWaiting() const { return jobs + notices + untold.due == 0; }
    std::string text() const
    {
        return std::to_string(attempts) + " attempts, " + std::to_string(payouts) + " payouts, " +
               std::to_string(disputes) + " answers to disputes, " + std::to_string(notices) +
               " notices, " + std::to_string(jobs) + " jobs, " + std::to_string(untold.all) +
               " events untold";
    }
};

// Looks at the truth, past the proxy; a server that is recovering is waited for.
class Observer {
public:
    explicit Observer(const Scene& scene) : m_scene(scene) {}

    template <class... Arguments>
    db::Rows run(const db::Statement& statement, const Arguments&... arguments)
    {
        std::optional<db::Rows> found;
        waitUntil(
            [&] {
                if (!m_connection || !m_connection->isUsable()) {
                    auto opened = db::Connection::open(m_scene.database, db::within(1h));
                    if (!opened) return false;
                    m_connection = std::move(*opened);
                }
                if (auto rows = m_connection->run(statement, arguments...))
                    found.emplace(std::move(*rows));
                return found.has_value();
            },
            60s);
        STOA_ASSERT(found);
        return std::move(*found);
    }

private:
    const Scene& m_scene;
    std::unique_ptr<db::Connection> m_connection;
};

Open openOf(const Scene& scene, Observer& observer)
{
    const auto rows = observer.run(kOpen, scene.outside.clock().now());
    const auto row = rows.single();
    return {row.get<std::int64_t>("attempts"), row.get<std::int64_t>("payouts"),
            row.get<std::int64_t>("disputes"), row.get<std::int64_t>("notices"),
            row.get<std::int64_t>("jobs"),     scene.outside.untold()};
}

// Until only time will tell, or nobody gets anything done any more: false.
bool workIsDone(const Scene& scene, Observer& observer)
{
    for (Open before = openOf(scene, observer);;) {
        Open now = before;
        const auto hasChanged = [&] {
            now = openOf(scene, observer);
            return now != before || now.isNothing() || now.isWaiting();
        };
        if (!waitUntil(hasChanged, kIdle)) return false;
        if (now.isNothing() || now.isWaiting()) return true;
        before = now;
    }
}

std::string whichIn(const Scene& scene, Observer& observer)
{
    const auto rows = observer.run(kWhich, scene.outside.clock().now());
    return rows.empty() ? std::string() : "; " + rows[0].get<std::string>("text");
}

// A session that dies takes the whole server with it, which recovers from its log; one that stops
// holds what it holds.
void strike(const Scene& scene, bool isDeadly)
{
    const auto rows = Observer(scene).run(kAnySession);
    if (rows.empty()) return;
    const auto pid = static_cast<pid_t>(rows[0].get<std::int64_t>("pid"));
    if (isDeadly) {
        ::kill(pid, SIGKILL);
        return;
    }
    ::kill(pid, SIGSTOP);
    waitUntil([] { return false; }, 100ms); // that is the fault: nothing brings it to an end sooner
    ::kill(pid, SIGCONT);
}

} // namespace

OrderHistory::OrderHistory(const Scene& scene, std::uint64_t seed) : m_scene(scene), m_notes(seed)
{}

std::vector<std::string> OrderHistory::run()
{
    std::jthread breaking([this] { breakThings(); });
    inParallel(kClients, [this](std::size_t number) {
        Client client(m_scene, m_notes, static_cast<int>(number));
        for (int step = 0; step < kSteps; ++step) {
            client.step();
            ++m_steps;
        }
    });
    breaking.join();
    settle();
    check();
    return m_notes.problems();
}

// A fault every few steps; the last one may never find its place.
void OrderHistory::breakThings()
{
    Random random(m_notes.seed());
    for (int i = 0; i < kFaults; ++i) {
        const int from = m_steps;
        const auto until = from + random.between(1, 2 * kAll / kFaults);
        waitUntil([&] { return m_steps >= until || m_steps == kAll; }, 60s);
        if (m_steps == kAll) return;
        breakOne(random);
    }
}

void OrderHistory::breakOne(Random& random)
{
    if (random.chance(0.1)) return strike(m_scene, random.chance(0.5));
    const auto place = static_cast<std::size_t>(random.between(0, kPlaces.size() - 1));
    const auto cut = static_cast<std::size_t>(random.between(0, kCuts.size() - 1));
    m_scene.proxy.cutAt(std::string(kPlaces[place]), kCuts[cut]);
}

// Everybody is well again, and time goes by whenever there is nothing to do at the moment.
void OrderHistory::settle()
{
    m_scene.proxy.cutAt({}, ChaosProxy::Cut::BeforeServer);
    m_scene.outside.calm();
    Observer observer(m_scene);
    const auto placed = m_notes.placed();
    for (Open open = openOf(m_scene, observer); !open.isNothing();
         open = openOf(m_scene, observer)) {
        if (m_doubt >= kMostDoubt) {
            return m_notes.complain("in doubt: " + open.text() + whichIn(m_scene, observer));
        }
        const auto refunds = observer.run(kOpenRefunds);
        for (const auto& row : refunds)
            m_scene.outside.decideRefund(row.get<Uuid>("attempt_id"), "succeeded");
        letPass(1s);
        // Whatever happens wakes the workers, who else look again within a second of their own.
        if (!placed.empty()) {
            const Placed& any = placed.front();
            const api::AddOrderNote note{any.request.seller, any.order, "Any news?"};
            askUntilDefinite(m_scene.node, m_scene.admin, Uuid::makeV7().text(), note);
        }
        // Perhaps nobody is at it: a claim whose answer was lost ends with its lease.
        if (!workIsDone(m_scene, observer)) letPass(kLease);
    }
    const auto dead = observer.run(kDead);
    if (!dead.empty()) {
        m_notes.complain("given up: " + dead[0].get<std::string>("kind") + ", " +
                         dead[0].get<std::string>("reason") + ", " +
                         dead[0].get<std::string>("detail"));
    }
}

void OrderHistory::letPass(std::chrono::seconds span)
{
    m_scene.outside.pass(span);
    m_doubt += span;
}

// Every buyer has the order that was acknowledged, and no other.
void OrderHistory::check()
{
    const auto ordersOf = [this](const Placed& placed) {
        api::ListOrders list;
        list.seller = placed.request.seller;
        list.text = placed.request.buyer.email.value;
        Result<Page<api::OrderRow>> page = fail(ErrorKind::Internal, "test.not_asked");
        waitUntil(
            [&] {
                page = call(m_scene.node, m_scene.admin, list);
                return page.has_value();
            },
            kPatience);
        auto rows = must(std::move(page)).items;
        std::erase_if(rows, [&](const api::OrderRow& row) {
            return row.buyerEmail != placed.request.buyer.email.value; // the same words, reordered
        });
        return rows;
    };
    for (const Placed& placed : m_notes.placed()) {
        const auto found = ordersOf(placed);
        if (found.size() != 1 || found[0].id != placed.order) {
            m_notes.complain(placed.order.text() + ": acknowledged, and there are " +
                             std::to_string(found.size()));
        }
    }
    for (const Placed& refused : m_notes.refused()) {
        if (!ordersOf(refused).empty())
            m_notes.complain(refused.key + ": there is one, though refused: " + refused.why);
    }
}

} // namespace stoa::test
