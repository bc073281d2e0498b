#include "support/test_main.h"
#include "ui/models/keyset_model.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/view_state.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace stoa;
using namespace stoa::ui;

namespace {

struct Row {
    QString id;
    int value = 0;
    friend bool operator==(const Row&, const Row&) = default;
};

// Keeps the questions; the test answers them when it likes.
class RowsModel final : public KeysetModel<Row> {
public:
    struct Question {
        std::string after;
        int limit;
        Callback answer;
    };
    RowsModel()
        : KeysetModel({{QStringLiteral("id"), QStringLiteral("Id"), CellKind::Strong, 80},
                       {QStringLiteral("value"), QStringLiteral("Value"), CellKind::Number, 80}},
                      nullptr)
    {}

    std::vector<Question> questions;

    void answerLast(Result<Page<Row>> page)
    {
        const Question last = questions.back();
        last.answer(std::move(page));
    }

protected:
    void requestPage(const std::string& after, int limit, Callback callback) override
    {
        questions.push_back({after, limit, std::move(callback)});
    }
    QString rowId(const Row& row) const override { return row.id; }
    QVariant value(const Row& row, int column, int role) const override
    {
        if (role != Qt::DisplayRole) return {};
        return column == 0 ? QVariant(row.id) : QVariant(row.value);
    }
};

Page<Row> page(const QStringList& ids, std::optional<std::string> next = {}, int value = 0)
{
    Page<Row> made;
    for (const QString& id : ids)
        made.items.push_back({id, value});
    made.next = std::move(next);
    return made;
}

QStringList idsOf(const RowsModel& model)
{
    QStringList ids;
    for (int i = 0; i < model.rowCount(); ++i)
        ids << model.index(i, 0).data(RowIdRole).toString();
    return ids;
}

} // namespace

class KeysetModelTest final : public QObject {
    Q_OBJECT

private slots:
    void asksForNothingBeforeReload()
    {
        RowsModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(model.questions.empty());
        QCOMPARE(model.state(), KeysetModelBase::State::Idle);
        QVERIFY(!model.canFetchMore({}));
    }

    void fetchesPagesAsTheViewAsks()
    {
        RowsModel model;
        model.reload();
        QCOMPARE(model.questions.size(), std::size_t(1));
        QCOMPARE(model.questions[0].limit, KeysetModelBase::kPageRows);
        model.answerLast(page({"a", "b"}, "cursor1"));
        QCOMPARE(model.state(), KeysetModelBase::State::Ready);
        QVERIFY(model.canFetchMore({}));
        model.fetchMore({});
        QVERIFY(!model.canFetchMore({})); // one at a time
        QCOMPARE(model.questions.back().after, std::string("cursor1"));
        model.answerLast(page({"b", "c"})); // b moved while we were reading
        QCOMPARE(idsOf(model), QStringList({"a", "b", "c"}));
        QVERIFY(!model.canFetchMore({}));
    }

    void dropsLateAnswers()
    {
        RowsModel model;
        model.reload();
        model.reload();
        model.questions[1].answer(page({"new"}));
        model.questions[0].answer(page({"old"}));
        QCOMPARE(idsOf(model), QStringList({"new"}));
    }

    void doesNothingWhenTheAnswerOutlivesTheModel()
    {
        auto model = std::make_unique<RowsModel>();
        model->reload();
        const auto answer = model->questions.back().answer;
        model.reset();
        answer(page({"a"}));
    }

    void reportsAFailureAndKeepsRowsOnRefresh()
    {
        RowsModel model;
        QSignalSpy failures(&model, &KeysetModelBase::failed);
        model.reload();
        model.answerLast(fail(ErrorKind::Timeout, "node.timeout"));
        QCOMPARE(model.state(), KeysetModelBase::State::Failed);
        QCOMPARE(failures.count(), 1);
        model.reload();
        model.answerLast(page({"a"}));
        model.refresh();
        QVERIFY(model.isRefreshing());
        model.answerLast(fail(ErrorKind::Timeout, "node.timeout"));
        QCOMPARE(model.state(), KeysetModelBase::State::Ready);
        QVERIFY(!model.isRefreshing());
        QCOMPARE(idsOf(model), QStringList({"a"}));
    }

