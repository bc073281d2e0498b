#pragma once
// The panel that pages are made of: a surface with a 1 px edge, a header of 38 px with a title, a
// short note beside it and actions at the right, and a body. Also the small layout helpers that
// every page uses.

#include "ui/widgets/label.h"

#include <QBoxLayout>
#include <QFrame>

class QScrollArea;

namespace stoa::ui {

class Card final : public QFrame {
    Q_OBJECT

public:
    // An empty title makes no header.
    Card(const QString& title, const QString& name, QWidget* parent = nullptr);

    QVBoxLayout* body() const { return m_body; } // margins 12, 0 on top under a header
    void setBodyMargins(int left, int top, int right, int bottom);
    void setNote(const QString& note);
    void setHeaderRule(bool isVisible);    // a line under the header, above tables and lists
    void addHeaderWidget(QWidget* widget); // at the right, in the order of the calls
    void setSunken(bool isSunken);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QHBoxLayout* m_header = nullptr;
    Label* m_note = nullptr;
    QVBoxLayout* m_body;
    bool m_hasRule = false;
    bool m_isSunken = false;
};

// A 1 px line between parts of a panel.
QWidget* makeRule(Qt::Orientation orientation, QWidget* parent = nullptr, Ink ink = &Theme::line);
// A scroll area without frame or background of its own around `content`.
QScrollArea* makeScrollArea(QWidget* content, QWidget* parent = nullptr);
// The same, but it asks for all the room that its content wants, and scrolls when it gets less.
QScrollArea* makeFittingScrollArea(QWidget* content, QWidget* parent = nullptr);
QHBoxLayout* makeRow(int spacing = 8);
QVBoxLayout* makeColumn(int spacing = 8);

} // namespace stoa::ui
