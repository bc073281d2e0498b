#include "ui/rates/rates_page.h"

#include "ui/lists/name_book.h"
#include "ui/rates/commission_editor.h"
#include "ui/rates/refund_rules_part.h"
#include "ui/rates/tax_editor.h"
#include "ui/rates/tax_report_part.h"

namespace stoa::ui {

RatesPage::RatesPage(const PageContext& context, QWidget* parent)
    : TabbedPage({QStringLiteral("taxesAndCommission"), tr("Rates and refund rules"),
                  tr("Parts of rates and refund rules")},
                 parent)
{
    auto* names = new NameBook(context, this);
    if (context.workspace().may(api::Permission::CommissionsWrite)) {
        auto* commission = new CommissionEditor(context, names);
        addPart(tr("Commission"), commission, &commission->header());
        auto* taxes = new TaxEditor(context, names);
        addPart(tr("Taxes"), taxes, &taxes->header());
        auto* refunds = new RefundRulesPart(context);
        addPart(tr("Refunds"), refunds, &refunds->header());
    }
    if (context.workspace().may(api::Permission::LedgerRead)) {
        auto* report = new TaxReportPart(context, names);
        addPart(tr("Tax report"), report, &report->header());
    }
}

} // namespace stoa::ui
