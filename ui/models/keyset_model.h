#pragma once
// A table over a keyset-paged list of the backend, loaded 200 rows at a time as the view scrolls.
// A subclass says four things: how a page is fetched, what identifies a row, what a cell shows, and
// the columns. It does not know who answers; ui/async brings answers to this thread.
//
//     class OrdersModel final : public KeysetModel<api::OrderRow> {
//         void requestPage(const std::string& after, int limit, Callback callback) override
//         { m_connection.call(this, api::ListOrders{…}, std::move(callback)); }
//         QString rowId(const api::OrderRow& row) const override { … }
//         QVariant value(const api::OrderRow& row, int column, int role) const override { … }
//     };
//
// Nothing is requested before reload(). Answers may come in any order or never; numbered requests
// make sure that only the newest question is answered. Rows are equal when `==` says so; a type
// without it counts as changed at every refresh, which repaints more but is never wrong.

#include "api/values.h"
#include "ui/models/keyset_model_base.h"
#include "ui/models/table_changes.h"

#include <QHash>
#include <QPointer>
#include <QSet>

#include <concepts>
#include <functional>

namespace stoa::ui {

template <class Row>
class KeysetModel : public KeysetModelBase {
public:
    using Callback = std::function<void(Result<stoa::Page<Row>>)>;
    using KeysetModelBase::KeysetModelBase;

    void reload() override
    {
        const int request = nextRequest();
        setRefreshing(false);
        m_isFetching = true;
        clearRows();
        setState(State::Loading);
        ask(request, {}, kPageRows, [this](stoa::Page<Row> page) {
            m_isFetching = false;
            m_next = std::move(page.next);
            setEstimatedTotal(page.estimatedTotal);
            append(std::move(page.items));
            setState(State::Ready);
        });
    }

    // At most kRefreshRows rows: who scrolled through 50,000 must not cost 250 requests.
    void refresh() override
    {
        if (state() == State::Idle || state() == State::Failed) return reload();
        if (state() == State::Loading) return; // the page under way is fresh enough
        m_isFetching = false;
        setRefreshing(true);
        m_refreshed.clear();
        refreshFrom(nextRequest(), {});
    }

    int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    bool canFetchMore(const QModelIndex& parent) const override
    {
        return !parent.isValid() && m_next && !m_isFetching && !isRefreshing() &&
               rowCount() < kMaxRows;
    }
    void fetchMore(const QModelIndex& parent) override
    {
        if (!canFetchMore(parent)) return;
        m_isFetching = true;
        ask(nextRequest(), *m_next, kPageRows, [this](stoa::Page<Row> page) {
            m_isFetching = false;
            m_next = std::move(page.next);
            append(std::move(page.items));
        });
    }
    QVariant data(const QModelIndex& index, int role) const override
    {
        if (!index.isValid() || index.row() >= rowCount()) return {};
        const Row& row = m_rows[static_cast<std::size_t>(index.row())];
        if (role == RowIdRole) return rowId(row);
        if (role == Qt::TextAlignmentRole) {
            return static_cast<int>(
                alignmentOf(columns()[static_cast<std::size_t>(index.column())].kind));
        }
        return value(row, index.column(), role);
    }
    int rowOf(const QString& id) const override
    {
        if (!m_index) reindex();
        return m_index->value(id, -1);
    }

    const Row& row(int index) const { return m_rows.at(static_cast<std::size_t>(index)); }
    // Replaces one loaded row at once, e.g. with the reply of the command that changed it.
    void replaceRow(const Row& changed)
    {
        const int at = rowOf(rowId(changed));
        if (at < 0) return;
        m_rows[static_cast<std::size_t>(at)] = changed;
        emit dataChanged(index(at, 0), index(at, columnCount() - 1));
    }

protected:
    // Of only(); what is no id becomes one that nothing has.
    template <class RecordId>
    std::optional<RecordId> onlyId() const
    {
        if (only().isEmpty()) return std::nullopt;
        return RecordId::parse(only().toStdString()).value_or(RecordId());
    }
    // The answer of a Get as a page: of one row, or of none when there is no such record.
    template <class Reply, class RowOf>
    static std::function<void(Result<Reply>)> asPage(Callback callback, RowOf rowOf)
    {
        return [callback = std::move(callback), rowOf](const Result<Reply>& reply) {
            if (reply) return callback(stoa::Page<Row>{{rowOf(*reply)}, {}, {}});
            if (reply.error().kind == ErrorKind::NotFound) return callback(stoa::Page<Row>{});
            callback(stoa::fail(reply));
        };
    }

