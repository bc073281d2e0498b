#include "ui/webhooks/kind_picker.h"

#include "ui/text/amounts.h"
#include "ui/webhooks/kinds_model.h"
#include "ui/widgets/card.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/table_view.h"

#include <QCheckBox>

namespace stoa::ui {

namespace {

constexpr int kListHeight = 208;

} // namespace

KindPicker::KindPicker(const QString& stem, QWidget* parent)
    : QWidget(parent),
      m_all(new QCheckBox(tr("Every kind, also those to come"))),
      m_search(new SearchField(tr("Find a kind"), stem + QStringLiteral("Search"))),
      m_model(new KindsModel(this)),
      m_table(new TableView(stem + QStringLiteral("Kinds"))),
      m_count(new Label({}, Type::Secondary, &Theme::t3))
{
    m_all->setObjectName(stem + QStringLiteral("All"));
    m_all->setChecked(true);
    m_search->setAccessibleName(tr("Find a kind of event"));
    m_table->setAccessibleName(tr("Kinds of event"));
    m_table->setModel(m_model);
    m_table->setColumns(KindsModel::columns());
    m_table->setCompact(true);
    m_table->horizontalHeader()->hide();
    m_table->setFixedHeight(scaled(kListHeight));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_all);
    auto* find = makeRow(8);
    find->addWidget(m_search, 1);
    find->addWidget(m_count);
    column->addLayout(find);
    column->addWidget(m_table);
    setFocusProxy(m_all);
    connect(m_search, &SearchField::changed, m_model, &KindsModel::setText);
    const auto toggle = [this](const QString&) { m_model->toggle(m_table->currentIndex().row()); };
    connect(m_table, &TableView::peeked, this, toggle);
    connect(m_table, &TableView::opened, this, toggle);
    connect(m_all, &QCheckBox::toggled, this, &KindPicker::update);
    connect(m_model, &KindsModel::tickedChanged, this, &KindPicker::update);
    update();
}

void KindPicker::setKinds(const QStringList& kinds)
{
    m_model->setKinds(kinds);
}

void KindPicker::setChosen(const QStringList& kinds)
{
    m_model->setTicked(kinds);
    m_all->setChecked(kinds.isEmpty());
    update();
}

QStringList KindPicker::chosen() const
{
    return m_all->isChecked() ? QStringList() : m_model->ticked();
}

bool KindPicker::isComplete() const
{
    return m_all->isChecked() || !m_model->ticked().isEmpty();
}

void KindPicker::update()
{
    const bool isAll = m_all->isChecked();
    m_search->setVisible(!isAll);
    m_table->setVisible(!isAll);
    m_count->setVisible(!isAll);
    m_count->setText(tr("%1 chosen").arg(numberText(m_model->ticked().size())));
    emit changed();
}

} // namespace stoa::ui
