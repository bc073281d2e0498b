#pragma once
// The sentences of stable error codes: what happened, then what is kept or what to do. Every code
// of the backend has a row, and tests/tidy refuses one without. `{name}` is filled from the error's
// params, `{field}` from its field. When a param is missing at run time the general sentence of the
// kind is used instead. Words: sentence case, no exclamation marks, no "please", no blame, no
// closing full stop in the title.

#include <span>
#include <string_view>

namespace stoa::ui {

struct ErrorRow {
    std::string_view code;
    const char* title; // translated in the context "Error"
    const char* text;
};

std::span<const ErrorRow> marketErrors(); // of the slices
std::span<const ErrorRow> moneyErrors();  // of refunds, chargebacks and payouts
std::span<const ErrorRow> systemErrors(); // of databases, nodes, requests, jobs, services

} // namespace stoa::ui