    // Answers on this thread, once, not before it returns; `after` is empty for the first page.
    virtual void requestPage(const std::string& after, int limit, Callback callback) = 0;
    virtual QString rowId(const Row& row) const = 0;
    virtual QVariant value(const Row& row, int column, int role) const = 0;

private:
    template <class Then>
    void ask(int request, const std::string& after, int limit, Then then)
    {
        QPointer<KeysetModelBase> self(this);
        requestPage(after, limit, [this, self, request, then](auto page) mutable {
            if (!self || !isCurrent(request)) return;
            if (page) return then(std::move(*page));
            m_isFetching = false;
            fail(page.error());
        });
    }

    void refreshFrom(int request, const std::string& after)
    {
        ask(request, after, kPageRows, [this, request](stoa::Page<Row> page) {
            if (m_refreshed.empty()) setEstimatedTotal(page.estimatedTotal);
            for (Row& row : page.items)
                m_refreshed.push_back(std::move(row));
            const std::size_t most = std::min<std::size_t>(m_rows.size(), kRefreshRows);
            if (page.next && m_refreshed.size() < most) return refreshFrom(request, *page.next);
            const bool isWhole = !page.next || m_refreshed.size() >= m_rows.size();
            const int kept = isWhole ? rowCount() : lastKnownOfRefreshed() + 1;
            if (isWhole || kept == 0) m_next = std::move(page.next);
            setRefreshing(false);
            apply(std::exchange(m_refreshed, {}), kept == 0 ? rowCount() : kept);
            setState(State::Ready);
            emit refreshed();
        });
    }

    void clearRows()
    {
        m_next.reset();
        if (m_rows.empty()) return;
        beginResetModel();
        m_rows.clear();
        m_index.reset();
        endResetModel();
    }

    // A row that a page repeats (it moved while we were reading) keeps its first place.
    void append(std::vector<Row> rows)
    {
        std::erase_if(rows, [this](const Row& row) { return rowOf(rowId(row)) >= 0; });
        if (rows.empty()) return;
        const int first = rowCount();
        beginInsertRows({}, first, first + static_cast<int>(rows.size()) - 1);
        for (Row& row : rows) {
            m_index->insert(rowId(row), rowCount());
            m_rows.push_back(std::move(row));
        }
        endInsertRows();
    }

    // Where the last refreshed row that is known stands; -1 when all are new.
    int lastKnownOfRefreshed() const
    {
        for (auto row = m_refreshed.rbegin(); row != m_refreshed.rend(); ++row) {
            if (const int at = rowOf(rowId(*row)); at >= 0) return at;
        }
        return -1;
    }

    // Turns the first `count` rows into the fresh ones, wherever those stood before.
    void apply(std::vector<Row> fresh, int count)
    {
        QStringList after;
        QSet<QString> seen;
        std::erase_if(fresh, [&](const Row& row) {
            if (seen.contains(rowId(row))) return true;
            seen.insert(rowId(row));
            after << rowId(row);
            return false;
        });
        for (const QString& id : after)
            if (const int at = rowOf(id); at >= count)
                applyOne({TableChange::Kind::Remove, at, 1, 0}, fresh);
        QStringList before;
        for (int i = 0; i < count; ++i)
            before << rowId(row(i));
        for (const TableChange& change : tableChanges(before, after))
            applyOne(change, fresh);
        for (std::size_t i = 0; i < fresh.size(); ++i)
            update(static_cast<int>(i), std::move(fresh[i]));
    }

    void applyOne(const TableChange& change, const std::vector<Row>& fresh)
    {
        const auto at = [this](int row) { return m_rows.begin() + row; };
        switch (change.kind) {
        case TableChange::Kind::Remove:
            beginRemoveRows({}, change.first, change.first + change.count - 1);
            m_rows.erase(at(change.first), at(change.first + change.count));
            m_index.reset();
            return endRemoveRows();
        case TableChange::Kind::Insert:
            beginInsertRows({}, change.first, change.first + change.count - 1);
            m_rows.insert(at(change.first), fresh.begin() + change.first,
                          fresh.begin() + change.first + change.count);
            m_index.reset();
            return endInsertRows();
        case TableChange::Kind::Move:
            beginMoveRows({}, change.first, change.first, {}, change.to);
            std::rotate(at(change.to), at(change.first), at(change.first + 1));
            m_index.reset();
            return endMoveRows();
        }
    }

    void update(int at, Row fresh)
    {
        Row& row = m_rows[static_cast<std::size_t>(at)];
        if constexpr (std::equality_comparable<Row>) {
            if (row == fresh) return;
        }
        row = std::move(fresh);
        emit dataChanged(index(at, 0), index(at, columnCount() - 1));
    }

    void reindex() const
    {
        m_index.emplace();
        for (int i = 0; i < rowCount(); ++i)
            m_index->insert(rowId(row(i)), i);
    }

    std::vector<Row> m_rows;
    std::vector<Row> m_refreshed;                       // pages of the refresh under way
    mutable std::optional<QHash<QString, int>> m_index; // none: made again when it is asked
    std::optional<std::string> m_next;
    bool m_isFetching = false;
};

} // namespace stoa::ui
