#include "node/local/verify.h"

#include "api/ids.h"
#include "domain/inventory/verify.h"
#include "domain/ledger/verify.h"
#include "domain/reviews/verify.h"
#include "node/local/local_sql.h"
#include "node/marketplace/checkpoints.h"
#include "node/marketplace/recorded_tables.h"
#include "platform/db/event_chain.h"
#include "platform/db/parallel.h"
#include "platform/db/rebuild.h"
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

using Findings = std::vector<VerifyFinding>;

// What the organisation's tables say of each other.
Result<Findings> verifyTables(db::Connection& connection, OrgId organisation,
                              const std::string& name)
{
    Findings found;
    db::Transaction snapshot(connection, db::Transaction::Mode::ReadOnly);
    STOA_TRY(findings, ledger::verify(connection, organisation));
    for (const auto& finding : findings)
        found.push_back({name, "ledger." + finding.rule, finding.subject + ": " + finding.detail});
    STOA_TRY(levels, inventory::verify(connection, organisation));
    for (const auto& wrong : levels) {
        found.push_back(
            {name, "inventory.level",
             wrong.variant.text() + ": kept " + wrong.kept + ", moves say " + wrong.told});
    }
    STOA_TRY(ratings, reviews::verify(connection, organisation));
    for (const auto& wrong : ratings) {
        found.push_back(
            {name, "reviews.rating",
             wrong.listing.text() + ": kept " + wrong.kept + ", reviews say " + wrong.told});
    }
    return found;
}

Done verifyChains(db::Connection& connection, const std::map<Uuid, std::string>& names,
                  VerifyReport& report)
{
    std::set<Uuid> organisations;
    for (const auto& [organisation, _] : names)
        organisations.insert(organisation);
    STOA_TRY(chains, db::verifyChains(connection, organisations));
    for (const auto& [organisation, chain] : chains) {
        ++report.organisations;
        report.events += chain.checked;
        if (chain.fault == db::ChainReport::Fault::None) continue;
        report.findings.push_back({names.at(organisation), std::string(ruleOf(chain.fault)),
                                   "event " + std::to_string(chain.seq)});
    }
    return {};
}

Done verifyTables(db::Connection& connection, const std::map<Uuid, std::string>& names,
                  VerifyReport& report)
{
    const std::vector<std::pair<Uuid, std::string>> organisations(names.begin(), names.end());
    std::vector<Findings> found(organisations.size());
    const auto verifyOne = [&](db::Connection& own, std::size_t n) -> Done {
        const auto& [organisation, name] = organisations[n];
        return verifyTables(own, OrgId(organisation), name).map([&](Findings findings) {
            found[n] = std::move(findings);
        });
    };
    STOA_CHECK(db::inParallel(connection.info(), connection.deadline(), found.size(), verifyOne));
    for (const Findings& each : found)
        std::ranges::copy(each, std::back_inserter(report.findings));
    return {};
}

Done holdAgainst(const std::filesystem::path& folder, db::Connection& connection,
                 const std::map<Uuid, std::string>& names, VerifyReport& report)
{
    if (folder.empty() || !std::filesystem::exists(folder)) return {};
    STOA_TRY(book, CheckpointBook::open(folder));
    STOA_TRY(contents, book.read());
    for (const std::size_t line : contents.forged) {
        report.findings.push_back({"", "checkpoint.forged", "line " + std::to_string(line)});
    }
    for (const auto& [organisation, checkpoint] : contents.latest) {
        STOA_TRY(fault, compare(connection, checkpoint));
        ++report.checkpoints;
        if (fault == CheckpointFault::None) continue;
        const auto name = names.find(organisation);
        report.findings.push_back(
            {name == names.end() ? organisation.text() : name->second,
             fault == CheckpointFault::Truncated ? "checkpoint.truncated" : "checkpoint.altered",
             "event " + std::to_string(checkpoint.seq) + " of " + checkpoint.takenAt.text()});
    }
    return {};
}

std::string_view ruleOf(db::RebuildFinding::Kind kind)
{
    switch (kind) {
    case db::RebuildFinding::Kind::Unexplained:
        return "rebuild.unexplained";
    case db::RebuildFinding::Kind::Lost:
        return "rebuild.lost";
    case db::RebuildFinding::Kind::Different:
        return "rebuild.different";
    case db::RebuildFinding::Kind::Erased:
        return "rebuild.erased";
    case db::RebuildFinding::Kind::Unreadable:
        break;
    }
    return "rebuild.unreadable";
}

std::string detailOf(const db::RebuildFinding& finding)
{
    std::string text = finding.table + ' ' + finding.subject;
    if (!finding.columns.empty()) text += ": " + finding.columns;
    if (finding.total > 1) text += " (one of " + std::to_string(finding.total) + ')';
    return text;
}

Done rebuildAll(db::Connection& connection, db::RebuiltTables afterwards, VerifyReport& report)
{
    connection.setDeadline(db::within(kDeadline));
    STOA_TRY(rebuilt, db::rebuild(connection, recordedTables(), afterwards));
    report.events = rebuilt.events;
    report.images = rebuilt.images;
    for (const auto& finding : rebuilt.findings)
        report.findings.push_back({"", std::string(ruleOf(finding.kind)), detailOf(finding)});
    return {};
}

Result<std::unique_ptr<db::Connection>> open(const db::ConnectInfo& database)
{
    db::ConnectInfo patient = database;
    patient.statementTimeout = kDeadline;
    STOA_TRY(connection, db::Connection::open(patient, db::within(std::chrono::seconds(10))));
    connection->setDeadline(db::within(kDeadline));
    return connection;
}

} // namespace

Result<VerifyReport> verify(const db::ConnectInfo& database,
                            const std::filesystem::path& checkpoints)
{
    STOA_TRY(connection, open(database));
    STOA_TRY(organisations, connection->run(local::sql::kSelectOrganisations));
    VerifyReport report;
    std::map<Uuid, std::string> names;
    for (const db::Row row : organisations)
        names[row.get<Uuid>("org_id")] = row.get<std::string>("display_name");
    STOA_CHECK(verifyChains(*connection, names, report));
    STOA_CHECK(verifyTables(*connection, names, report));
    STOA_CHECK(holdAgainst(checkpoints, *connection, names, report));
    const auto isOfChain = [](const VerifyFinding& each) {
        return each.rule.starts_with("chain.");
    };
    if (std::ranges::any_of(report.findings, isOfChain)) return report; // such a log proves nothing
    STOA_CHECK(rebuildAll(*connection, db::RebuiltTables::Discard, report));
    return report;
}

Result<VerifyReport> rebuild(const db::ConnectInfo& database)
{
    STOA_TRY(connection, open(database));
    STOA_TRY(organisations, connection->run(local::sql::kSelectOrganisations));
    VerifyReport report;
    report.organisations = static_cast<std::int64_t>(organisations.size());
    STOA_CHECK(rebuildAll(*connection, db::RebuiltTables::Keep, report));
    return report;
}

} // namespace stoa::node
