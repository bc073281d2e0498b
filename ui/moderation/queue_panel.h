#pragma once
// The review queue at the left: search, the cases, what to say when there are none. The current row
// is the case that is open; it follows J and K, the arrow keys and the mouse. When the current case
// leaves, the one below it becomes current.

#include "ui/moderation/cases_model.h"

#include <QWidget>

namespace stoa::ui {

class Banner;
class CaseDelegate;
class Label;
class SearchField;
class TableView;
class ViewState;

class QueuePanel final : public QWidget {
    Q_OBJECT

public:
    QueuePanel(const PageContext& context, CasesQueue* queue, QWidget* parent = nullptr);

    void setOwnName(const std::string& name);
    void step(int rows); // J and K
    void select(const QString& id);
    QString currentId() const;
    void focusList();
    void focusSearch();
    void repaintAges();

signals:
    void currentIdChanged(const QString& id); // empty when there is none
    void searched(const QString& text);
    void retryRequested();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void build();
    void showState();
    void showFailure(const Error& error);

    CasesQueue* m_queue;
    SearchField* m_search;
    Banner* m_banner;
    TableView* m_table;
    CaseDelegate* m_delegate;
    ViewState* m_state;
};

} // namespace stoa::ui
