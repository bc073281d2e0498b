#pragma once
// From double-click to a working shop: choose how to work, prepare this computer, create the first
// sign-in, add the first listings. The work itself is somewhere else: this page says what was
// chosen and shows a SetupModel. Choosing starts the work in the background; the choice can change
// until step 3.

#include <QWidget>

#include <utility>
#include <vector>

class QButtonGroup;
class QLineEdit;
class QPlainTextEdit;
class QStackedWidget;
class QVBoxLayout;

namespace stoa::ui {

class Button;
class Field;
class Note;
class SetupList;
class SetupModel;
class StepTrail;

enum class WorkMode { Standalone, Connect, Demo };

// The first owner, as typed; the backend judges it.
struct OwnerForm {
    QString marketplace;
    QString currency;
    QString name;
    QString email;
    QString passphrase;
};

class FirstRunPage final : public QWidget {
    Q_OBJECT

public:
    enum class Step { Choose, Prepare, Owner, Listings };

    // The model must outlive the page.
    explicit FirstRunPage(SetupModel& model, QWidget* parent = nullptr);

    WorkMode mode() const;
    void setMode(WorkMode mode);
    Step step() const { return m_step; }
    void goTo(Step step);
    void setBusy(bool isBusy);
    // A refusal of the present step: the sentence, and the field it is about ("email"), if any.
    void showProblem(const QString& sentence, const QString& field = {});

signals:
    void modeChosen(stoa::ui::WorkMode mode);      // start preparing; comes again when it changes
    void connectRequested(const QString& address); // mode Connect, Continue
    void continued(stoa::ui::WorkMode mode);       // preparation is done, Continue
    void ownerSubmitted(const stoa::ui::OwnerForm& form);
    void shopRequested();   // step 4: open a first shop
    void startRequested();  // step 4: start empty
    void cancelRequested(); // the app asks before it stops the work

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    QWidget* buildAside();
    void setNarrow(bool isNarrow); // the steps as a line above the content
    QWidget* buildChoice();
    void fillPrepare();
    void fillAddress();
    QWidget* buildOwner();
    QWidget* buildListings();
    QWidget* buildFooter();
    void choose(WorkMode mode);
    void makeRoom(); // for what follows the choice, in a narrow window
    void update();
    void next();
    void back();
    bool canContinue() const;
    void submitOwner();

    SetupModel& m_model;
    Step m_step = Step::Choose;
    bool m_isBusy = false;
    bool m_isNarrow = false;
    QWidget* m_panel;
    QWidget* m_aside = nullptr;
    QVBoxLayout* m_asideColumn = nullptr;
    QVBoxLayout* m_line = nullptr; // above the content
    StepTrail* m_trail;
    QStackedWidget* m_pages;
    QButtonGroup* m_modes;
    SetupList* m_list;
    QPlainTextEdit* m_log;
    QWidget* m_prepare;
    QWidget* m_address;
    QLineEdit* m_addressField;
    Note* m_problem;
    std::vector<std::pair<QString, Field*>> m_ownerFields;
    std::vector<QLineEdit*> m_ownerEdits;
    Button* m_back;
    Button* m_cancel;
    Button* m_continue;
};

} // namespace stoa::ui
