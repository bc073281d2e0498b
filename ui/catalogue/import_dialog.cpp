#include "ui/catalogue/import_dialog.h"

#include "core/id.h"
#include "ui/async/file_reader.h"
#include "ui/catalogue/import_form.h"
#include "ui/catalogue/import_report_view.h"
#include "ui/catalogue/import_run.h"
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
    connectParts();
    m_view->showNothing();
    showState();
}

ImportDialog::~ImportDialog() = default;

void ImportDialog::connectParts()
{
    connect(m_cancel, &Button::clicked, this, &ImportDialog::leave);
    connect(m_action, &Button::clicked, this, &ImportDialog::send);
    connect(m_form, &ImportForm::fileChosen, this, &ImportDialog::readFile);
    connect(m_form, &ImportForm::changed, this, &ImportDialog::check);
    connect(m_form, &ImportForm::failed, this,
            [this](const Error& error) { m_view->showProblem(errorText(error)); });
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
    m_run.reset();
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
    if (!m_run) {
        m_run = std::make_unique<ImportRun>(m_context, request(false), nullptr);
        connect(m_run.get(), &ImportRun::progressed, this, &ImportDialog::showProgress);
        connect(m_run.get(), &ImportRun::ended, this, &ImportDialog::takeEnd);
        connect(m_run.get(), &ImportRun::failed, this, &ImportDialog::takeFailure);
    }
    m_state = State::Importing;
    setUnderWay(tr("The import of %1 is under way. What is imported by then stays; the rest of the "
                   "file is not touched.")
                    .arg(isolated(m_form->fileName())));
    showState();
    m_run->start();
}

void ImportDialog::leave()
{
    if (m_state != State::Importing) return reject();
    m_run->stop();
    showProgress();
    showState();
}

void ImportDialog::showProgress()
{
    const bool isStopping = m_run->state() == ImportRun::State::Stopping;
    const QString what = isStopping ? tr("Stopping; what is under way is finished first")
                                    : tr("Importing %Ln listing(s)", "", listingsOf(*m_report));
    if (m_run->listingsInAll() == 0) return m_view->showProgress(what);
    QStringList facts{shareText(m_run->share()), tr("%1 of %2 listings")
                                                     .arg(numberText(m_run->listingsDone()),
                                                          numberText(m_run->listingsInAll()))};
    if (!isStopping) facts << m_run->timeLeft();
    facts.removeAll(QString());
    m_view->showProgress(what, m_run->share(), facts.join(QStringLiteral(" · ")));
}

void ImportDialog::takeEnd()
{
    setUnderWay({});
    m_state = State::Done;
    const api::ImportReport& report = m_run->report();
    const int count = listingsOf(report);
    if (m_run->state() == ImportRun::State::Stopped) {
        setTitle(QStringLiteral("slash"), tr("Import stopped after %Ln listing(s)", "", count));
        m_view->showStopped(report, m_run->listingsDone(), m_run->listingsInAll());
    } else {
        setTitle(QStringLiteral("check-circle"), tr("%Ln listing(s) imported", "", count));
        m_view->showReport(report);
    }
    emit imported(report);
    showState();
    m_action->setFocus(Qt::OtherFocusReason);
}

void ImportDialog::takeFailure(const Error& error)
{
    setUnderWay({});
    m_state = State::Failed;
    QString text = errorText(error);
    if (m_run->listingsDone() > 0) {
        text += QLatin1Char(' ') +
                tr("%1 of %2 listings are imported; “Go on” does the others.")
                    .arg(numberText(m_run->listingsDone()), numberText(m_run->listingsInAll()));
    }
    m_view->showProblem(text);
    showState();
    m_action->setFocus(Qt::OtherFocusReason);
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
        return m_run && m_run->state() == ImportRun::State::Stopping
                   ? tr("The import is being stopped.")
                   : tr("The import is under way.");
    case State::Failed:
    case State::Done:
        return {};
    }
    return {};
}

void ImportDialog::showState()
{
    const QString why = whyNot();
    const bool isDone = m_state == State::Done;
    const bool isImporting = m_state == State::Importing;
    m_form->setEnabled(!isImporting && !isDone);
    m_cancel->setVisible(!isDone);
    m_cancel->setText(isImporting ? tr("Stop") : tr("Cancel"));
    m_cancel->setKeyHint(isImporting ? QString() : tr("Esc"));
    m_cancel->setEnabled(!isImporting || !m_run || m_run->state() != ImportRun::State::Stopping);
    m_action->setEnabled(why.isEmpty());
    m_action->setToolTip(why);
    if (isDone)
        m_action->setText(tr("Close"));
    else if (m_state == State::Failed)
        m_action->setText(m_run->listingsDone() > 0 ? tr("Go on") : tr("Try again"));
    else
        m_action->setText(m_report ? tr("Import %Ln listing(s)", "", listingsOf(*m_report))
                                   : tr("Import"));
    setFooterHint(why.isEmpty() ? QString() : QStringLiteral("info"), why);
}

} // namespace stoa::ui
