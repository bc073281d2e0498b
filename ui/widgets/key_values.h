#pragma once
// Names at the left, values at the right, one pair a line: "Charged   457.40 EUR". For the facts of
// a drawer or a preview.

#include "ui/theme/theme.h"

#include <QWidget>

class QGridLayout;

namespace stoa::ui {

class KeyValues final : public QWidget {
    Q_OBJECT

public:
    explicit KeyValues(const QString& name, QWidget* parent = nullptr);

    void clear();
    void add(const QString& key, const QString& value, Ink valueInk = &Theme::t1);
    void addStrong(const QString& key, const QString& value); // the line that matters
    // With a small square before the key, for the parts of a bar.
    void addMarked(Ink mark, const QString& key, const QString& value);
    void addPart(const QString& key, const QString& value); // indented: a share of the line above

private:
    enum class Style { Plain, Strong, Part };
    void put(const QString& key, const QString& value, Ink valueInk, Style style,
             Ink mark = nullptr);

    QGridLayout* m_grid;
    int m_row = 0;
};

} // namespace stoa::ui
