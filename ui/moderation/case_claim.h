#pragma once
// The case that is open on the page, and whose it is. open() takes the case for five minutes, since
// two people must never decide the same one; noteInput() renews the claim while somebody works, and
// takes it again when it has run out. What another person holds is read instead; takeOver() is for
// after a confirmation. Holding J takes nothing: a case is asked for once the list stands still.
//
// Answers for a case that is no longer the open one are dropped.

#include "api/moderation.h"
#include "ui/shell/page_context.h"

#include <QTimer>

namespace stoa::ui {

class CaseClaim final : public QObject {
    Q_OBJECT

public:
    enum class State {
        None,    // no case is open
        Reading, // asked for, not here yet
        Mine,
        Free,    // nobody's: the claim ran out
        Others,  // holder() has it
        Decided, // no longer open
        ReadOnly // this role reads and does not decide
    };
    Q_ENUM(State)
    static constexpr int kOpenDelayMs = 60;
    static constexpr std::chrono::seconds kRenewEvery{60};

    explicit CaseClaim(const PageContext& context, QObject* parent = nullptr);

    void open(const api::CaseRow& row); // the same case again does nothing
    void close();
    void takeOver();
    // A claim is on its way: what was seen of the case may be old when it is there.
    bool isClaiming() const { return m_isRenewing; }
    void reread(); // something has happened to it
    void noteInput();

    State state() const { return m_state; }
    QString id() const; // empty when none is open
    const std::optional<api::CaseView>& view() const { return m_view; }
    QString holder() const;                                  // of Others
    Duration left() const;                                   // of Mine
    const std::string& ownName() const { return m_ownName; } // known after the first claim

signals:
    void changed();                        // state or view
    void ticked();                         // once a second while a claim runs
    void failed(const stoa::Error& error); // could not be read; what is shown stays

private:
    void claim(bool takesOver);
    void read();
    void takeClaimed(Result<api::CaseView> reply);
    void take(api::CaseView view, bool isClaimed);
    void tick();
    bool mayDecide() const;

    PageContext m_context;
    std::optional<api::CaseRow> m_row;
    std::optional<api::CaseView> m_view;
    State m_state = State::None;
    std::string m_ownName;
    Timestamp m_claimedAt;
    int m_request = 0;
    bool m_isRenewing = false;
    QTimer m_delay;
    QTimer m_clock;
};

} // namespace stoa::ui
