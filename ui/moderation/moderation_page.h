#pragma once
// Moderation: decide on a listing in under two minutes without the mouse. The queue at the left,
// the case in the middle, what speaks for and against it at the right with the reasons.
//
// Opening a case claims it. A decision takes the case out of the list and opens the next one in the
// same frame; it waits eight seconds in the DecisionQueue, where Z takes it back exactly, and is
// sent then or as soon as the page is left. What the node refuses comes back into the list with a
// sentence.
//
// Keys: J K next and previous, A approve, R reject, C request changes, 1 to 7 reason, M message,
// Z undo, / search. Ctrl+Enter in the message makes the decision that asked for it.

#include "ui/async/refresh_pace.h"
#include "ui/moderation/decision_queue.h"
#include "ui/shell/page.h"
#include "ui/shell/page_context.h"

class QVBoxLayout;

namespace stoa::ui {

class CaseClaim;
class CaseFacts;
class CasePane;
class CasesModel;
class CasesQueue;
class DecisionBar;
class DecisionForm;
class PageHeader;
class QueuePanel;
class TabStrip;
class Toast;

class ModerationPage final : public ShellPage {
    Q_OBJECT

public:
    static constexpr int kRefreshEveryMs = 1000;
    static constexpr int kAgesEveryMs = 30'000;
    static constexpr int kNarrowWindow = 1180;

    explicit ModerationPage(const PageContext& context, QWidget* parent = nullptr);
    ~ModerationPage() override;

    void visit(const QString& record) override;
    bool focusFind() override;
    bool undo() override;
    void refresh() override;

    DecisionQueue& decisions() { return *m_decisions; }

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    QWidget* buildSide();
    QWidget* buildMiddle();
    void connectQueue();
    void connectClaim();
    void connectDecisions();
    void showStatus(int tab);
    void openCase(const QString& id);
    void showFacts();
    void decide(api::Decision decision);
    void giveBack(const PendingDecision& decision, const Error& error);
    void showUndo();
    void askTakeOver();
    void takeEvents(const std::vector<api::Event>& events);
    void selectWanted();
    void setNarrow(bool isNarrow);
    void openSheet();
    bool handleKey(const QKeyEvent& event);
    bool handleLetter(int key);

    PageContext m_context;
    CasesModel* m_cases;
    CasesQueue* m_queue;
    CaseClaim* m_claim;
    DecisionForm* m_form;
    DecisionQueue* m_decisions;
    PageHeader* m_header;
    TabStrip* m_tabs;
    QueuePanel* m_list;
    CaseFacts* m_facts;
    CasePane* m_pane;
    DecisionBar* m_bar;
    QWidget* m_side = nullptr;
    QVBoxLayout* m_factsColumn = nullptr;
    QVBoxLayout* m_sideColumn = nullptr;
    QWidget* m_sheet = nullptr; // reasons and message over the bar, in a narrow window
    Toast* m_toast = nullptr;
    QString m_wanted;
    std::optional<api::Decision> m_afterClaim; // waits for the claim that its key began
    api::Decision m_intent = api::Decision::RequestChanges; // of Ctrl+Enter in the message
    bool m_isNarrow = false;
    RefreshPace m_pace{kRefreshEveryMs};
    QTimer m_ages;
};

} // namespace stoa::ui
