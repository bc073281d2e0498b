#pragma once
// A dialog that is a form: fields one below the other, a problem of the whole above them, Cancel
// and one action. A subclass adds its fields, says why the form can't be sent yet, and sends it.
// What the node refuses stands at the field that the error names, else above the form.
//
// One intent has one idempotency key: the same form sent again after a failure does it once; a
// changed form is another intent.

#include "core/error.h"
#include "ui/widgets/scrim_dialog.h"

#include <string>
#include <vector>

class QBoxLayout;
class QVBoxLayout;

namespace stoa::ui {

class Button;
class Field;
class Note;

class FormDialog : public ScrimDialog {
    Q_OBJECT

protected:
    static constexpr int kUsualWidth = 440;

    // `stem` of object names: "seller" makes sellerDialog, sellerProblem, sellerSend, sellerCancel.
    FormDialog(QWidget* over, const QString& stem, const QString& action, int width = kUsualWidth);

    virtual QString whyNot() const = 0; // "" when it can be sent
    virtual void send() = 0;            // whyNot() is ""

    QVBoxLayout* body() const { return m_body; }
    // `field` as the request calls it; the control is named stem + `name`. An error of a part of
    // it, "kinds[2]", is the field's.
    Field* addField(QBoxLayout* to, const char* field, const QString& label, QWidget* control,
                    const char* name);
    void changed(); // a value; to be called once when the form is complete
    void trySend();
    bool isSending() const { return m_isSending; }
    const std::string& key();                 // of the intent under way
    void began(const QString& what);          // it is being sent; what must not be cut off
    void failed(const Error& error);          // the form stays as it is
    void ended();                             // it went through; the caller closes it
    void showProblem(const QString& problem); // "" takes it away

private:
    void update();

    QString m_stem;
    QVBoxLayout* m_body;
    std::vector<std::pair<std::string, Field*>> m_fields;
    Note* m_problem;
    Button* m_action;
    std::string m_key;
    bool m_isSending = false;
};

} // namespace stoa::ui
