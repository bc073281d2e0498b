#include "ui/lists/exporter.h"

#include "ui/text/amounts.h"
#include "ui/text/error_text.h"
#include "ui/text/words.h"
#include "ui/widgets/button.h"

#include <QFileInfo>

namespace stoa::ui {

Exporter::Exporter(const PageContext& context, const QString& stem, QWidget* page)
    : QObject(page),
      m_context(context),
      m_page(page),
      m_button(new Button(tr("Export"), stem + QStringLiteral("Export")))
{
    m_button->setIconName(QStringLiteral("download"));
    m_button->setToolTip(tr("Save what this list shows as a file (Ctrl+E)"));
    connect(m_button, &Button::clicked, this, &Exporter::requested);
}

void Exporter::start(const ExportPlan& plan)
{
    if (m_export || !m_isUseful) return;
    const QString day = inZone(m_context.clock().now, m_context.clock().zone)
                            .toString(QStringLiteral("yyyy-MM-dd"));
    m_context.prompt.chooseNewFile(m_page, plan.title,
                                   QStringLiteral("%1-%2.csv").arg(plan.fileStem, day),
                                   [this, plan](const QString& path) {
                                       if (!path.isEmpty() && !m_export) run(plan, path);
                                   });
}

void Exporter::setUseful(bool isUseful)
{
    m_isUseful = isUseful;
    update();
}

void Exporter::update()
{
    m_button->setEnabled(m_isUseful && !m_export);
}

void Exporter::run(const ExportPlan& plan, const QString& path)
{
    m_export = new ListExport(m_context, plan.title, plan.columns, plan.read, this);
    update();
    const auto over = [this](const QString& sentence) {
        m_export.clear();
        update();
        emit ended(sentence);
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
