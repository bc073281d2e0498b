#include "domain/orders/cancellation.h"
#include "domain/orders/fulfillment_rules.h"
#include "domain_shop/shop.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;
using namespace stoa::orders;

namespace {

Money eur(std::int64_t minor)
{
    return Money(minor, Currency::of("EUR"));
}

LineState lineState(std::int64_t quantity)
{
    LineState line;
    line.id = OrderLineId::make();
    line.variant = VariantId::make();
    line.quantity = quantity;
    return line;
}

} // namespace

class FulfillmentRulesTest : public QObject {
    Q_OBJECT

    OrderState m_order; // 4 and 2, paid

    std::string code(std::vector<api::LineQuantity> wanted) const
    {
        return codeOf(chosenOf(m_order, wanted));
    }
    OrderLineId line(std::size_t i) const { return m_order.lines[i].id; }
    std::int64_t open(std::size_t i) const { return m_order.lines[i].open(); }

private slots:
    void init()
    {
        m_order = {};
        m_order.status = api::OrderStatus::Placed;
        m_order.total = m_order.captured = eur(1000);
        m_order.lines = {lineState(4), lineState(2)};
    }

    void everyStateIsReachable()
    {
        const StateTable<api::FulfillmentState, ParcelCommand, Who> table(kParcelTransitions);
        QCOMPARE(reachable(table, api::FulfillmentState::Unfulfilled).size(),
                 enumWords<api::FulfillmentState>().size());
    }

    void refusesEveryMoveThatTheTableDoesNotHave_data()
    {
        QTest::addColumn<int>("before");
        QTest::addColumn<int>("command");
        const auto row = [](const char* name, api::FulfillmentState before, ParcelCommand command) {
            QTest::newRow(name) << static_cast<int>(before) << static_cast<int>(command);
        };
        using State = api::FulfillmentState;
        row("what waits does not arrive", State::Unfulfilled, ParcelCommand::Deliver);
        row("what left does not leave again", State::Fulfilled, ParcelCommand::HandOver);
        row("what arrived stays: leave", State::Delivered, ParcelCommand::HandOver);
        row("what arrived stays: arrive", State::Delivered, ParcelCommand::Deliver);
        row("what arrived stays: cancel", State::Delivered, ParcelCommand::Cancel);
        row("what is canceled is over: leave", State::Canceled, ParcelCommand::HandOver);
        row("what is canceled is over: arrive", State::Canceled, ParcelCommand::Deliver);
        row("what is canceled is over: cancel", State::Canceled, ParcelCommand::Cancel);
    }
    void refusesEveryMoveThatTheTableDoesNotHave()
    {
        QFETCH(int, before);
        QFETCH(int, command);
        const auto id = pack(m_order, {{0, 1}}).id;
        m_order.parcels[0].state = static_cast<api::FulfillmentState>(before);
        const auto moved = advance(m_order, id, static_cast<ParcelCommand>(command));
        STOA_FAILS(moved, "fulfillment.wrong_state");
        QCOMPARE(moved.error().params[0].second,
                 enumText(static_cast<api::FulfillmentState>(before)));
    }

    void choosesEverythingOpenWhenNothingIsNamed()
    {
        m_order.lines[0].withdrawn = 1;
        m_order.lines[0].fulfilled = 1;
        pack(m_order, {{0, 1}, {1, 2}});
        const auto chosen = must(chosenOf(m_order, {}));
        QCOMPARE(chosen.size(), std::size_t{1});
        QCOMPARE(chosen[0].line, std::size_t{0});
        QCOMPARE(chosen[0].quantity, 1);
    }

    void refusesWhatIsNotThere()
    {
        QCOMPARE(code({{line(0), 1}, {line(0), 1}}), std::string("order.duplicate_line"));
        QCOMPARE(code({{OrderLineId::make(), 1}}), std::string("order.line_unknown"));
        QCOMPARE(code({{line(0), 5}}), std::string("order.quantity_exceeds_left"));
        QCOMPARE(code({{line(0), 1'000'000'000}}), std::string("order.quantity_exceeds_left"));
        pack(m_order, {{0, 3}});
        const auto error =
            chosenOf(m_order, std::vector<api::LineQuantity>{{line(1), 1}, {line(0), 2}}).error();
        QCOMPARE(error.field, std::string("lines[1].quantity"));
        QCOMPARE(error.params[0].second, std::string("1"));
    }

    void aLinesQuantityIsAlwaysSomewhere()
    {
        const auto id = pack(m_order, {{0, 3}}).id;
        QCOMPARE(open(0), 1);
        QCOMPARE(m_order.lines[0].packed, 3);
        must(advance(m_order, id, ParcelCommand::HandOver));
        QCOMPARE(open(0), 1);
        QCOMPARE(m_order.lines[0].packed, 0);
        QCOMPARE(m_order.lines[0].fulfilled, 3);
        must(advance(m_order, id, ParcelCommand::Deliver));
        QCOMPARE(m_order.lines[0].delivered, 3);
        const auto other = pack(m_order, {{0, 1}}).id;
        must(advance(m_order, other, ParcelCommand::Cancel));
        QCOMPARE(open(0), 1);
        const auto third = pack(m_order, {{0, 1}}).id;
        must(advance(m_order, third, ParcelCommand::HandOver));
        must(advance(m_order, third, ParcelCommand::Cancel));
        QCOMPARE(open(0), 1);
        QCOMPARE(m_order.lines[0].fulfilled, 3);
    }

    void aParcelWhoseGoodsWereRefundedIsNotCalledBack()
    {
        const auto id = pack(m_order, {{0, 3}}).id;
        must(advance(m_order, id, ParcelCommand::HandOver));
        m_order.lines[0].refundedQuantity = 1;
        STOA_FAILS(advance(m_order, id, ParcelCommand::Cancel), "fulfillment.refunded");
        m_order.lines[0].withdrawn = 1; // the refunded piece is the one that never left
        STOA_OK(advance(m_order, id, ParcelCommand::Cancel));
    }

    void nothingLeavesThatIsCanceledUnpaidOrHeld()
    {
        STOA_OK(mayLeave(m_order));
        m_order.hold = Hold{HoldId::make(), api::HoldReason::Fraud};
        STOA_FAILS(mayLeave(m_order), "order.held");
        m_order.captured = eur(0);
        STOA_FAILS(mayLeave(m_order), "order.not_paid");
        m_order.status = api::OrderStatus::Canceled;
        STOA_FAILS(mayLeave(m_order), "order.canceled");
    }

    void anOrderOfNothingLeavesUnpaid()
    {
        m_order.total = m_order.captured = eur(0);
        STOA_OK(mayLeave(m_order));
    }

    void anOrderIsCanceledWithItsLastPiece()
    {
        withdraw(m_order, std::vector<LineShare>{{0, 4}});
        QCOMPARE(m_order.status, api::OrderStatus::Placed);
        QVERIFY(!isNothingLeft(m_order));
        withdraw(m_order, std::vector<LineShare>{{1, 2}});
        QCOMPARE(m_order.status, api::OrderStatus::Canceled);
        STOA_FAILS(mayCancel(m_order), "order.canceled");
    }
};

STOA_TEST(FulfillmentRulesTest)
#include "test_fulfillment_rules.moc"
