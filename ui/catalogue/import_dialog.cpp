#include "ui/catalogue/import_dialog.h"

#include "core/id.h"
#include "ui/async/file_reader.h"
#include "ui/catalogue/import_form.h"
#include "ui/catalogue/import_report_view.h"
#include "ui/text/amounts.h"
#include "ui/text/error_text.h"
#include "ui/text/words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"

#include <QFileInfo>

namespace stoa::ui {

namespace {

constexpr QSize kPanelSize{760, 560};

int listingsOf(const api::ImportReport& report)
{
    return static_cast<int>(report.created + report.updated);
}

} // namespace

ImportDialog::ImportDialog(const PageContext& context, QWidget* over)
    : ScrimDialog(over, QStringLiteral("importDialog")),
      m_context(context),
      m_form(new ImportForm(context)),
      m_view(new ImportReportView),
      m_cancel(new Button(tr("Cancel"), QStringLiteral("importCancel"))),
      m_action(new Button(tr("Import"), QStringLiteral("importSend"), Button::Kind::Primary))
{
    setTitle(QStringLiteral("upload"), tr("Import listings"));
    setPanelSize(kPanelSize);
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(20, 14, 20, 14);
    column->setSpacing(14);
    column->addWidget(m_form);
    column->addWidget(makeRule(Qt::Horizontal));
    column->addWidget(m_view, 1);
    setBody(body);
    m_cancel->setKeyHint(tr("Esc"));
    m_action->setKeyHint(tr("Ctrl ↵"));
    addButton(m_cancel);
    addButton(m_action);
    setFirstFocus(m_form->firstField());
    setRejectGuard([this] { return m_state != State::Importing; });
    connect(m_cancel, &Button::clicked, this, &ImportDialog::reject);
    connect(m_action, &Button::clicked, this, &ImportDialog::send);
    connect(m_form, &ImportForm::fileChosen, this, &ImportDialog::readFile);
    connect(m_form, &ImportForm::changed, this, &ImportDialog::check);
    connect(m_form, &ImportForm::failed, this,
            [this](const Error& error) { m_view->showProblem(errorText(error)); });
    m_view->showNothing();
    showState();
}

void ImportDialog::readFile(const QString& path)
{
    const int request = ++m_request;
    const QString name = QFileInfo(path).fileName();
    m_csv.clear();
    m_report.reset();
    m_state = State::Reading;
    m_form->showFile(name, 0);
    m_view->showProgress(tr("Reading %1").arg(isolated(name)));
    showState();
    ui::readFile(path, kMostBytes, this, [this, request, name](Result<std::string> content) {
        if (request == m_request) takeFile(name, std::move(content));
    });
}

void ImportDialog::takeFile(const QString& name, Result<std::string> content)
{
    m_state = State::Choosing;
    if (!content) {
        m_view->showProblem(errorText(content.error()));
        return showState();
    }
    m_csv = std::move(*content);
    m_form->showFile(name, static_cast<std::int64_t>(m_csv.size()));
    check();
}

api::ImportListings ImportDialog::request(bool isDryRun) const
{
    api::ImportListings request;
    request.seller = *m_form->seller();
    request.csv = m_csv;
    request.dryRun = isDryRun;
    request.submit = m_form->submits();
    return request;
}

void ImportDialog::check()
{
    if (m_state == State::Reading) return; // it is checked once it is here
    m_report.reset();
    m_key.clear();
    const int request = ++m_request;
    m_state = State::Choosing;
    if (m_csv.empty() || !m_form->seller()) {
        m_view->showNothing();
        return showState();
    }
    m_state = State::Checking;
    m_view->showProgress(tr("Checking every line; nothing is changed"));
    showState();
    m_context.connection.call(this, this->request(true),
                              [this, request](const Result<api::ImportReport>& report) {
                                  if (request == m_request) takeReport(report);
                              });
}

void ImportDialog::takeReport(const Result<api::ImportReport>& report)
{
    if (report) {
        m_state = State::Checked;
        m_report = *report;
        m_view->showReport(*report);
    } else {
        m_state = State::Choosing;
        m_view->showProblem(errorText(report.error()));
    }
    showState();
}

void ImportDialog::send()
{
    if (m_state == State::Done) return accept();
    if (!whyNot().isEmpty()) return;
    if (m_key.empty()) m_key = Uuid::makeV7().text();
    m_state = State::Importing;
    m_view->showProgress(tr("Importing %n listing(s)", "", listingsOf(*m_report)));
    showState();
    m_context.connection.call(
        this, request(false),
        [this](const Result<api::ImportReport>& report) { takeResult(report); }, m_key);
}

void ImportDialog::takeResult(const Result<api::ImportReport>& report)
{
    if (report) {
        m_state = State::Done;
        m_view->showReport(*report);
        setTitle(QStringLiteral("check-circle"),
                 tr("%n listing(s) imported", "", listingsOf(*report)));
        emit imported(*report);
    } else {
        m_state = State::Checked; // the same import can be sent again, with its key
        m_view->showProblem(errorText(report.error()));
    }
    showState();
}

QString ImportDialog::whyNot() const
{
    switch (m_state) {
    case State::Choosing:
        if (m_csv.empty()) return tr("Choose a file first.");
        return m_form->seller() ? tr("The file could not be checked.") : tr("Choose a seller.");
    case State::Reading:
        return tr("The file is being read.");
    case State::Checking:
        return tr("The file is being checked.");
    case State::Checked:
        return listingsOf(*m_report) > 0 ? QString()
                                         : tr("There is nothing to import in this file.");
    case State::Importing:
        return tr("The import is under way and finishes even when the connection is lost.");
    case State::Done:
        return {};
    }
    return {};
}

void ImportDialog::showState()
{
    const QString why = whyNot();
    const bool isDone = m_state == State::Done;
    m_form->setEnabled(m_state != State::Importing && !isDone);
    m_cancel->setVisible(!isDone);
    m_cancel->setEnabled(m_state != State::Importing);
    m_action->setEnabled(why.isEmpty());
    m_action->setToolTip(why);
    if (isDone)
        m_action->setText(tr("Close"));
    else
        m_action->setText(m_report ? tr("Import %n listing(s)", "", listingsOf(*m_report))
                                   : tr("Import"));
    setFooterHint(why.isEmpty() ? QString() : QStringLiteral("info"), why);
}

} // namespace stoa::ui
