// ListPage: taking the rows along as a file.

#include "ui/lists/list_page.h"
#include "ui/text/amounts.h"
#include "ui/text/error_text.h"
#include "ui/text/words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/toast.h"

#include <QFileInfo>

namespace stoa::ui {

void ListPage::addExport()
{
    m_exportButton = new Button(tr("Export"), m_names.stem + QStringLiteral("Export"));
    m_exportButton->setIconName(QStringLiteral("download"));
    m_exportButton->setToolTip(tr("Save what this list shows as a file (Ctrl+E)"));
    m_header->addAction(m_exportButton);
    connect(m_exportButton, &Button::clicked, this, &ListPage::startExport);
}

void ListPage::startExport()
{
    const auto plan = exportPlan();
    if (!plan || m_export) return;
    const QString day = inZone(m_context.clock().now, m_context.clock().zone)
                            .toString(QStringLiteral("yyyy-MM-dd"));
    m_context.prompt.chooseNewFile(this, plan->title,
                                   QStringLiteral("%1-%2.csv").arg(plan->fileStem, day),
                                   [this, plan = *plan](const QString& path) {
                                       if (!path.isEmpty() && !m_export) runExport(plan, path);
                                   });
}

void ListPage::runExport(const ExportPlan& plan, const QString& path)
{
    m_export = new ListExport(m_context, plan.title, plan.columns, plan.read, this);
    if (m_exportButton != nullptr) m_exportButton->setEnabled(false);
    const auto over = [this](const QString& sentence) {
        m_export.clear();
        if (m_exportButton != nullptr) m_exportButton->setEnabled(true);
        m_toast->showDone(sentence);
    };
    connect(m_export, &ListExport::written, this, [over](const QString& file, qint64 rows) {
        over(tr("%1 lines are in %2").arg(numberText(rows), isolated(QFileInfo(file).fileName())));
    });
    connect(m_export, &ListExport::canceled, this,
            [over] { over(tr("The export was canceled. No file was written.")); });
    connect(m_export, &ListExport::failed, this, [over](const Error& error) {
        over(errorText(error) + QLatin1Char(' ') + tr("No file was written."));
    });
    m_export->start(path);
}

} // namespace stoa::ui
