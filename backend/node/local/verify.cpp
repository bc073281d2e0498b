#include "node/local/verify.h"

#include "api/ids.h"
#include "domain/ledger/verify.h"
#include "domain/reviews/verify.h"
#include "node/local/local_sql.h"
#include "platform/db/connection.h"
#include "platform/db/event_log.h"
#include "platform/db/transaction.h"

namespace stoa::node {
namespace {

constexpr std::chrono::hours kDeadline{4};

std::string_view ruleOf(db::ChainReport::Fault fault)
{
    switch (fault) {
    case db::ChainReport::Fault::None:
        return "chain.sound";
    case db::ChainReport::Fault::Missing:
        return "chain.missing";
    case db::ChainReport::Fault::Altered:
        return "chain.altered";
    case db::ChainReport::Fault::HeadDiffers:
        return "chain.head_differs";
    }
    return "chain.sound";
}

Done verifyOne(db::Connection& connection, OrgId organisation, const std::string& name,
               VerifyReport& report)
{
    STOA_TRY(chain, db::verifyChain(connection, organisation.uuid()));
    ++report.organisations;
    report.events += chain.checked;
    if (chain.fault != db::ChainReport::Fault::None) {
        report.findings.push_back(
            {name, std::string(ruleOf(chain.fault)), "event " + std::to_string(chain.seq)});
    }
    connection.setDeadline(db::within(kDeadline));
    db::Transaction snapshot(connection, db::Transaction::Mode::ReadOnly);
    STOA_TRY(findings, ledger::verify(connection, organisation));
    for (const auto& finding : findings) {
        report.findings.push_back(
            {name, "ledger." + finding.rule, finding.subject + ": " + finding.detail});
    }
    STOA_TRY(ratings, reviews::verify(connection, organisation));
    for (const auto& wrong : ratings) {
        report.findings.push_back(
            {name, "reviews.rating",
             wrong.listing.text() + ": kept " + wrong.kept + ", reviews say " + wrong.told});
    }
    return {};
}

} // namespace

Result<VerifyReport> verify(const db::ConnectInfo& database)
{
    db::ConnectInfo patient = database;
    patient.statementTimeout = kDeadline;
    STOA_TRY(connection, db::Connection::open(patient, db::within(std::chrono::seconds(10))));
    connection->setDeadline(db::within(kDeadline));
    STOA_TRY(organisations, connection->run(local::sql::kSelectOrganisations));
    VerifyReport report;
    for (const db::Row row : organisations) {
        STOA_CHECK(verifyOne(*connection, row.get<OrgId>("org_id"),
                             row.get<std::string>("display_name"), report));
    }
    return report;
}

} // namespace stoa::node
