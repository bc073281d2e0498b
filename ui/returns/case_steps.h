#pragma once
// What can be done next with a return, an exchange or a claim, by its kind and state. Pure.

#include "api/after_sales.h"
#include "api/operation.h"

#include <QString>

namespace stoa::ui {

enum class CaseStep {
    Approve,
    Refuse,    // nothing comes of it: asks why
    Receive,   // what came back is counted
    PayBack,   // the money of what came back, or of a claim
    SendOther, // the replacement leaves
};

struct CaseStepWords {
    CaseStep step = CaseStep::Approve;
    QString text; // on the button
};

// At most two, the usual one first; none of those that are over.
std::vector<CaseStepWords> nextSteps(const api::AfterSaleRow& row);
api::Permission permissionFor(const api::AfterSaleRow& row, CaseStep step);

} // namespace stoa::ui
