#include "ui/rates/tax_editor.h"

#include "ui/lists/name_book.h"
#include "ui/rates/tax_dialog.h"
#include "ui/text/amounts.h"

namespace stoa::ui {

TaxEditor::TaxEditor(const PageContext& context, NameBook* names, QWidget* parent)
    : RateEditor(context,
                 {QStringLiteral("rates"), tr("Commission & taxes"), tr("Rates of tax"),
                  tr("Add a rate"), tr("No rates yet"),
                  tr("Nothing that is sold has tax in it until there is a rate for where it goes "
                     "to."),
                  "rates", "taxes"},
                 names, new TaxList(*names, context.clock, names), parent),
      m_rates(static_cast<TaxList*>(list()))
{
    assemble();
}

void TaxEditor::read()
{
    const int reading = ++m_reading;
    context().connection.call(this, api::ListTaxRates{},
                              [this, reading](const Result<api::TaxRatesView>& view) {
                                  if (reading != m_reading || m_rates->isChanged()) return;
                                  if (!view) return notRead(view.error());
                                  take(*view);
                              });
}

void TaxEditor::write()
{
    ++m_reading; // what is on its way is older
    context().connection.call(this, api::ReplaceTaxRates{version(), m_rates->asRequest()},
                              [this](const Result<api::TaxRatesView>& view) {
                                  if (!view) return refused(view.error());
                                  take(*view);
                                  written();
                              });
}

void TaxEditor::take(const api::TaxRatesView& view)
{
    m_rates->set({view.rates.begin(), view.rates.end()});
    taken(view.version, view.changedBy, view.changedAt);
}

void TaxEditor::edit(std::optional<int> row)
{
    const auto rate =
        row ? std::optional(m_rates->rules()[static_cast<std::size_t>(*row)]) : std::nullopt;
    auto* dialog = new TaxDialog(context(), book(), rate, refusalOf(row), this);
    connect(dialog, &TaxDialog::answered, this, [this, row](const api::TaxRate& answer) {
        if (row)
            m_rates->replace(*row, answer);
        else
            m_rates->insert(rowForNew(), answer);
    });
    dialog->open();
}

QString TaxEditor::countText(std::size_t count) const
{
    if (count == 0) return tr("no rates");
    return count == 1 ? tr("1 rate")
                      : tr("%1 rates").arg(numberText(static_cast<std::int64_t>(count)));
}

} // namespace stoa::ui
