#include "ui/rates/refund_policy_panel.h"

#include "core/id.h"
#include "ui/rates/amounts_line.h"
#include "ui/text/amounts.h"
#include "ui/text/error_text.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"
#include "ui/widgets/focus.h"
#include "ui/widgets/steady_box.h"
#include "ui/widgets/view_state.h"

#include <QLineEdit>
#include <QScrollArea>

namespace stoa::ui {

namespace {

constexpr int kWidth = 340;
constexpr int kSaveBar = 52;

using Policy = api::RefundPolicyView;
using Days = decltype(api::SetRefundPolicy::approvalDays);

bool isSame(const Policy& one, const Policy& other)
{
    return one.approvalAbove == other.approvalAbove && one.approvalDays == other.approvalDays &&
           one.creditPerDay == other.creditPerDay;
}

QString daysText(std::int64_t days)
{
    return days == 1 ? RefundPolicyPanel::tr("1 day")
                     : RefundPolicyPanel::tr("%1 days").arg(numberText(days));
}

} // namespace

RefundPolicyPanel::RefundPolicyPanel(const PageContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_days(new NumberBox),
      m_newer(new Note(Tone::Warn, QStringLiteral("merge"), {})),
      m_problem(new Note(Tone::Bad, QStringLiteral("incident"), {}))
{
    setObjectName(QStringLiteral("refundPolicy"));
    setFixedWidth(scaled(kWidth));
    m_newer->setObjectName(QStringLiteral("refundPolicyNewer"));
    m_problem->setObjectName(QStringLiteral("refundPolicyProblem"));
    m_state = new ViewState(makeScrollArea(buildForm()), Skeleton::Shape::Card,
                            QStringLiteral("refundPolicyState"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(makeRule(Qt::Vertical, nullptr, &Theme::line2));
    auto* column = makeColumn(0);
    column->addWidget(m_state, 1);
    column->addWidget(buildSaveBar());
    row->addLayout(column, 1);
    for (const AmountsField& each : m_amounts)
        connect(each.line, &QLineEdit::textChanged, this, &RefundPolicyPanel::edited);
    connect(m_days, &QSpinBox::valueChanged, this, &RefundPolicyPanel::edited);
    connect(m_state, &ViewState::actionTriggered, this, &RefundPolicyPanel::read);
    m_newer->hide();
    forgetProblems();
    update();
}

QWidget* RefundPolicyPanel::buildForm()
{
    auto* form = new QWidget;
    auto* column = new QVBoxLayout(form);
    column->setContentsMargins(14, 10, 14, 14);
    column->setSpacing(12);
    column->addWidget(new Label(tr("What one person may give back"), Type::CardTitle));
    column->addWidget(m_newer);
    column->addWidget(m_problem);
    addAmounts(column, "approvalAbove", tr("A second person decides above"), "refundPolicyAbove",
               tr("Of all that an order gives back by one person's word, in parts or at once. "
                  "A currency that is not named has no limit."),
               &Policy::approvalAbove);
    m_days->setObjectName(QStringLiteral("refundPolicyDays"));
    m_days->setRange(Days::kLeast, Days::kMost);
    m_daysField = new Field(tr("A refund that waits for them expires after"), m_days);
    column->addWidget(m_daysField);
    addAmounts(column, "creditPerDay", tr("Store credit that one person may give in a day"),
               "refundPolicyCredit",
               tr("By hand, of one seller's. A currency that is not named: five times the amount "
                  "above; without one, no limit."),
               &Policy::creditPerDay);
    column->addWidget(makeParagraph(tr("Holds for what is asked for once it is saved.")));
    column->addStretch(1);
    return form;
}

void RefundPolicyPanel::addAmounts(QBoxLayout* to, const char* member, const QString& label,
                                   const char* name, const QString& hint,
                                   api::Amounts Policy::*amounts)
{
    auto* line = new QLineEdit;
    line->setObjectName(QString::fromLatin1(name));
    line->setPlaceholderText(tr("such as 500.00 EUR, 550.00 USD"));
    auto* field = new Field(label, line);
    field->setHint(hint);
    to->addWidget(field);
    m_amounts.push_back({member, field, line, amounts});
}

QWidget* RefundPolicyPanel::buildSaveBar()
{
    m_saveBar = new QWidget;
    m_saveBar->setFixedHeight(scaled(kSaveBar));
    auto* row = new QHBoxLayout(m_saveBar);
    row->setContentsMargins(14, 0, 14, 0);
    row->addWidget(new Label(tr("Not saved"), Type::BodyStrong), 1);
    auto* discardButton = new Button(tr("Discard"), QStringLiteral("refundPolicyDiscard"));
    m_save = new Button(tr("Save"), QStringLiteral("refundPolicySave"), Button::Kind::Primary);
    m_save->setKeyHint(tr("Ctrl S"));
    row->addWidget(discardButton);
    row->addWidget(m_save);
    connect(discardButton, &Button::clicked, this, &RefundPolicyPanel::discard);
    connect(m_save, &Button::clicked, this, &RefundPolicyPanel::save);
    return m_saveBar;
}

void RefundPolicyPanel::read()
{
    if (m_isSaving) return;
    if (!m_saved) m_state->showLoading();
    const int reading = ++m_reading;
    m_context.connection.call(this, api::GetRefundPolicy{},
                              [this, reading](const Result<Policy>& policy) {
                                  if (reading != m_reading) return;
                                  if (!policy) return notRead(policy.error());
                                  taken(*policy);
                              });
}

void RefundPolicyPanel::taken(const Policy& policy)
{
    const bool isNewer = m_saved && m_saved->version != policy.version;
    const bool wasChanged = isChanged();
    m_saved = policy;
    m_state->showContent();
    if (!wasChanged) return fill();
    if (!isNewer) return;
    m_intent.changed(); // over another version it is another intent
    forgetProblems();
    m_newer->setMessage(Tone::Warn, QStringLiteral("merge"),
                        tr("Somebody else has changed this meanwhile. It says now: %1. Yours is "
                           "kept here; save it to put it over theirs.")
                            .arg(inWords(policy)));
    m_newer->show();
    update();
}

QString RefundPolicyPanel::inWords(const Policy& policy) const
{
    const QLocale locale = m_context.clock().locale;
    const auto& above = policy.approvalAbove;
    const auto& credit = policy.creditPerDay;
    return QStringList{
        above.empty() ? tr("no second person")
                      : tr("a second person above %1").arg(amountsLine(above, locale)),
        tr("expires after %1").arg(daysText(policy.approvalDays)),
        credit.empty() ? tr("no amount of credit")
                       : tr("credit in a day up to %1").arg(amountsLine(credit, locale))}
        .join(QStringLiteral("; "));
}

void RefundPolicyPanel::notRead(const Error& error)
{
    if (!m_saved) return m_state->showError(error);
    showProblem(Tone::Warn, QStringLiteral("cloud-off"), errorText(error));
}

void RefundPolicyPanel::fill()
{
    for (const AmountsField& each : m_amounts) {
        const QSignalBlocker quiet(each.line);
        each.line->setText(amountsLine((*m_saved).*each.amounts, m_context.clock().locale));
    }
    const QSignalBlocker quiet(m_days);
    m_days->setValue(static_cast<int>(m_saved->approvalDays));
    edited();
}

void RefundPolicyPanel::edited()
{
    m_intent.changed();
    m_days->setSuffix(m_days->value() == 1 ? tr(" day") : tr(" days"));
    forgetProblems();
    update();
}

void RefundPolicyPanel::update()
{
    const bool hasEdits = isChanged();
    m_saveBar->setVisible(hasEdits);
    if (!hasEdits) m_newer->hide();
    m_save->setEnabled(!m_isSaving);
    m_save->setToolTip(m_isSaving ? tr("It is being saved.") : QString());
}

// What is typed, over the version that is known.
Result<Policy> RefundPolicyPanel::typed() const
{
    Policy policy = *m_saved;
    policy.approvalDays = m_days->value();
    for (const AmountsField& each : m_amounts) {
        auto amounts = parseAmountsLine(each.line->text(), m_context.clock().locale);
        if (!amounts) return fail(std::move(amounts.error()).in(each.member));
        policy.*each.amounts = std::move(*amounts);
    }
    return policy;
}

bool RefundPolicyPanel::isChanged() const
{
    if (!m_saved) return false;
    const auto policy = typed();
    return !policy || !isSame(*policy, *m_saved);
}

void RefundPolicyPanel::save()
{
    if (!isChanged() || m_isSaving) return;
    const auto policy = typed();
    if (!policy) return refused(policy.error());
    m_isSaving = true;
    ++m_reading; // what is on its way is older
    forgetProblems();
    update();
    m_context.connection.call(
        this,
        api::SetRefundPolicy{policy->version, policy->approvalAbove, policy->approvalDays,
                             policy->creditPerDay},
        [this, sent = *policy](const Result<Policy>& answer) {
            m_isSaving = false;
            if (!answer) return refused(answer.error());
            const auto now = typed();
            const bool isAsSent = now && isSame(*now, sent); // nobody typed on
            m_saved = *answer;
            m_intent.changed();
            m_newer->hide();
            isAsSent ? fill() : update();
            emit saved();
        },
        m_intent.key());
}

void RefundPolicyPanel::refused(const Error& error)
{
    update();
    for (const AmountsField& each : m_amounts) {
        if (!error.field.starts_with(each.member)) continue;
        each.field->setProblem(errorText(error));
        focusFirstIn(each.field);
        return;
    }
    if (error.field == "approvalDays") return m_daysField->setProblem(errorText(error));
    showProblem(Tone::Bad, QStringLiteral("incident"), errorText(error));
    if (error.kind == ErrorKind::Stale) read();
}

void RefundPolicyPanel::discard()
{
    const Confirmation what{QStringLiteral("undo"),
                            tr("Discard what is not saved"),
                            tr("What is saved is shown again. What you changed here can't be "
                               "brought back."),
                            tr("Discard"),
                            tr("Keep it"),
                            true};
    m_context.prompt.confirm(this, what, [this](bool isAgreed) {
        if (isAgreed && !m_isSaving) fill();
    });
}

void RefundPolicyPanel::showProblem(Tone tone, const QString& icon, const QString& problem)
{
    m_problem->setMessage(tone, icon, problem);
    m_problem->show();
}

void RefundPolicyPanel::forgetProblems()
{
    m_problem->hide();
    for (const AmountsField& each : m_amounts)
        each.field->setProblem({});
    m_daysField->setProblem({});
}

} // namespace stoa::ui
