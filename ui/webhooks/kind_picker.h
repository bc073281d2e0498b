#pragma once
// Chooses kinds of event out of more than a hundred: all of them, or those that are ticked in a
// list that can be searched.
//
// Keys in the list: arrows, Space or Enter ticks.

#include <QWidget>

class QCheckBox;

namespace stoa::ui {

class KindsModel;
class Label;
class SearchField;
class TableView;

class KindPicker final : public QWidget {
    Q_OBJECT

public:
    explicit KindPicker(const QString& stem, QWidget* parent = nullptr); // of object names

    void setKinds(const QStringList& kinds);
    void setChosen(const QStringList& kinds); // empty: all
    QStringList chosen() const;               // empty: all
    bool isComplete() const;                  // all, or at least one

signals:
    void changed();

private:
    void update();

    QCheckBox* m_all;
    SearchField* m_search;
    KindsModel* m_model;
    TableView* m_table;
    Label* m_count;
};

} // namespace stoa::ui
