#include "ui/rates/refund_reason_dialog.h"

#include "ui/refunds/refund_words.h"
#include "ui/text/amounts.h"
#include "ui/text/error_text.h"
#include "ui/text/words.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"
#include "ui/widgets/steady_box.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>

namespace stoa::ui {

namespace {

using Reason = api::RefundReasonView;
using Reasons = std::vector<Reason>;
using LabelText = decltype(api::PutRefundReason::label);
using Place = decltype(api::PutRefundReason::position);

constexpr std::int64_t kPositionStep = 10; // room for others between two

bool isSame(const Reason& one, const Reason& other)
{
    const auto all = [](const Reason& each) {
        return std::tie(each.label, each.isNoteRequired, each.restock, each.isActive,
                        each.position);
    };
    return all(one) == all(other);
}

std::int64_t positionAfter(const Reasons& all)
{
    std::int64_t last = 0;
    for (const Reason& each : all)
        last = std::max(last, each.position);
    return std::min(last + kPositionStep, Place::kMost);
}

// With the label as people read it.
Reason asRead(Reason reason)
{
    reason.label = toUtf8(refundReasonText(reason));
    return reason;
}

} // namespace

RefundReasonDialog::RefundReasonDialog(const PageContext& context,
                                       const std::optional<Reason>& reason, const Reasons& all,
                                       QWidget* over)
    : FormDialog(over, QStringLiteral("refundReason"), reason ? tr("Save") : tr("Add")),
      m_context(context),
      m_all(all),
      m_label(new QLineEdit),
      m_code(new QLineEdit),
      m_restock(new QComboBox),
      m_position(new NumberBox),
      m_note(new QCheckBox(tr("A note is required"))),
      m_active(new QCheckBox(tr("In use: can be chosen")))
{
    if (reason) m_reason = asRead(*reason);
    setTitle(QStringLiteral("refund"), reason ? tr("Change a reason") : tr("Add a reason"));
    buildFields();
    fill();
    setFirstFocus(m_label);
    for (QLineEdit* line : {m_label, m_code}) {
        connect(line, &QLineEdit::textChanged, this, &RefundReasonDialog::changed);
        connect(line, &QLineEdit::returnPressed, this, &RefundReasonDialog::trySend);
    }
    connect(m_restock, &QComboBox::currentIndexChanged, this, &RefundReasonDialog::changed);
    connect(m_position, &QSpinBox::valueChanged, this, &RefundReasonDialog::changed);
    for (QCheckBox* box : {m_note, m_active})
        connect(box, &QCheckBox::toggled, this, &RefundReasonDialog::changed);
    changed();
}

void RefundReasonDialog::buildFields()
{
    m_label->setMaxLength(LabelText::kMost);
    addField(body(), "label", tr("Reason, as people read it"), m_label, "Label");
    m_code->setMaxLength(api::ReasonCode::kMost);
    m_code->setPlaceholderText(QStringLiteral("arrived_late"));
    m_code->setEnabled(!m_reason);
    addField(body(), "code", tr("Code"), m_code, "Code")
        ->setHint(m_reason ? tr("Earlier refunds name it, so it stays.")
                           : tr("Lower-case letters, digits and underscores. It can't be changed "
                                "later: refunds name it."));
    for (const auto each : {api::Restock::Restock, api::Restock::WriteOff, api::Restock::Keep})
        m_restock->addItem(restockText(each), fromUtf8(enumText(each)));
    m_position->setRange(Place::kLeast, Place::kMost);
    auto* row = makeRow(12);
    addField(row, "restock", tr("A form begins with"), m_restock, "Restock");
    addField(row, "position", tr("Place in the list"), m_position, "Position");
    body()->addLayout(row);
    m_note->setObjectName(QStringLiteral("refundReasonNote"));
    m_active->setObjectName(QStringLiteral("refundReasonActive"));
    body()->addWidget(m_note);
    body()->addWidget(m_active);
    body()->addStretch(1);
}

void RefundReasonDialog::fill()
{
    Reason shown;
    shown.position = positionAfter(m_all);
    if (m_reason) shown = *m_reason;
    m_label->setText(fromUtf8(shown.label));
    m_code->setText(fromUtf8(shown.code));
    m_restock->setCurrentIndex(m_restock->findData(fromUtf8(enumText(shown.restock))));
    m_position->setValue(static_cast<int>(shown.position));
    m_note->setChecked(shown.isNoteRequired);
    m_active->setChecked(shown.isActive);
}

Reason RefundReasonDialog::typed() const
{
    Reason reason;
    reason.code = toUtf8(m_code->text().trimmed());
    reason.label = toUtf8(m_label->text().trimmed());
    reason.isNoteRequired = m_note->isChecked();
    reason.restock = *enumFromText<api::Restock>(toUtf8(m_restock->currentData().toString()));
    reason.isActive = m_active->isChecked();
    reason.position = m_position->value();
    if (m_reason) reason.version = m_reason->version;
    return reason;
}

// A code that is there already would change its reason.
QString RefundReasonDialog::whyNot() const
{
    const Reason reason = typed();
    if (reason.label.empty()) return tr("Say how people read it.");
    if (reason.code.empty()) return tr("Give the reason a code.");
    if (m_reason) return isSame(reason, *m_reason) ? tr("Nothing is changed.") : QString();
    const bool isTaken = std::ranges::find(m_all, reason.code, &Reason::code) != m_all.end();
    return isTaken ? tr("There is a reason with this code.") : QString();
}

void RefundReasonDialog::send()
{
    const Reason reason = typed();
    began(tr("A refund reason is being saved."));
    m_context.connection.call(
        this,
        api::PutRefundReason{reason.code, reason.version, reason.label, reason.isNoteRequired,
                             reason.restock, reason.isActive, reason.position},
        [this, code = fromUtf8(reason.code)](const Result<Reasons>& all) {
            if (!all) return takeRefusal(all.error());
            ended();
            emit saved(code);
            accept();
        },
        intent().key());
}

void RefundReasonDialog::takeRefusal(const Error& error)
{
    failed(error);
    if (error.kind == ErrorKind::Stale) readAgain();
}

void RefundReasonDialog::readAgain()
{
    m_context.connection.call(this, api::ListRefundReasons{}, [this](const Result<Reasons>& all) {
        if (!all) return showProblem(errorText(all.error()));
        m_all = *all;
        showNewer();
    });
}

void RefundReasonDialog::showNewer()
{
    const auto current = std::ranges::find(m_all, typed().code, &Reason::code);
    if (current == m_all.end()) return;
    if (m_reason) m_reason = asRead(*current);
    changed(); // another intent
    if (!m_reason) return showProblem(tr("Somebody else has added a reason with this code."));
    const QStringList newer{isolated(fromUtf8(m_reason->label)), restockText(m_reason->restock),
                            m_reason->isNoteRequired ? tr("note required") : tr("no note required"),
                            m_reason->isActive ? tr("in use") : tr("not in use"),
                            tr("place %1").arg(numberText(m_reason->position))};
    showProblem(tr("Somebody else has changed it meanwhile: %1. Save once more to put yours over "
                   "theirs.")
                    .arg(newer.join(QStringLiteral(", "))));
}

} // namespace stoa::ui
