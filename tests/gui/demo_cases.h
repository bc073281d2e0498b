#pragma once
// The review queue of the marketplace that exists only in tests: the cast of the demo marketplace
// with what its rules found. Deterministic. CaseDesk answers for a node: it lists, claims and
// decides by the rules that the tests of the page need.

#include "api/moderation.h"
#include "gui/fake_node.h"

namespace stoa::test {

// Case number `index`, most pressing first.
api::CaseRow demoCase(std::size_t index, Timestamp now);
api::CaseView demoCaseView(const api::CaseRow& row, Timestamp now);
std::size_t demoCaseCount();

class CaseDesk {
public:
    CaseDesk(FakeNode& node, Timestamp now);

    api::CaseRow& row(std::size_t index) { return m_rows.at(index); }
    std::vector<api::CaseRow>& rows() { return m_rows; }
    std::vector<api::CaseRow> open() const;

private:
    api::CaseRow* find(CaseId id);
    Result<api::CaseView> claim(const api::ClaimCase& asked);
    Result<api::CaseView> decide(const api::DecideCase& asked);

    Timestamp m_now;
    std::vector<api::CaseRow> m_rows;
};

} // namespace stoa::test
