#include "domain/returns/after_sale_rules.h"
#include "domain_shop/shop.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using namespace stoa::returns;

class AfterSaleRulesTest : public QObject {
    Q_OBJECT

    orders::OrderState m_order; // 4 and 2, of which 3 and 2 were sent
    History m_history;

    OrderLineId line(std::size_t i) const { return m_order.lines[i].id; }
    std::string code(std::vector<api::LineQuantity> wanted, Kind kind = Kind::Return) const
    {
        return codeOf(announced(m_order, m_history, wanted, kind));
    }
    void add(CaseStatus status, std::int64_t quantity, std::int64_t received = 0)
    {
        CaseLine share;
        share.quantity = quantity;
        share.received = received;
        m_history.cases.push_back(
            {Uuid::makeV7(), status, api::refund_reason::kOther, {std::move(share)}});
    }
    template <class Status, std::size_t Size>
    static void
    everyRowMovesAndEveryOtherIsRefused(const std::array<returns::Transition<Status>, Size>& rows,
                                        Status first)
    {
        const StateTable<Status, Command, Who> table(rows);
        const auto all = reachable(table, first);
        QCOMPARE(all.size(), enumWords<Status>().size());
        for (const Status from : all) {
            for (const Command command : {Command::Approve, Command::Reject, Command::Cancel,
                                          Command::Receive, Command::Complete}) {
                const auto wanted = next(table, from, command);
                const auto result = moved(CaseStatus(from), command);
                QCOMPARE(result.has_value(), wanted.has_value());
                if (wanted) QVERIFY(*result == CaseStatus(*wanted));
                if (!wanted) STOA_FAILS(result, "after_sale.wrong_state");
            }
        }
    }

private slots:
    void init()
    {
        m_order = {};
        m_order.lines.resize(2);
        for (auto& each : m_order.lines)
            each.id = OrderLineId::make();
        m_order.lines[0].quantity = 4;
        m_order.lines[0].fulfilled = 3;
        m_order.lines[1].quantity = m_order.lines[1].fulfilled = 2;
        m_history = {{}, {0, 0}};
    }

    void everyStateIsReachableAndEveryOtherMoveRefused()
    {
        everyRowMovesAndEveryOtherIsRefused(kReturnTransitions, api::ReturnStatus::Requested);
        everyRowMovesAndEveryOtherIsRefused(kExchangeTransitions, api::ExchangeStatus::Requested);
        everyRowMovesAndEveryOtherIsRefused(kClaimTransitions, api::ClaimStatus::Open);
    }

    void onlyWhatWasSentComesBack()
    {
        QCOMPARE(returnable(m_order, m_history, 0), 3);
        QCOMPARE(code({{line(0), 4}}), std::string("return.exceeds_sent"));
        QCOMPARE(code({{line(0), 9999}}, Kind::Claim), std::string("claim.exceeds_sent"));
        QCOMPARE(code({}), std::string("return.no_lines"));
        QCOMPARE(code({{line(0), 1}, {line(0), 1}}), std::string("order.duplicate_line"));
        QCOMPARE(code({{OrderLineId::make(), 1}}), std::string("order.line_unknown"));
        const auto lines = must(announced(
            m_order, m_history, std::vector<api::LineQuantity>{{line(1), 2}}, Kind::Return));
        QCOMPARE(lines[0].line, std::size_t{1});
    }

    void aPieceIsPromisedOnce()
    {
        add(api::ReturnStatus::Requested, 1);
        add(api::ExchangeStatus::Approved, 1);
        QCOMPARE(returnable(m_order, m_history, 0), 1);
        add(api::ReturnStatus::Rejected, 3);
        add(api::ExchangeStatus::Canceled, 3);
        add(api::ClaimStatus::Open, 3);
        QCOMPARE(returnable(m_order, m_history, 0), 1);
        QCOMPARE(claimable(m_order, m_history, 0), 0);
    }

    void whatDidNotComeCanBeAnnouncedAgain()
    {
        add(api::ReturnStatus::Received, 3, 1);
        QCOMPARE(returnable(m_order, m_history, 0), 2);
    }

    void whatARefundTookBackDoesNotComeBackAgain()
    {
        m_history.takenBack[0] = 2;
        QCOMPARE(returnable(m_order, m_history, 0), 1);
        m_order.lines[0].withdrawn = 1; // one of the two had not left
        QCOMPARE(returnable(m_order, m_history, 0), 2);
    }

    void countsWhatCame()
    {
        add(api::ReturnStatus::Approved, 2);
        const Case& each = m_history.cases[0];
        const auto count = [&](std::vector<api::ReceivedLine> received) {
            return counted(m_order, each, received);
        };
        const auto lines = must(count({{line(0), 1, api::Restock::WriteOff}}));
        QCOMPARE(lines[0].received, 1);
        QCOMPARE(lines[0].restock, api::Restock::WriteOff);
        STOA_FAILS(count({}), "return.nothing_received");
        STOA_FAILS(count({{line(0), 0}}), "return.nothing_received");
        STOA_FAILS(count({{line(0), 3}}), "return.exceeds_announced");
        STOA_FAILS(count({{line(1), 1}}), "return.exceeds_announced");
        STOA_FAILS(count({{line(0), 1}, {line(0), 1}}), "order.duplicate_line");
        STOA_FAILS(count({{line(0), 1, api::Restock::Keep}}), "order.restock_unclear");
        STOA_FAILS(count({{OrderLineId::make(), 1}}), "order.line_unknown");
    }
};

STOA_TEST(AfterSaleRulesTest)
#include "test_after_sale_rules.moc"
