#pragma once
// The case that is open: a head that stays (title with marks, whose it is, category, age) and below
// it what scrolls: images and facts, description, variants, the message, history. Follows a
// CaseClaim; shows the head from the queue's row at once and the rest when it has come.
//
// In a narrow window signals, seller and history become tabs beside the item, and the message
// leaves for the sheet over the decision bar.

#include "ui/moderation/case_claim.h"

#include <QWidget>

class QVBoxLayout;

namespace stoa::ui {

class CaseFacts;
class Label;
class MarkedText;
class StatusChip;
class TabStrip;
class ViewState;

class CasePane final : public QWidget {
    Q_OBJECT

public:
    CasePane(const PageContext& context, CaseClaim* claim, CaseFacts* facts,
             QWidget* parent = nullptr);

    void setNarrow(bool isNarrow); // the page moves facts and message
    QVBoxLayout* factsSlot() const { return m_factsSlot; }
    QVBoxLayout* messageSlot() const { return m_messageSlot; }
    // The head of a case that has not been read yet.
    void announce(const api::CaseRow& row);

signals:
    void retryRequested();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QWidget* buildHead();
    QWidget* buildBody();
    QVBoxLayout* addSection(const char* name);
    void showClaim();
    void showHolder();
    void fill();
    void showTab();

    PageContext m_context;
    CaseClaim* m_claim;
    CaseFacts* m_facts;
    TabStrip* m_tabs;
    MarkedText* m_title;
    StatusChip* m_holder;
    Label* m_meta;
    QVBoxLayout* m_body = nullptr;
    QVBoxLayout* m_item = nullptr;
    QVBoxLayout* m_factsSlot;
    QVBoxLayout* m_messageSlot;
    QVBoxLayout* m_history = nullptr;
    ViewState* m_state = nullptr;
    QString m_shown; // what the body was built from
    bool m_isNarrow = false;
};

} // namespace stoa::ui
