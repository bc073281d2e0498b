#pragma once
// Turns an Error of the backend into sentences: what happened, then what to do. This is the only
// place where a stable code becomes language. The sentences of the codes are rows of
// error_table.cpp with {param} placeholders, filled from Error::params and isolated, because a
// parameter may be a user's text. A code without a row gets a sentence by its kind that names the
// field and the code, so nothing is ever shown empty.

#include "core/error.h"

#include <QString>

#include <string_view>
#include <vector>

namespace stoa::ui {

struct ErrorSentences {
    QString title; // "The refund is more than was paid"
    QString text;  // what is kept and what to do
};

ErrorSentences errorSentences(const Error& error);
QString errorText(const Error& error); // title and text as one line: "Title. Text"
// The title of a code that stands alone, such as a service's note; what is no code stays as it is.
QString noteText(const std::string& note);
// For "Copy details": the code, field and parameters; never the log's detail.
QString errorDetails(const Error& error);

// Every code that has its own sentence, for the test that compares them with the backend's codes.
std::vector<std::string_view> errorCodesWithText();

} // namespace stoa::ui
