#pragma once
// Shows the secret of an endpoint, which nobody can see a second time. It closes once the secret
// was copied, or by the button that says that it is kept; Esc alone does not lose it.

#include "ui/widgets/scrim_dialog.h"

class QLineEdit;

namespace stoa::ui {

class SecretDialog final : public ScrimDialog {
    Q_OBJECT

public:
    // `note` says what the secret is about: a new endpoint, or one that takes over.
    SecretDialog(const QString& host, const QString& secret, const QString& note, QWidget* over);

private:
    void copy();

    QLineEdit* m_secret;
    bool m_isCopied = false;
};

} // namespace stoa::ui
