#pragma once
// Signing in to a marketplace: e-mail and passphrase, and where to. Asks by signal and shows what
// it is told; it stores nothing and clears the passphrase when it is hidden. The address row is
// shown only for a node elsewhere.

#include <QWidget>

class QLineEdit;

namespace stoa::ui {

class Button;
class Field;
class Label;
class Note;

class SignInPage final : public QWidget {
    Q_OBJECT

public:
    explicit SignInPage(QWidget* parent = nullptr);

    void setMarketplace(const QString& name, const QString& address); // "" when it is this computer
    void setEmail(const QString& email);
    void setBusy(bool isBusy);
    void showProblem(const QString& sentence); // "" takes it away; the passphrase is selected
    void focusFirst();

signals:
    void submitted(const QString& email, const QString& passphrase);
    void otherMarketplaceRequested(); // back to the choice of the first run

protected:
    void paintEvent(QPaintEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void submit();
    void judge();

    Label* m_title;
    Label* m_where;
    QLineEdit* m_email;
    QLineEdit* m_passphrase;
    Note* m_problem;
    Button* m_submit;
    bool m_isBusy = false;
};

} // namespace stoa::ui
