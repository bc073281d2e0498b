#include "domain/ledger/verify.h"

#include "domain/ledger/verify_sql.h"
#include "platform/db/pipeline.h"

namespace stoa::ledger {
namespace {

enum class Subject { Transfer, Account, Currency, Order, Line, Credit, Edit };

struct Rule {
    std::string_view name;
    db::Statement statement;
    Subject subject;
};

const std::array kRules{
    Rule{"I1", ledger_verify::sql::kFindBadAccounts, Subject::Transfer},
    Rule{"I2", ledger_verify::sql::kFindWrongBalances, Subject::Account},
    Rule{"I3", ledger_verify::sql::kFindUnbalancedCurrencies, Subject::Currency},
    Rule{"I4", ledger_verify::sql::kFindWrongHolds, Subject::Order},
    Rule{"I5", ledger_verify::sql::kFindWrongRefunds, Subject::Order},
    Rule{"I6", ledger_verify::sql::kFindBadResolutions, Subject::Transfer},
    Rule{"I7", ledger_verify::sql::kFindWrongCommissions, Subject::Line},
    Rule{"I8", ledger_verify::sql::kFindWrongReleases, Subject::Order},
    Rule{"I9", ledger_verify::sql::kFindOverdrawnAccounts, Subject::Account},
    Rule{"I10", ledger_verify::sql::kFindWrongTaxes, Subject::Order},
    Rule{"I11", ledger_verify::sql::kFindWrongCredits, Subject::Credit},
    Rule{"I12", ledger_verify::sql::kFindWrongTotals, Subject::Order},
    Rule{"I13", ledger_verify::sql::kFindUnpaidEdits, Subject::Edit},
};

std::string subjectText(const db::Row& row, Subject subject)
{
    switch (subject) {
    case Subject::Transfer:
        return row.get<TransferId>("subject").text();
    case Subject::Account:
        return row.get<AccountId>("subject").text();
    case Subject::Currency:
        return row.get<std::string>("subject");
    case Subject::Order:
        return row.get<OrderId>("subject").text();
    case Subject::Line:
        return row.get<OrderLineId>("subject").text();
    case Subject::Credit:
    case Subject::Edit:
        return row.get<Uuid>("subject").text();
    }
    return {};
}

} // namespace

Result<std::vector<Finding>> verify(db::Connection& connection, OrgId seller)
{
    db::Pipeline batch(connection);
    std::vector<db::Pipeline::Slot> slots;
    for (const Rule& rule : kRules)
        slots.push_back(batch.add(rule.statement, seller, kMaxFindings));
    STOA_CHECK(batch.run());
    std::vector<Finding> findings;
    for (std::size_t i = 0; i < kRules.size(); ++i) {
        for (const db::Row row : batch[slots[i]]) {
            findings.push_back({std::string(kRules[i].name), subjectText(row, kRules[i].subject),
                                row.get<std::string>("detail")});
        }
    }
    return findings;
}

} // namespace stoa::ledger
