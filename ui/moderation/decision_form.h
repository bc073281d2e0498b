#pragma once
// What belongs to a decision besides its verb: the reason and the message to the seller. Owns the
// two widgets while the page decides where they stand. problem() says what is missing before
// anything is sent: a rejection needs a reason, sending back needs a reason and a message.

#include "api/moderation.h"

#include <QWidget>

class QPlainTextEdit;

namespace stoa::ui {

class Field;
class ReasonList;

class DecisionForm final : public QObject {
    Q_OBJECT

public:
    static constexpr int kMostMessage = 2000;

    explicit DecisionForm(QObject* parent = nullptr);

    ReasonList* reasons() const { return m_reasons; }
    QWidget* messageField() const;
    QPlainTextEdit* message() const { return m_message; }

    void reset();
    void setEnabled(bool isEnabled);
    void setVisible(bool isVisible);
    // True when the decision may be made; otherwise shows what is missing and moves the focus
    // there.
    bool check(api::Decision decision);
    void fill(api::DecideCase& request) const;
    void show(const api::DecideCase& request); // what had been chosen

signals:
    void typed();
    void sendRequested();  // Ctrl+Enter in the message
    void leaveRequested(); // Esc in the message

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    ReasonList* m_reasons;
    QPlainTextEdit* m_message;
    Field* m_field;
};

} // namespace stoa::ui
