#pragma once
// Imports a product file in two steps. As soon as file and seller are known the node goes through
// the file without changing anything; its report is shown, and only then "Import 312 listings" does
// it, in the parts of an ImportRun, with a progress and a way to stop. Changing seller, file or
// switch throws the report away and checks again; late answers are dropped.
//
// Until the import has begun the dialog can be closed; afterwards it can be stopped, and says what
// is in the marketplace by then. After a failure it goes on where it was.

#include "api/imports.h"
#include "ui/shell/page_context.h"
#include "ui/widgets/scrim_dialog.h"

namespace stoa::ui {

class ImportForm;
class ImportReportView;
class ImportRun;

class ImportDialog final : public ScrimDialog {
    Q_OBJECT

public:
    static constexpr qint64 kMostBytes = 32 * 1024 * 1024;

    ImportDialog(const PageContext& context, QWidget* over);
    ~ImportDialog() override;

signals:
    void imported(const stoa::api::ImportReport& report);

private:
    enum class State { Choosing, Reading, Checking, Checked, Importing, Failed, Done };

    void readFile(const QString& path);
    void takeFile(const QString& name, Result<std::string> content);
    void check(); // asks for a dry run when everything is known
    void takeReport(const Result<api::ImportReport>& report);
    void send();  // or goes on
    void leave(); // the other button: closes, or stops
    void showProgress();
    void takeEnd();
    void takeFailure(const Error& error);
    void connectParts();
    api::ImportListings request(bool isDryRun) const;
    void showState();
    QString whyNot() const;

    PageContext m_context;
    ImportForm* m_form;
    ImportReportView* m_view;
    Button* m_cancel;
    Button* m_action;
    State m_state = State::Choosing;
    int m_request = 0;
    std::string m_csv;
    std::optional<api::ImportReport> m_report; // of the dry run
    std::unique_ptr<ImportRun> m_run;
};

} // namespace stoa::ui
