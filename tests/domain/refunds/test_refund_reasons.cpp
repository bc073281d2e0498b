#include "domain/refunds/refund_reasons.h"
#include "domain/refunds/refund_reasons_sql.h"
#include "domain_shop/shop.h"
#include "support/statements.h"
#include "support/test_main.h"

using namespace stoa;
using namespace stoa::test;

class RefundReasonsTest : public QObject {
    Q_OBJECT

    std::optional<Shop> m_shop;
    OrderId m_order;
    OrderLineId m_line;

    Bench& bench() { return m_shop->bench; }
    std::vector<api::RefundReasonView> list(bool isActiveOnly = false)
    {
        return must(bench().run(std::nullopt, [&](Unit& unit) {
            return refunds::handle(unit, api::ListRefundReasons{isActiveOnly});
        }));
    }
    Result<std::vector<api::RefundReasonView>> put(const api::PutRefundReason& request)
    {
        return bench().run(bench().marketplace(),
                           [&](Unit& unit) { return refunds::handle(unit, request); });
    }
    static api::PutRefundReason reason(const char* code, std::int64_t version = 0)
    {
        api::PutRefundReason request;
        request.code = code;
        request.version = Version{version};
        request.label = "Moth holes";
        request.position = 15;
        return request;
    }
    Result<api::RefundView> refund(const char* code, const char* note = "")
    {
        api::RefundContent content;
        content.lines = {refundLine(m_line, 1)};
        content.reason = code;
        content.note = note;
        return m_shop->refund(m_order, content);
    }
    std::string codes(bool isActiveOnly = false)
    {
        std::string text;
        for (const auto& each : list(isActiveOnly))
            text += (text.empty() ? "" : " ") + each.code;
        return text;
    }

private slots:
    void init()
    {
        m_shop.emplace();
        const auto order =
            must(m_shop->place(m_shop->basket({{m_shop->addVariant("10.00", 10), 3}})));
        m_order = order.row.id;
        m_line = order.lines[0].id;
    }

    void statementsFitTheSchema() { STOA_OK(prepareAll(bench().db(), refund_reasons::sql::kAll)); }

    void beginsWithSeven()
    {
        QCOMPARE(codes(), std::string("requested_by_customer damaged not_as_described not_received "
                                      "duplicate fraudulent other"));
        const auto damaged = list().at(1);
        QCOMPARE(damaged.label, std::string("Arrived damaged"));
        QCOMPARE(damaged.restock, api::Restock::WriteOff);
        QVERIFY(damaged.isActive && !damaged.isNoteRequired);
        QCOMPARE(damaged.version, Version{0});
    }

    void addsAndChanges()
    {
        auto wanted = reason("moth_holes");
        wanted.restock = api::Restock::WriteOff;
        const auto added = must(put(wanted));
        QCOMPARE(bench().events(), std::string("refund_reason.changed"));
        QCOMPARE(added.size(), std::size_t{8});
        QCOMPARE(added[1].code, std::string("moth_holes"));
        QCOMPARE(added[1].version, Version{1});
        QCOMPARE(must(refund("moth_holes")).reason, std::string("moth_holes"));
        auto damaged = reason("damaged");
        damaged.label = "Broken when it came";
        damaged.position = 5;
        const auto changed = must(put(damaged));
        QCOMPARE(changed.size(), std::size_t{8}); // in place of the one that was there
        QCOMPARE(changed[0].label, std::string("Broken when it came"));
        damaged.version = changed[0].version;
        damaged.isActive = false;
        must(put(damaged));
        QCOMPARE(codes(true).find("damaged"), std::string::npos);
        QVERIFY(codes().find("damaged") != std::string::npos);
    }

    void refusesInOrderAndWritesNothing()
    {
        STOA_FAILS(put(reason("Moth")), "refund_reason.bad_code");
        STOA_FAILS(put(reason("1st")), "refund_reason.bad_code");
        const auto stale = put(reason("moth", 3));
        STOA_FAILS(stale, "refund_reason.stale");
        QVERIFY(stale.error().params ==
                (std::vector<Error::Param>{{"seen", "3"}, {"current", "0"}}));
        must(put(reason("moth")));
        STOA_FAILS(put(reason("moth")), "refund_reason.stale"); // there is one by now
        QCOMPARE(list().size(), std::size_t{8});
    }

    void oneStaysInUse()
    {
        for (const auto& each : list()) {
            auto off = reason(each.code.c_str());
            off.isActive = false;
            const auto result = put(off);
            if (each.code == "other")
                STOA_FAILS(result, "refund_reason.last");
            else
                STOA_OK(result);
        }
        QCOMPARE(codes(true), std::string("other"));
    }

    void hasABound()
    {
        for (std::size_t i = list().size(); i < refunds::kMaxReasons; ++i)
            must(put(reason(("moth_" + std::to_string(i)).c_str())));
        STOA_FAILS(put(reason("moth")), "refund_reason.too_many");
        QCOMPARE(list().size(), refunds::kMaxReasons);
    }

    void whatSomebodySaysMustBeInUse()
    {
        auto damaged = reason("damaged");
        damaged.isActive = false;
        must(put(damaged));
        auto other = reason("other");
        other.isNoteRequired = true;
        must(put(other));
        const auto before = m_shop->fingerprint();
        const auto unknown = refund("moth_holes");
        STOA_FAILS(unknown, "refund_reason.unknown");
        QCOMPARE(unknown.error().field, std::string("reason"));
        const auto inactive = refund("damaged");
        STOA_FAILS(inactive, "refund_reason.inactive");
        QVERIFY(inactive.error().params == (std::vector<Error::Param>{{"reason", "Moth holes"}}));
        const auto silent = refund("other");
        STOA_FAILS(silent, "refund_reason.note_missing");
        QCOMPARE(silent.error().field, std::string("note"));
        QCOMPARE(m_shop->fingerprint(), before);
        QCOMPARE(must(refund("other", "It sheds.")).note, std::string("It sheds."));
    }

    void cancellationsMaySayTheirs()
    {
        api::CancelContent content;
        content.refundReason = "moth_holes";
        const auto unknown = m_shop->cancel(m_order, content);
        STOA_FAILS(unknown, "refund_reason.unknown");
        QCOMPARE(unknown.error().field, std::string("refundReason"));
        must(put(reason("moth_holes")));
        QCOMPARE(must(m_shop->cancel(m_order, content)).refunds.at(0).reason,
                 std::string("moth_holes"));
    }

    // What follows from a reason to cancel is not asked for: the node says it, not a person.
    void cancellationsThatSayNoneAlwaysWork()
    {
        auto off = reason("requested_by_customer");
        off.isActive = false;
        must(put(off));
        QCOMPARE(must(m_shop->cancel(m_order, {})).refunds.at(0).reason,
                 std::string("requested_by_customer"));
    }
};

STOA_TEST(RefundReasonsTest)
#include "test_refund_reasons.moc"
