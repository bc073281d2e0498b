#include "ui/rates/commission_editor.h"

#include "ui/lists/name_book.h"
#include "ui/rates/fee_preview.h"
#include "ui/rates/rates_title.h"
#include "ui/text/amounts.h"

namespace stoa::ui {

CommissionEditor::CommissionEditor(const PageContext& context, NameBook* book, QWidget* parent)
    : RateEditorOf(context,
                   {QStringLiteral("rules"), ratesTitle(), tr("Rules of commission"),
                    tr("Add a rule"), tr("No rules yet"),
                    tr("Each seller pays the share that was agreed with them."), "rules",
                    "commission"},
                   book, parent)
{
    auto* preview = new FeePreview(context, book);
    assemble(preview);
    connect(this, &RateEditor::listChanged, preview,
            [this, preview] { preview->setRules(rules().asRequest()); });
    connect(preview, &FeePreview::refused, this, &CommissionEditor::markProblem);
}

QString CommissionEditor::countText(std::size_t count) const
{
    if (count == 0) return tr("no rules");
    return count == 1 ? tr("1 rule")
                      : tr("%1 rules").arg(numberText(static_cast<std::int64_t>(count)));
}

} // namespace stoa::ui
