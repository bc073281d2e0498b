#include "ui/rates/tax_editor.h"

#include "ui/lists/name_book.h"
#include "ui/rates/rates_title.h"
#include "ui/text/amounts.h"

namespace stoa::ui {

TaxEditor::TaxEditor(const PageContext& context, NameBook* book, QWidget* parent)
    : RateEditorOf(context,
                   {QStringLiteral("rates"), ratesTitle(), tr("Rates of tax"), tr("Add a rate"),
                    tr("No rates yet"),
                    tr("Nothing that is sold has tax in it until there is a rate for where it "
                       "goes to."),
                    "rates", "taxes"},
                   book, parent)
{
    assemble();
}

QString TaxEditor::countText(std::size_t count) const
{
    if (count == 0) return tr("no rates");
    return count == 1 ? tr("1 rate")
                      : tr("%1 rates").arg(numberText(static_cast<std::int64_t>(count)));
}

} // namespace stoa::ui
