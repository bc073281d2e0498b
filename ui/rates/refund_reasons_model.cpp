#include "ui/rates/refund_reasons_model.h"

#include "ui/refunds/refund_words.h"
#include "ui/text/amounts.h"

namespace stoa::ui {

namespace {

enum ReasonColumn { Position, Label, Code, NoteRule, Goods, Use };

std::vector<Column> reasonColumns()
{
    const auto say = [](const char* text) { return RefundReasonsModel::tr(text); };
    return {
        {QStringLiteral("position"), say("Place"), CellKind::Number, 56, 2, 0},
        {QStringLiteral("label"), say("Reason"), CellKind::Strong, 180, 1, 3},
        {QStringLiteral("code"), say("Code"), CellKind::Dim, 150, 2, 2},
        {QStringLiteral("note"), say("Note"), CellKind::Text, 80, 3, 0},
        {QStringLiteral("goods"), say("Goods"), CellKind::Text, 100, 2, 0},
        {QStringLiteral("use"), say("Use"), CellKind::Chip, 110, 1, 0},
    };
}

} // namespace

RefundReasonsModel::RefundReasonsModel(const PageContext& context, QObject* parent)
    : KeysetModel(reasonColumns(), parent), m_context(context)
{}

std::vector<api::RefundReasonView> RefundReasonsModel::reasons() const
{
    std::vector<api::RefundReasonView> all;
    for (int i = 0; i < rowCount(); ++i)
        all.push_back(row(i));
    return all;
}

void RefundReasonsModel::requestPage(const std::string&, int, Callback callback)
{
    m_context.connection.call(
        this, api::ListRefundReasons{},
        [callback](Result<std::vector<api::RefundReasonView>> reasons) {
            if (!reasons) return callback(stoa::fail(reasons));
            callback(Page<api::RefundReasonView>{std::move(*reasons), {}, {}});
        });
}

QString RefundReasonsModel::rowId(const api::RefundReasonView& row) const
{
    return fromUtf8(row.code);
}

QVariant RefundReasonsModel::value(const api::RefundReasonView& row, int column, int role) const
{
    if (column == Use && role == StatusRole) {
        return QVariant::fromValue(
            row.isActive ? StatusWord{tr("in use"), Tone::Ok, QStringLiteral("check")}
                         : StatusWord{tr("not in use"), Tone::Neutral, QStringLiteral("pause")});
    }
    if (role != Qt::DisplayRole) return {};
    switch (static_cast<ReasonColumn>(column)) {
    case Position:
        return numberText(row.position);
    case Label:
        return refundReasonText(row);
    case Code:
        return fromUtf8(row.code);
    case NoteRule:
        return row.isNoteRequired ? tr("required") : QString();
    case Goods:
        return restockText(row.restock);
    case Use:
        return row.isActive ? tr("in use") : tr("not in use");
    }
    return {};
}

} // namespace stoa::ui
