#include "ui/rates/refund_rules_part.h"

#include "ui/rates/rates_title.h"
#include "ui/rates/refund_policy_panel.h"
#include "ui/rates/refund_reason_dialog.h"
#include "ui/rates/refund_reasons_model.h"
#include "ui/text/amounts.h"
#include "ui/theme/paint.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/view_state.h"

#include <QKeyEvent>

namespace stoa::ui {

namespace {

constexpr int kHeader = 46;

} // namespace

RefundRulesPart::RefundRulesPart(const PageContext& context, QWidget* parent)
    : ShellPage(parent),
      m_context(context),
      m_header(new PageHeader(ratesTitle(), QStringLiteral("refundRulesHeader"))),
      m_model(new RefundReasonsModel(context, this)),
      m_table(new TableView(QStringLiteral("refundReasonsTable"))),
      m_state(new ViewState(m_table, Skeleton::Shape::Rows, QStringLiteral("refundReasonsState"))),
      m_add(new Button(tr("Add a reason"), QStringLiteral("refundReasonsAdd"))),
      m_change(new Button(tr("Change"), QStringLiteral("refundReasonsChange"))),
      m_policy(new RefundPolicyPanel(context))
{
    setObjectName(QStringLiteral("refundRules"));
    setAccessibleName(tr("Refund rules"));
    m_header->setFixedHeight(scaled(kHeader));
    m_table->setAccessibleName(tr("Refund reasons"));
    m_table->setKeysetModel(m_model);
    build();
    m_toast = new Toast(this);
    follow();
}

void RefundRulesPart::build()
{
    m_add->setIconName(QStringLiteral("plus"));
    m_add->setKeyHint(QStringLiteral("N"));
    m_change->setKeyHint(QStringLiteral("E"));
    m_header->addAction(m_change);
    m_header->addAction(m_add);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeRule(Qt::Horizontal, nullptr, &Theme::line2));
    auto* row = makeRow(0);
    row->addWidget(m_state, 1);
    row->addWidget(m_policy);
    column->addLayout(row, 1);
    connect(m_add, &Button::clicked, this, [this] { open({}); });
    connect(m_change, &Button::clicked, this, &RefundRulesPart::change);
    connect(m_table, &TableView::opened, this, &RefundRulesPart::change);
    connect(m_policy, &RefundPolicyPanel::saved, this, [this] {
        m_toast->showDone(tr("Saved. It holds for what is asked for from now on."));
    });
}

void RefundRulesPart::follow()
{
    m_state->follow(m_model, [] { return StateMessage{}; }); // one always stays
    connect(m_model, &KeysetModelBase::stateChanged, this, &RefundRulesPart::showFacts);
    connect(m_model, &KeysetModelBase::refreshed, this, &RefundRulesPart::showFacts);
    connect(m_model, &KeysetModelBase::failed, this, [this] {
        if (m_model->state() == KeysetModelBase::State::Ready)
            m_header->setStale(tr("The reasons could not be read again"), true);
    });
    connect(&m_context.events, &LiveEvents::changed, this,
            [this](const std::vector<api::Event>& events) {
                if (concerns(events, {"refund_policy", "refund_reason"})) refresh();
            });
    connect(&m_context.events, &LiveEvents::lost, this, &RefundRulesPart::refresh);
    showFacts();
}

void RefundRulesPart::showFacts()
{
    const bool isReady = m_model->state() == KeysetModelBase::State::Ready;
    m_add->setEnabled(isReady);
    m_change->setEnabled(isReady);
    if (!isReady) return m_header->setFacts({});
    const auto all = m_model->reasons();
    const auto inUse = std::ranges::count(all, true, &api::RefundReasonView::isActive);
    m_header->setStale({}, false);
    m_header->setFacts(all.size() == 1 ? tr("1 reason")
                                       : tr("%1 reasons, %2 in use")
                                             .arg(numberText(static_cast<std::int64_t>(all.size())),
                                                  numberText(inUse)));
    if (m_model->rowOf(m_wanted) >= 0) m_table->selectId(std::exchange(m_wanted, {}));
    if (!m_table->currentIndex().isValid()) m_table->setCurrentIndex(m_model->index(0, 0));
}

void RefundRulesPart::visit(const QString&)
{
    if (m_model->state() == KeysetModelBase::State::Idle) {
        m_model->reload();
        m_policy->read();
    }
    m_table->setFocus(Qt::OtherFocusReason);
}

void RefundRulesPart::refresh()
{
    if (m_model->state() == KeysetModelBase::State::Idle) return; // nobody has been here
    m_model->refresh();
    m_policy->read();
}

void RefundRulesPart::change()
{
    const int row = m_table->currentIndex().row();
    if (row >= 0) open(m_model->row(row));
}

void RefundRulesPart::open(const std::optional<api::RefundReasonView>& reason)
{
    if (m_model->state() != KeysetModelBase::State::Ready) return; // which codes there are
    auto* dialog = new RefundReasonDialog(m_context, reason, m_model->reasons(), this);
    connect(dialog, &RefundReasonDialog::saved, this, [this](const QString& code) {
        m_wanted = code;
        m_toast->showDone(tr("The reason is saved."));
        m_model->refresh();
    });
    dialog->open();
}

void RefundRulesPart::keyPressEvent(QKeyEvent* event)
{
    const auto modifiers = event->modifiers() & ~Qt::KeypadModifier;
    if (modifiers == Qt::ControlModifier && event->key() == Qt::Key_S) return m_policy->save();
    if (modifiers != Qt::NoModifier) return ShellPage::keyPressEvent(event);
    if (event->key() == Qt::Key_N) return open({});
    if (event->key() == Qt::Key_E) return change();
    ShellPage::keyPressEvent(event);
}

void RefundRulesPart::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), theme().card);
}

} // namespace stoa::ui
