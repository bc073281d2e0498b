#pragma once
// Paints a case of the queue on two lines: picture, title and seller at the left; age and the
// strongest signal at the right, or the lock and the name of whoever has it open. The only column
// of its table, which must be over a CasesQueue.

#include "api/moderation.h"
#include "ui/shell/page_context.h"

#include <QStyledItemDelegate>

namespace stoa::ui {

class CaseDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    static constexpr int kRowHeight = 59;

    CaseDelegate(const PageContext& context, QObject* parent = nullptr);

    // The name that the node knows this person by; their own claims are not shown as a lock.
    void setOwnName(const std::string& name) { m_ownName = name; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    bool isHeldByOther(const api::CaseRow& row) const;
    int paintAge(QPainter& painter, const QRect& line, const api::CaseRow& row) const;
    int paintSignal(QPainter& painter, const QRect& line, const api::CaseRow& row) const;
    int paintHolder(QPainter& painter, const QRect& line, const QString& name) const;

    PageContext m_context;
    std::string m_ownName;
};

} // namespace stoa::ui
