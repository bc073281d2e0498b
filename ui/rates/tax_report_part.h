#pragma once
// The tax of a period, by country and rate, of all sellers or one; as a table and as a file.
//
// Keys: Ctrl+E export.

#include "ui/lists/exporter.h"
#include "ui/shell/page.h"
#include "ui/shell/page_context.h"

class QComboBox;
class QDateEdit;

namespace stoa::ui {

class PageHeader;
class NameBook;
class TableView;
class TaxReportModel;
class Toast;
class ViewState;

class TaxReportPart final : public ShellPage {
    Q_OBJECT

public:
    TaxReportPart(const PageContext& context, NameBook* names, QWidget* parent = nullptr);

    void visit(const QString& record) override;
    void refresh() override;
    PageHeader& header() const { return *m_header; }

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    enum class Period { ThisMonth, LastMonth, ThisQuarter, LastQuarter, ThisYear, LastYear, Other };

    void build();
    void choosePeriod(int index);
    void ask();
    void showFacts();
    void startExport();

    PageContext m_context;
    NameBook* m_names;
    PageHeader* m_header;
    QComboBox* m_period;
    QDateEdit* m_from;
    QDateEdit* m_to;
    QComboBox* m_seller;
    Exporter* m_exporter;
    TaxReportModel* m_model;
    TableView* m_table;
    ViewState* m_state;
    Toast* m_toast = nullptr;
};

} // namespace stoa::ui
