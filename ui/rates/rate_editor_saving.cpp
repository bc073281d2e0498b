// RateEditor: saving the list, and what the node says to it.

#include "ui/rates/rate_editor.h"
#include "ui/text/error_text.h"
#include "ui/text/words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/toast.h"

#include <QRegularExpression>

namespace stoa::ui {

void RateEditor::save()
{
    if (!m_list->isChanged() || m_isSaving) return;
    m_isSaving = true;
    update();
    write();
}

void RateEditor::discard()
{
    const Confirmation what{QStringLiteral("undo"),
                            tr("Discard what is not saved"),
                            tr("The list is read again as it was saved last. What you changed "
                               "here can't be brought back."),
                            tr("Discard"),
                            tr("Keep it"),
                            true};
    m_context.prompt.confirm(this, what, [this](bool isAgreed) {
        if (!isAgreed || m_isSaving) return;
        bool isOlder = true;
        while (isOlder) // at most kMostSteps
            isOlder = m_list->undo();
        refresh();
    });
}

void RateEditor::written()
{
    m_isSaving = false;
    m_toast->showDone(tr("Saved. It holds for orders that are placed from now on."));
    update();
}

void RateEditor::refused(const Error& error)
{
    m_isSaving = false;
    update();
    if (error.kind == ErrorKind::Stale) return askWhoseHolds(error);
    markProblem(error);
    m_problem->setMessage(Tone::Bad, QStringLiteral("incident"),
                          errorText(error) + QLatin1Char(' ') + tr("Nothing was saved."));
    m_problem->show();
}

void RateEditor::markProblem(const Error& error)
{
    static const QRegularExpression kRow(QStringLiteral("^[a-z]+\\[(\\d+)\\]"));
    const auto match = kRow.match(fromUtf8(error.field));
    if (!match.hasMatch() || !error.field.starts_with(m_names.path)) return;
    const int row = match.captured(1).toInt();
    m_table->setCurrentIndex(m_list->index(row, 0));
    m_list->setProblem(row, errorText(error));
    m_refusal = error;
}

std::optional<Error> RateEditor::refusalOf(std::optional<int> row) const
{
    if (!row || !m_refusal || *row != m_list->problemRow()) return std::nullopt;
    Error inForm = *m_refusal;
    const auto dot = inForm.field.find('.');
    inForm.field = dot == std::string::npos ? std::string() : inForm.field.substr(dot + 1);
    return inForm;
}

void RateEditor::askWhoseHolds(const Error& error)
{
    const Confirmation what{
        QStringLiteral("merge"),
        tr("Somebody else has saved another list"),
        tr("Yours is kept here, but not saved. Saved over theirs, what they changed is gone; "
           "their list is kept among the earlier ones."),
        tr("Save mine over theirs"),
        tr("Look at it first"),
        true};
    const auto current = std::ranges::find(error.params, "current", &Error::Param::first);
    const qint64 number =
        current == error.params.end() ? 0 : fromUtf8(current->second).toLongLong();
    m_context.prompt.confirm(this, what, [this, number](bool isAgreed) {
        if (!isAgreed || number == 0) return;
        m_version = Version{number};
        save();
    });
}

} // namespace stoa::ui
