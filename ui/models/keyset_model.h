#pragma once
// A table over a keyset-paged list of the backend, loaded 200 rows at a time as the view scrolls.
// A subclass says four things: how a page is fetched, what identifies a row, what a cell shows, and
// the columns. It does not know who answers; ui/async brings answers to this thread.
//
//     class OrdersModel final : public KeysetModel<api::OrderRow> {
//         void requestPage(const std::string& after, int limit, Callback callback) override
//         { m_connection.call(this, api::ListOrders{…}, std::move(callback)); }
//         QString rowId(const api::OrderRow& row) const override { return fromUtf8(row.id.text());
//         } QVariant value(const api::OrderRow& row, int column, int role) const override { … }
//     };
//
// Nothing is requested before reload(). Answers may come in any order or never; numbered requests
// make sure that only the newest question is answered. Rows are equal when `==` says so; a row type
// without
// `==` counts as changed at every refresh, which repaints more but is never wrong.

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

    // Reads at most kRefreshRows rows again: what has changed is near the top of a list that is
    // ordered by time, and a person who scrolled through 50,000 rows must not cost 250 requests.
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
        if (!m_isIndexed) reindex();
        return m_index.value(id, -1);
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
    // Answers on this thread, once, not before it returns; `after` is empty for the first page.
    virtual void requestPage(const std::string& after, int limit, Callback callback) = 0;
    virtual QString rowId(const Row& row) const = 0;
    virtual QVariant value(const Row& row, int column, int role) const = 0;

private:
    template <class Then>
    void ask(int request, const std::string& after, int limit, Then then)
    {
        QPointer<KeysetModelBase> self(this);
        requestPage(after, limit,
                    [this, self, request, then](Result<stoa::Page<Row>> page) mutable {
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
        m_isIndexed = false;
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
            m_index.insert(rowId(row), rowCount());
            m_rows.push_back(std::move(row));
        }
        endInsertRows();
    }

    // The place, before the refresh, of the last refreshed row that was there then; what stands
    // below it was not read again and stays. -1 when all rows are new.
    int lastKnownOfRefreshed() const
    {
        for (auto row = m_refreshed.rbegin(); row != m_refreshed.rend(); ++row) {
            if (const int at = rowOf(rowId(*row)); at >= 0) return at;
        }
        return -1;
    }

    // Turns the first `count` rows into the fresh ones; a fresh row that stands further down leaves
    // there.
    void apply(std::vector<Row> fresh, int count)
    {
        QStringList after;
        std::vector<Row> unique;
        QSet<QString> seen;
        for (Row& row : fresh) {
            const QString id = rowId(row);
            if (seen.contains(id)) continue;
            seen.insert(id);
            after << id;
            unique.push_back(std::move(row));
        }
        for (const QString& id : after) {
            const int at = rowOf(id);
            if (at >= count) applyOne({TableChange::Kind::Remove, at, 1, 0}, unique);
        }
        QStringList before;
        for (int i = 0; i < count; ++i)
            before << rowId(row(i));
        for (const TableChange& change : tableChanges(before, after))
            applyOne(change, unique);
        for (std::size_t i = 0; i < unique.size(); ++i)
            update(static_cast<int>(i), std::move(unique[i]));
    }

    void applyOne(const TableChange& change, const std::vector<Row>& fresh)
    {
        const auto at = [this](int row) { return m_rows.begin() + row; };
        switch (change.kind) {
        case TableChange::Kind::Remove:
            beginRemoveRows({}, change.first, change.first + change.count - 1);
            m_rows.erase(at(change.first), at(change.first + change.count));
            m_isIndexed = false;
            return endRemoveRows();
        case TableChange::Kind::Insert:
            beginInsertRows({}, change.first, change.first + change.count - 1);
            m_rows.insert(at(change.first), fresh.begin() + change.first,
                          fresh.begin() + change.first + change.count);
            m_isIndexed = false;
            return endInsertRows();
        case TableChange::Kind::Move:
            beginMoveRows({}, change.first, change.first, {}, change.to);
            std::rotate(at(change.to), at(change.first), at(change.first + 1));
            m_isIndexed = false;
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

    // Only when somebody asks for an id: one refresh may change the order many times.
    void reindex() const
    {
        m_isIndexed = true;
        m_index.clear();
        for (int i = 0; i < rowCount(); ++i)
            m_index.insert(rowId(row(i)), i);
    }

    std::vector<Row> m_rows;
    std::vector<Row> m_refreshed; // pages of the refresh under way
    mutable QHash<QString, int> m_index;
    mutable bool m_isIndexed = false;
    std::optional<std::string> m_next;
    bool m_isFetching = false;
};

} // namespace stoa::ui
