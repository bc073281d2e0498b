#include "ui/catalogue/stock_dialog.h"

#include "ui/catalogue/listing_words.h"
#include "ui/text/amounts.h"
#include "ui/text/error_text.h"
#include "ui/text/words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"

#include <QLineEdit>
#include <QRegularExpressionValidator>

namespace stoa::ui {

namespace {

constexpr int kWidth = 420;
constexpr int kMostReason = 200;
constexpr std::int64_t kMostChange = 1'000'000;

} // namespace

StockDialog::StockDialog(const PageContext& context, const api::ListingView& listing,
                         const api::VariantView& variant, QWidget* over)
    : ScrimDialog(over, QStringLiteral("stockDialog")),
      m_context(context),
      m_seller(listing.row.seller),
      m_variant(variant),
      m_change(new QLineEdit),
      m_reason(new QLineEdit),
      m_changeField(new Field(tr("More or fewer"), m_change)),
      m_problem(new Note(Tone::Bad, QStringLiteral("incident"), {})),
      m_action(new Button(tr("Move stock"), QStringLiteral("stockSend"), Button::Kind::Primary))
{
    const QString options = optionsText(variant.options);
    setTitle(QStringLiteral("orders"), tr("Stock of %1").arg(isolated(fromUtf8(variant.sku))),
             options.isEmpty() ? fromUtf8(listing.row.title)
                               : fromUtf8(listing.row.title) + QStringLiteral(" · ") + options);
    setBody(buildBody());
    auto* cancel = addButton(new Button(tr("Cancel"), QStringLiteral("stockCancel")));
    cancel->setKeyHint(tr("Esc"));
    m_action->setKeyHint(tr("Ctrl ↵"));
    addButton(m_action);
    setFirstFocus(m_change);
    connect(cancel, &Button::clicked, this, &StockDialog::reject);
    connect(m_action, &Button::clicked, this, &StockDialog::send);
    for (QLineEdit* edit : {m_change, m_reason}) {
        connect(edit, &QLineEdit::textChanged, this, &StockDialog::changed);
        connect(edit, &QLineEdit::returnPressed, this, &StockDialog::send);
    }
    changed();
}

QWidget* StockDialog::buildBody()
{
    auto* body = new QWidget;
    body->setMinimumWidth(scaled(kWidth));
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(20, 16, 20, 20);
    column->setSpacing(12);
    m_problem->setObjectName(QStringLiteral("stockProblem"));
    m_problem->hide();
    column->addWidget(m_problem);
    m_change->setObjectName(QStringLiteral("stockChange"));
    m_change->setPlaceholderText(tr("−3 or 12"));
    static const QRegularExpression move(QStringLiteral("[+\\-\\x{2212}]?[0-9]{0,7}"));
    m_change->setValidator(new QRegularExpressionValidator(move, m_change));
    column->addWidget(m_changeField);
    m_reason->setObjectName(QStringLiteral("stockReason"));
    m_reason->setMaxLength(kMostReason);
    m_reason->setPlaceholderText(tr("Counted, broken, sold in the shop"));
    column->addWidget(new Field(tr("Why"), m_reason));
    return body;
}

std::optional<std::int64_t> StockDialog::change() const
{
    QString typed = m_change->text();
    typed.replace(QChar(0x2212), QLatin1Char('-'));
    bool isNumber = false;
    const qlonglong value = typed.toLongLong(&isNumber);
    if (!isNumber || value == 0 || std::abs(value) > kMostChange) return std::nullopt;
    return value;
}

QString StockDialog::whyNot() const
{
    if (m_isSending) return tr("The move is being sent.");
    const auto move = change();
    if (!move) return tr("Say how many more or fewer, up to a million.");
    if (m_variant.onHand + *move < m_variant.reserved) {
        return m_variant.reserved > 0
                   ? tr("%1 are reserved for orders; at most %2 can be taken out.")
                         .arg(numberText(m_variant.reserved),
                              numberText(m_variant.onHand - m_variant.reserved))
                   : tr("Only %1 are on hand.").arg(numberText(m_variant.onHand));
    }
    if (m_reason->text().trimmed().isEmpty())
        return tr("Say why; it stays in the stock's history.");
    return {};
}

void StockDialog::changed()
{
    if (!m_isSending) m_key.clear();
    m_problem->hide();
    const QString why = whyNot();
    const auto move = change();
    m_changeField->setHint(
        move ? tr("%1 on hand become %2")
                   .arg(numberText(m_variant.onHand), numberText(m_variant.onHand + *move))
             : tr("%1 on hand, %2 reserved")
                   .arg(numberText(m_variant.onHand), numberText(m_variant.reserved)));
    if (move && *move > 0)
        m_action->setText(tr("Add %1").arg(numberText(*move)));
    else if (move)
        m_action->setText(tr("Take %1 out").arg(numberText(-*move)));
    else
        m_action->setText(tr("Move stock"));
    m_action->setEnabled(why.isEmpty());
    m_action->setToolTip(why);
    setFooterHint(why.isEmpty() ? QString() : QStringLiteral("info"), why);
}

void StockDialog::send()
{
    if (!whyNot().isEmpty()) return;
    if (m_key.empty()) m_key = Uuid::makeV7().text();
    api::AdjustStock request{m_seller, m_variant.id, *change(), toUtf8(m_reason->text().trimmed())};
    m_isSending = true;
    setUnderWay(tr("A move of stock is being sent. The listing shows it when it went through."));
    m_action->setEnabled(false);
    m_change->setEnabled(false);
    m_reason->setEnabled(false);
    m_context.connection.call(
        this, std::move(request),
        [this](Result<api::VariantView> reply) { takeReply(std::move(reply)); }, m_key);
}

void StockDialog::takeReply(Result<api::VariantView> reply)
{
    m_isSending = false;
    setUnderWay({});
    if (reply) {
        emit moved(*reply);
        return accept();
    }
    m_change->setEnabled(true);
    m_reason->setEnabled(true);
    const std::string key = m_key;
    changed();
    m_key = key; // the same move may be sent again, and counts once
    m_problem->setMessage(Tone::Bad, QStringLiteral("incident"), errorText(reply.error()));
    m_problem->show();
    m_change->setFocus();
}

} // namespace stoa::ui
