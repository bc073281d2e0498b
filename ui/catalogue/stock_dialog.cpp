#include "ui/catalogue/stock_dialog.h"

#include "ui/catalogue/listing_words.h"
#include "ui/text/amounts.h"
#include "ui/text/words.h"
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
    : FormDialog(over, QStringLiteral("stock"), tr("Move stock"), kWidth),
      m_context(context),
      m_seller(listing.row.seller),
      m_variant(variant),
      m_change(new QLineEdit),
      m_reason(new QLineEdit),
      m_changeField(addField(body(), "change", tr("More or fewer"), m_change, "Change"))
{
    const QString options = optionsText(variant.options);
    setTitle(QStringLiteral("orders"), tr("Stock of %1").arg(isolated(fromUtf8(variant.sku))),
             options.isEmpty() ? fromUtf8(listing.row.title)
                               : fromUtf8(listing.row.title) + QStringLiteral(" · ") + options);
    addField(body(), "reason", tr("Why"), m_reason, "Reason");
    m_change->setPlaceholderText(tr("−3 or 12"));
    static const QRegularExpression move(QStringLiteral("[+\\-\\x{2212}]?[0-9]{0,7}"));
    m_change->setValidator(new QRegularExpressionValidator(move, m_change));
    m_reason->setMaxLength(kMostReason);
    m_reason->setPlaceholderText(tr("Counted, broken, sold in the shop"));
    setFirstFocus(m_change);
    for (QLineEdit* edit : {m_change, m_reason}) {
        connect(edit, &QLineEdit::textChanged, this, &StockDialog::typed);
        connect(edit, &QLineEdit::returnPressed, this, &StockDialog::trySend);
    }
    typed();
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

void StockDialog::typed()
{
    const auto move = change();
    m_changeField->setHint(
        move ? tr("%1 on hand become %2")
                   .arg(numberText(m_variant.onHand), numberText(m_variant.onHand + *move))
             : tr("%1 on hand, %2 reserved")
                   .arg(numberText(m_variant.onHand), numberText(m_variant.reserved)));
    if (move && *move > 0)
        setActionText(tr("Add %1").arg(numberText(*move)));
    else if (move)
        setActionText(tr("Take %1 out").arg(numberText(-*move)));
    else
        setActionText(tr("Move stock"));
    changed();
}

void StockDialog::send()
{
    began(tr("A move of stock is being sent. The listing shows it when it went through."));
    m_context.connection.call(
        this,
        api::AdjustStock{m_seller, m_variant.id, *change(), toUtf8(m_reason->text().trimmed())},
        [this](Result<api::VariantView> reply) { takeReply(std::move(reply)); }, intent().key());
}

void StockDialog::takeReply(Result<api::VariantView> reply)
{
    if (!reply) return failed(reply.error());
    ended();
    emit moved(*reply);
    accept();
}

} // namespace stoa::ui
