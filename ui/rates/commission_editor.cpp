#include "ui/rates/commission_editor.h"

#include "ui/lists/name_book.h"
#include "ui/rates/commission_dialog.h"
#include "ui/rates/fee_preview.h"
#include "ui/text/amounts.h"

namespace stoa::ui {

CommissionEditor::CommissionEditor(const PageContext& context, NameBook* names, QWidget* parent)
    : RateEditor(context,
                 {QStringLiteral("rules"), tr("Commission & taxes"), tr("Rules of commission"),
                  tr("Add a rule"), tr("No rules yet"),
                  tr("Each seller pays the share that was agreed with them."), "rules",
                  "commission"},
                 names, new CommissionList(*names, context.clock, names), parent),
      m_rules(static_cast<CommissionList*>(list())),
      m_preview(new FeePreview(context, names))
{
    assemble(m_preview);
    connect(this, &RateEditor::listChanged, m_preview,
            [this] { m_preview->setRules(m_rules->asRequest()); });
    connect(m_preview, &FeePreview::refused, this, &CommissionEditor::markProblem);
}

void CommissionEditor::read()
{
    const int reading = ++m_reading;
    context().connection.call(this, api::ListCommissionRules{},
                              [this, reading](const Result<api::CommissionRulesView>& view) {
                                  if (reading != m_reading || m_rules->isChanged()) return;
                                  if (!view) return notRead(view.error());
                                  take(*view);
                              });
}

void CommissionEditor::write()
{
    ++m_reading; // what is on its way is older
    context().connection.call(this, api::ReplaceCommissionRules{version(), m_rules->asRequest()},
                              [this](const Result<api::CommissionRulesView>& view) {
                                  if (!view) return refused(view.error());
                                  take(*view);
                                  written();
                              });
}

void CommissionEditor::take(const api::CommissionRulesView& view)
{
    m_rules->set({view.rules.begin(), view.rules.end()});
    taken(view.version, view.changedBy, view.changedAt);
}

void CommissionEditor::edit(std::optional<int> row)
{
    const auto rule =
        row ? std::optional(m_rules->rules()[static_cast<std::size_t>(*row)]) : std::nullopt;
    auto* dialog = new CommissionDialog(context(), book(), rule, refusalOf(row), this);
    connect(dialog, &CommissionDialog::answered, this,
            [this, row](const api::CommissionRule& answer) {
                if (row)
                    m_rules->replace(*row, answer);
                else
                    m_rules->insert(rowForNew(), answer);
            });
    dialog->open();
}

QString CommissionEditor::countText(std::size_t count) const
{
    if (count == 0) return tr("no rules");
    return count == 1 ? tr("1 rule")
                      : tr("%1 rules").arg(numberText(static_cast<std::int64_t>(count)));
}

} // namespace stoa::ui
