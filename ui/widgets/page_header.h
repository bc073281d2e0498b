#pragma once
// The first row of a page: its title, a line of facts beside it, actions at the right; 52 px high.
// The line of facts is dropped first when the window is narrow. setStale() replaces it by "Data
// from 14:02, updating", amber once two refreshes were missed.

#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QWidget>

namespace stoa::ui {

class IconMark;

class PageHeader final : public QWidget {
    Q_OBJECT

public:
    PageHeader(const QString& title, const QString& name, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    void setFacts(const QString& facts);
    void setStale(const QString& text, bool isLate); // "" ends it
    void addAction(QWidget* widget);

private:
    Label* m_title;
    IconMark* m_staleMark;
    Label* m_facts;
    QString m_factsText;
    QHBoxLayout* m_row;
};

} // namespace stoa::ui
