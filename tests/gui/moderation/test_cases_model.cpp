#include "gui/demo_cases.h"
#include "gui/page_fixture.h"
#include "support/expect.h"
#include "support/test_main.h"
#include "ui/moderation/cases_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

namespace stoa::test {

class CasesModelTest final : public QObject {
    Q_OBJECT

private slots:
    void keepsTheContractOfAModelWhileCasesComeAndGo()
    {
        PageFixture fixture;
        CaseDesk desk(fixture.node, fixture.now);
        ui::CasesModel cases(fixture.context());
        ui::CasesQueue queue(&cases);
        const QAbstractItemModelTester tester(
            &cases, QAbstractItemModelTester::FailureReportingMode::Fatal);
        const QAbstractItemModelTester shown(&queue,
                                             QAbstractItemModelTester::FailureReportingMode::Fatal);
        cases.setQuestion(api::CaseStatus::Open, {});
        QTRY_COMPARE(queue.rowCount(), static_cast<int>(demoCaseCount()));
        desk.rows().erase(desk.rows().begin() + 2);
        std::swap(desk.row(0), desk.row(4));
        cases.refresh();
        QTRY_COMPARE(queue.rowCount(), static_cast<int>(demoCaseCount()) - 1);
    }

    void aDecidedCaseLeavesAndUndoBringsItBackToItsPlace()
    {
        PageFixture fixture;
        CaseDesk desk(fixture.node, fixture.now);
        ui::CasesModel cases(fixture.context());
        ui::CasesQueue queue(&cases);
        cases.setQuestion(api::CaseStatus::Open, {});
        QTRY_COMPARE(queue.rowCount(), static_cast<int>(demoCaseCount()));
        const QString id = ui::fromUtf8(desk.row(3).id.text());
        queue.setDecided(id, true);
        QCOMPARE(queue.rowOf(id), -1);
        QCOMPARE(queue.rowCount(), static_cast<int>(demoCaseCount()) - 1);
        cases.refresh(); // it is not decided for the node yet and must stay away
        QSignalSpy refreshed(&cases, &ui::CasesModel::refreshed);
        QVERIFY(refreshed.wait());
        QCOMPARE(queue.rowOf(id), -1);
        queue.setDecided(id, false);
        QCOMPARE(queue.rowOf(id), 3);
    }

    void aDecidedCaseIsShownAmongTheDecided()
    {
        PageFixture fixture;
        CaseDesk desk(fixture.node, fixture.now);
        desk.row(1).status = api::CaseStatus::Approved;
        ui::CasesModel cases(fixture.context());
        ui::CasesQueue queue(&cases);
        queue.setDecided(ui::fromUtf8(desk.row(1).id.text()), true);
        cases.setQuestion(api::CaseStatus::Approved, {});
        QTRY_COMPARE(queue.rowCount(), 1);
    }
};

} // namespace stoa::test

using stoa::test::CasesModelTest;
STOA_TEST(CasesModelTest)
#include "test_cases_model.moc"
