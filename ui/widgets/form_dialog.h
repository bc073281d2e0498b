#pragma once
// A dialog that is a form: fields one below the other, a problem of the whole above them, Cancel
// and one action. A subclass adds its fields, says why the form can't be sent yet, and sends it.
// What the node refuses stands at the field that the error names, else above the form. While it is
// being sent it can't be changed.

#include "core/error.h"
#include "ui/widgets/button.h"
#include "ui/widgets/intent.h"
#include "ui/widgets/scrim_dialog.h"

#include <string>
#include <vector>

class QBoxLayout;
class QVBoxLayout;

namespace stoa::ui {

class Field;
class Note;

class FormDialog : public ScrimDialog {
    Q_OBJECT

protected:
    static constexpr int kUsualWidth = 440;

    // `stem` of object names: "seller" makes sellerDialog, sellerProblem, sellerSend, sellerCancel.
    FormDialog(QWidget* over, const QString& stem, const QString& action, int width = kUsualWidth,
               Button::Kind kind = Button::Kind::Primary);

    virtual QString whyNot() const = 0; // "" when it can be sent
    virtual void send() = 0;            // whyNot() is ""

    QVBoxLayout* body() const { return m_body; }
    // `field` as the request calls it; the control is named stem + `name`. An error of a part of
    // it, "kinds[2]", is the field's.
    Field* addField(QBoxLayout* to, const char* field, const QString& label, QWidget* control,
                    const char* name);
    Button* cancel() const { return m_cancel; }
    void setActionText(const QString& text) { m_action->setText(text); }
    void changed(); // a value; to be called once when the form is complete
    void refresh(); // whyNot() may say something else
    void trySend();
    bool isSending() const { return m_isSending; }
    Intent& intent() { return m_intent; }     // to send the form
    void began(const QString& what);          // it is being sent; what must not be cut off
    void failed(const Error& error);          // the form stays as it is
    void ended();                             // it went through; the caller closes it
    void showProblem(const QString& problem); // "" takes it away

private:
    QString m_stem;
    QWidget* m_content;
    QVBoxLayout* m_body;
    std::vector<std::pair<std::string, Field*>> m_fields;
    Note* m_problem;
    Button* m_cancel;
    Button* m_action;
    QPointer<QWidget> m_focusBefore; // it was sent
    Intent m_intent;
    bool m_isSending = false;
};

} // namespace stoa::ui
