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
class TableView;
class ThinBar;

class ImportReportView final : public QWidget {
    Q_OBJECT

public:
    explicit ImportReportView(QWidget* parent = nullptr);

    void showNothing();
    // `share` from 0 to 1; nothing when it cannot be known.
    void showProgress(const QString& what, std::optional<double> share = {},
                      const QString& facts = {});
    void showReport(const api::ImportReport& report);
    // Of an import that was stopped: what is there, and what was not touched.
    void showStopped(const api::ImportReport& report, std::int64_t done, std::int64_t all);
    void showProblem(const QString& text);

private:
    QWidget* buildProgress();
    QWidget* buildReport();

    QStackedLayout* m_stack;
    Label* m_what;
    ThinBar* m_bar;
    Label* m_facts;
    Note* m_problem;
    Note* m_verdict;
    Label* m_counts[4] = {};
    ProblemsModel* m_model;
    TableView* m_table;
};

} // namespace stoa::ui
