#pragma once
// The verbs below a case, or why there are none: somebody else has it (with Take over), it has been
// decided, this role only reads. 52 px high.

#include "api/moderation.h"

#include <QWidget>

namespace stoa::ui {

class Button;
class CaseClaim;
class IconMark;
class Label;

class DecisionBar final : public QWidget {
    Q_OBJECT

public:
    explicit DecisionBar(QWidget* parent = nullptr);

    void follow(const CaseClaim& claim);

signals:
    void decided(stoa::api::Decision decision);
    void takeOverRequested();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void showNote(const QString& icon, const QString& text);

    Button* m_reject;
    Button* m_changes;
    Button* m_approve;
    Button* m_takeOver;
    IconMark* m_mark;
    Label* m_note;
};

} // namespace stoa::ui
