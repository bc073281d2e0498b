#pragma once
// The part of KeysetModel that does not depend on the row type: columns, loading state, request
// numbers. Subclass KeysetModel<Row> (keyset_model.h), not this. Views and pages hold this type.
//
// States: Idle (nothing asked yet) -> Loading -> Ready or Failed. A refresh of a model that has
// rows never leaves Ready: isRefreshing() says that it is under way, failed() reports an error and
// the rows stay.

#include "core/result.h"
#include "ui/models/cell.h"

#include <QAbstractTableModel>

#include <optional>

namespace stoa::ui {

class KeysetModelBase : public QAbstractTableModel {
    Q_OBJECT

public:
    static constexpr int kPageRows = 200;
    static constexpr int kRefreshRows = 2 * kPageRows;
    static constexpr int kMaxRows = 100'000; // beyond this a person filters, nobody scrolls

    enum class State { Idle, Loading, Ready, Failed };
    Q_ENUM(State)

    KeysetModelBase(std::vector<Column> columns, QObject* parent);

    const std::vector<Column>& columns() const { return m_columns; }
    int columnOf(const QString& columnId) const; // -1 when there is none
    State state() const { return m_state; }
    bool isRefreshing() const { return m_isRefreshing; }
    // The server's estimate when it gives one, for "214 of about 48,210".
    std::optional<std::int64_t> estimatedTotal() const { return m_estimatedTotal; }
    std::optional<Error> lastError() const { return m_lastError; }

    // The record that alone is asked for, from the next reload() on; "" for all. Only models that
    // can find one heed it.
    void setOnly(const QString& id) { m_only = id; }
    const QString& only() const { return m_only; }
    virtual bool canFindOne() const { return false; }

    // Forgets all rows and fetches the first page: for another question (filter, sort, seller).
    virtual void reload() = 0;
    // Fetches what is loaded once more, at most the first kRefreshRows, and applies only the
    // differences: for "something has changed".
    virtual void refresh() = 0;
    virtual int rowOf(const QString& id) const = 0; // -1 when it is not loaded

    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    void stateChanged(stoa::ui::KeysetModelBase::State state);
    void refreshed();
    void failed(const stoa::Error& error);

protected:
    // Every request gets a number; an answer with an old number is dropped.
    int nextRequest() { return ++m_request; }
    bool isCurrent(int request) const { return request == m_request; }
    void setState(State state);
    void setRefreshing(bool isRefreshing) { m_isRefreshing = isRefreshing; }
    void setEstimatedTotal(std::optional<std::int64_t> total) { m_estimatedTotal = total; }
    void fail(const Error& error);

private:
    std::vector<Column> m_columns;
    State m_state = State::Idle;
    bool m_isRefreshing = false;
    int m_request = 0;
    QString m_only;
    std::optional<std::int64_t> m_estimatedTotal;
    std::optional<Error> m_lastError;
};

} // namespace stoa::ui