    void refreshAppliesOnlyTheDifferences()
    {
        RowsModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.reload();
        model.answerLast(page({"a", "b", "c", "d"}));
        const QPersistentModelIndex kept = model.index(2, 0); // c
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        model.refresh();
        Page<Row> fresh = page({"n", "d", "c", "a"});
        fresh.items[3].value = 7;
        model.answerLast(std::move(fresh));
        QCOMPARE(idsOf(model), QStringList({"n", "d", "c", "a"}));
        QCOMPARE(kept.row(), 2);
        QCOMPARE(kept.data(RowIdRole).toString(), QStringLiteral("c"));
        QCOMPARE(resets.count(), 0);
        QCOMPARE(changes.count(), 1); // only a's value
        QCOMPARE(model.rowOf(QStringLiteral("a")), 3);
    }

    void refreshReadsAsManyRowsAsAreLoaded()
    {
        RowsModel model;
        model.reload();
        model.answerLast(page({"a", "b"}, "c1"));
        model.fetchMore({});
        model.answerLast(page({"c", "d"}, "c2"));
        model.refresh();
        model.answerLast(page({"a", "x"}, "d1"));
        QCOMPARE(model.questions.back().after, std::string("d1"));
        QCOMPARE(idsOf(model), QStringList({"a", "b", "c", "d"})); // nothing half-done
        model.answerLast(page({"b", "c"}, "d2"));
        QCOMPARE(idsOf(model), QStringList({"a", "x", "b", "c"}));
        model.fetchMore({});
        QCOMPARE(model.questions.back().after, std::string("d2"));
    }

    void everyChangeOfOrderIsReachedInSteps()
    {
        QStringList before{"a", "b", "c", "d", "e"};
        QStringList after = before;
        const QStringList extra{"x", "y"};
        do {
            QStringList rows = before;
            const QStringList goal = after.mid(0, 3) + extra + after.mid(3, 1);
            for (const TableChange& change : tableChanges(before, goal)) {
                if (change.kind == TableChange::Kind::Move) rows.move(change.first, change.to);
                for (int i = 0; change.kind == TableChange::Kind::Remove && i < change.count; ++i)
                    rows.removeAt(change.first);
                for (int i = 0; change.kind == TableChange::Kind::Insert && i < change.count; ++i) {
                    rows.insert(change.first + i, goal[change.first + i]);
                }
            }
            QCOMPARE(rows, goal);
        } while (std::next_permutation(after.begin(), after.end()));
    }

    void tableKeepsSelectionAndHidesColumnsByPriority()
    {
        RowsModel model;
        TableView table(QStringLiteral("table"));
        table.setKeysetModel(&model);
        table.setColumns({{QStringLiteral("id"), {}, CellKind::Strong, 100, 1, 1},
                          {QStringLiteral("value"), {}, CellKind::Number, 100, 3}});
        table.resize(400, 300);
        table.show();
        QVERIFY(!table.isColumnHidden(1));
        table.resize(150, 300);
        QVERIFY(table.isColumnHidden(1));
        QVERIFY(!table.isColumnHidden(0));
        model.reload();
        model.answerLast(page({"a", "b", "c"}));
        table.selectId(QStringLiteral("b"));
        model.refresh();
        model.answerLast(page({"z", "a", "b"}));
        QCOMPARE(table.currentId(), QStringLiteral("b"));
        QCOMPARE(table.selectedIds(), QStringList({"b"}));
        QSignalSpy opened(&table, &TableView::opened);
        QTest::keyClick(&table, Qt::Key_Return);
        QCOMPARE(opened.takeFirst().at(0).toString(), QStringLiteral("b"));
    }

    void viewStateFollowsTheModel()
    {
        RowsModel model;
        ViewState view(new QWidget, Skeleton::Shape::Rows, QStringLiteral("view"));
        view.follow(&model, [] {
            return StateMessage{QStringLiteral("inbox"), QStringLiteral("Nothing yet"), {}, {}};
        });
        model.reload();
        QCOMPARE(view.kind(), ViewState::Kind::Loading);
        QCOMPARE(view.currentIndex(), 0); // the blocks come only after a moment
        model.answerLast(fail(ErrorKind::Unavailable, "node.unreachable"));
        QCOMPARE(view.kind(), ViewState::Kind::Error);
        emit view.actionTriggered(view.kind()); // Try again
        QCOMPARE(model.questions.size(), std::size_t(2));
        model.answerLast(page({}));
        QCOMPARE(view.kind(), ViewState::Kind::Empty);
        model.reload();
        model.answerLast(page({"a"}));
        QCOMPARE(view.kind(), ViewState::Kind::Content);
    }
};

STOA_TEST(KeysetModelTest)
#include "test_keyset_model.moc"
