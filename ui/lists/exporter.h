#pragma once
// The button by which a page lets people take its rows along as a file, and what it does: asks
// where to, writes beside everything else, and says how it ended. One at a time.

#include "ui/lists/list_export.h"

namespace stoa::ui {

class Button;

struct ExportPlan {
    QString title;    // "Export of orders"
    QString fileStem; // "orders" suggests orders-2026-11-18.csv
    QStringList columns;
    ListExport::Read read; // of the question that is shown
};

class Exporter final : public QObject {
    Q_OBJECT

public:
    // `stem` of object names: "orders" makes ordersExport. The page owns it and asks the plan.
    Exporter(const PageContext& context, const QString& stem, QWidget* page);

    Button* button() const { return m_button; } // for the header of the page
    void start(const ExportPlan& plan);
    void setUseful(bool isUseful); // whether there is anything to write

signals:
    void requested(); // the button
    void ended(const QString& sentence);

private:
    void run(const ExportPlan& plan, const QString& path);
    void update();

    PageContext m_context;
    QWidget* m_page;
    Button* m_button;
    QPointer<ListExport> m_export; // while it runs
    bool m_isUseful = true;
};

} // namespace stoa::ui
