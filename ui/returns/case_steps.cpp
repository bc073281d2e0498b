#include "ui/returns/case_steps.h"

#include <QCoreApplication>

namespace stoa::ui {

namespace {

using Kind = api::AfterSaleKind;

QString say(const char* text)
{
    return QCoreApplication::translate("CaseSteps", text);
}

CaseStepWords refuse(const char* text)
{
    return {CaseStep::Refuse, say(text)};
}

std::vector<CaseStepWords> approved(Kind kind)
{
    if (kind == Kind::Claim) {
        return {{CaseStep::PayBack, say(QT_TRANSLATE_NOOP("CaseSteps", "Give money back"))},
                {CaseStep::SendOther, say(QT_TRANSLATE_NOOP("CaseSteps", "Sent again"))}};
    }
    return {{CaseStep::Receive, say(QT_TRANSLATE_NOOP("CaseSteps", "It came back"))},
            refuse(QT_TRANSLATE_NOOP("CaseSteps", "Cancel"))};
}

} // namespace

std::vector<CaseStepWords> nextSteps(const api::AfterSaleRow& row)
{
    if (row.status == "requested" || row.status == "open") {
        return {{CaseStep::Approve, say(QT_TRANSLATE_NOOP("CaseSteps", "Approve"))},
                refuse(row.kind == Kind::Claim ? QT_TRANSLATE_NOOP("CaseSteps", "Deny")
                                               : QT_TRANSLATE_NOOP("CaseSteps", "Reject"))};
    }
    if (row.status == "approved") return approved(row.kind);
    if (row.status != "received") return {};
    if (row.kind == Kind::Return) {
        return {{CaseStep::PayBack, say(QT_TRANSLATE_NOOP("CaseSteps", "Give money back"))}};
    }
    return {{CaseStep::SendOther, say(QT_TRANSLATE_NOOP("CaseSteps", "Replacement sent"))}};
}

api::Permission permissionFor(const api::AfterSaleRow& row, CaseStep step)
{
    const bool movesMoney = step == CaseStep::PayBack ||
                            (step == CaseStep::Receive && row.kind == Kind::Exchange) ||
                            (step == CaseStep::SendOther && row.kind == Kind::Claim);
    return movesMoney ? api::Permission::RefundsWrite : api::Permission::OrdersWrite;
}

} // namespace stoa::ui
