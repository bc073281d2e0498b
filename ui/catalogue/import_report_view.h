#pragma once
// What a file does, or did: four counts and the table of what could not be used. Before there is a
// report it explains which files are understood; while one is made it says so.

#include "api/imports.h"

#include <QWidget>

class QStackedLayout;

namespace stoa::ui {

class Label;
class Note;
class ProblemsModel;
class ProgressRow;
class TableView;

class ImportReportView final : public QWidget {
    Q_OBJECT

public:
    explicit ImportReportView(QWidget* parent = nullptr);

    void showNothing();
    void showProgress(const QString& what);
    void showReport(const api::ImportReport& report);
    void showProblem(const QString& text);

private:
    QWidget* buildReport();

    QStackedLayout* m_stack;
    ProgressRow* m_progress;
    Note* m_problem;
    Note* m_verdict;
    Label* m_counts[4] = {};
    ProblemsModel* m_model;
    TableView* m_table;
};

} // namespace stoa::ui
