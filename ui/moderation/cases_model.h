#pragma once
// The review queue as a table of one column, and what of it is shown. CasesModel reads the cases of
// one status; CasesQueue leaves out those that have been decided here and are on their way, so that
// a decision takes its case away in the same frame and Undo brings it back to the same place.

#include "api/moderation.h"
#include "ui/models/keyset_model.h"
#include "ui/shell/page_context.h"

#include <QSortFilterProxyModel>

namespace stoa::ui {

class CasesModel final : public KeysetModel<api::CaseRow> {
    Q_OBJECT

public:
    explicit CasesModel(const PageContext& context, QObject* parent = nullptr);

    void setQuestion(api::CaseStatus status, const QString& text); // asks anew
    api::CaseStatus status() const { return m_status; }
    const QString& text() const { return m_text; }
    const api::CaseRow* caseOf(const QString& id) const; // null when it is not loaded

protected:
    void requestPage(const std::string& after, int limit, Callback callback) override;
    QString rowId(const api::CaseRow& row) const override { return fromUtf8(row.id.text()); }
    QVariant value(const api::CaseRow& row, int column, int role) const override;

private:
    PageContext m_context;
    api::CaseStatus m_status = api::CaseStatus::Open;
    QString m_text;
};

class CasesQueue final : public QSortFilterProxyModel {
    Q_OBJECT

public:
    explicit CasesQueue(CasesModel* cases, QObject* parent = nullptr);

    CasesModel& cases() const { return *m_cases; }
    // An open case that is decided here is not shown any more; others are not touched.
    void setDecided(const QString& id, bool isDecided);
    const api::CaseRow& caseAt(int row) const;
    int rowOf(const QString& id) const; // -1 when it is not shown

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    CasesModel* m_cases;
    QSet<QString> m_decided;
};

} // namespace stoa::ui
