#include "domain/payments/webhooks.h"

#include "core/text.h"
#include "domain/payments/attempts.h"
#include "domain/payments/payments_sql.h"
#include "platform/jobs/jobs.h"

namespace stoa::payments {
namespace {

using gateways::NoticeKind;

constexpr std::size_t kMaxType = 100;
constexpr Duration kKept = std::chrono::hours(24 * 30);

struct Word {
    NoticeKind kind;
    std::string_view word;
};
constexpr std::array kWords{
    Word{NoticeKind::Payment, "payment"},   Word{NoticeKind::Refund, "refund"},
    Word{NoticeKind::Dispute, "dispute"},   Word{NoticeKind::PayOut, "pay_out"},
    Word{NoticeKind::Transfer, "transfer"},
};

std::string_view wordOf(NoticeKind kind)
{
    return std::find_if(kWords.begin(), kWords.end(),
                        [kind](const Word& each) { return each.kind == kind; })
        ->word;
}

} // namespace

Result<Nothing> handle(Unit& unit, const api::ReceiveWebhook& request, const Providers& providers)
{
    const auto* provider = providers.findProvider(request.provider.value);
    if (provider == nullptr) {
        return fail(makeError(ErrorKind::NotFound, "webhook.unknown_provider")
                        .with("provider", request.provider.value));
    }
    STOA_TRY(notice, provider->readNotice(request.signature.value, request.body.value, unit.now()));
    const bool isStorable = notice.event.size() <= gateways::kMaxReference &&
                            notice.reference.size() <= gateways::kMaxReference &&
                            isValidUtf8(notice.event) && isValidUtf8(notice.reference);
    if (!isStorable) return fail(ErrorKind::Invalid, "webhook.malformed");
    const std::string type(clipped(notice.type, kMaxType));
    if (type.empty()) {
        return fail(makeError(ErrorKind::Refused, "webhook.unknown_event").with("type", type));
    }
    STOA_TRY(added,
             unit.db().run(sql::kInsertInbound, provider->name(), notice.event, type,
                           wordOf(notice.kind), notice.reference, notice.attempt, unit.now()));
    const auto row = added.optional();
    if (!row) return Nothing{}; // it came before
    jobs::NewJob job;
    job.org = row->get<Uuid>("org_id");
    job.queue = kAttemptQueue;
    job.kind = kWebhookKind;
    job.payload = std::string(provider->name()) + ' ' + notice.event;
    job.importance = jobs::Importance::Critical;
    STOA_CHECK(jobs::enqueue(unit.db(), {&job, 1}, unit.now()));
    return Nothing{};
}

Result<std::optional<Inbound>> findInbound(db::Connection& connection, OrgId marketplace,
                                           std::string_view payload)
{
    const auto space = payload.find(' ');
    if (space == std::string_view::npos) return fail(ErrorKind::Invalid, "webhook.malformed");
    STOA_TRY(rows, connection.run(sql::kSelectInbound, marketplace, payload.substr(0, space),
                                  payload.substr(space + 1)));
    const auto row = rows.optional();
    if (!row) return std::optional<Inbound>();
    Inbound inbound;
    inbound.provider = payload.substr(0, space);
    inbound.event = payload.substr(space + 1);
    const auto word = row->get<std::string>("kind");
    for (const Word& each : kWords) {
        if (each.word == word) inbound.kind = each.kind;
    }
    inbound.reference = row->get<std::string>("reference");
    inbound.attempt = row->get<std::optional<Uuid>>("attempt_id");
    inbound.organisation = row->get<std::optional<OrgId>>("attempt_org_id");
    return std::optional(std::move(inbound));
}

Done markProcessed(db::Connection& connection, OrgId marketplace, const Inbound& inbound,
                   Timestamp now)
{
    STOA_CHECK(
        connection.run(sql::kMarkInbound, marketplace, inbound.provider, inbound.event, now));
    return {};
}

Result<std::size_t> forgetInbound(db::Connection& connection, OrgId marketplace, Timestamp now,
                                  int most)
{
    STOA_TRY(rows, connection.run(sql::kForgetInbound, marketplace, now - kKept, most));
    return rows.size();
}

} // namespace stoa::payments
