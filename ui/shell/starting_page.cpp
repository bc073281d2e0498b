#include "ui/shell/starting_page.h"

#include "ui/shell/setup_list.h"

#include <QVBoxLayout>

namespace stoa::ui {
namespace {

constexpr int kWidth = 560;

} // namespace

StartingPage::StartingPage(SetupModel& model, QWidget* parent)
    : QWidget(parent), m_list(new SetupList(this))
{
    setObjectName(QStringLiteral("startingPage"));
    setAccessibleName(tr("Starting"));
    m_list->setModel(&model);
    m_list->setTitle(tr("Starting your marketplace"));
    m_list->setFixedWidth(kWidth);
    auto* column = new QVBoxLayout(this);
    column->addStretch(1);
    column->addWidget(m_list, 0, Qt::AlignHCenter);
    column->addStretch(2);
}

} // namespace stoa::ui
