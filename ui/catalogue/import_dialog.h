#pragma once
// Imports a product file in two steps. As soon as file and seller are known the node goes through
// the file without changing anything; its report is shown, and only then "Import 312 listings" does
// it, once: the command keeps its idempotency key while it is repeated after a failure. Changing
// seller, file or switch throws the report away and checks again; late answers are dropped.
//
// Until the import has been sent the dialog can be closed; afterwards it waits for the result,
// which names every line that was left out.

#include "api/imports.h"
#include "ui/shell/page_context.h"
#include "ui/widgets/scrim_dialog.h"

namespace stoa::ui {

class ImportForm;
class ImportReportView;

class ImportDialog final : public ScrimDialog {
    Q_OBJECT

public:
    static constexpr qint64 kMostBytes = 32 * 1024 * 1024;

    ImportDialog(const PageContext& context, QWidget* over);

signals:
    void imported(const stoa::api::ImportReport& report);

private:
    enum class State { Choosing, Reading, Checking, Checked, Importing, Done };

    void readFile(const QString& path);
    void takeFile(const QString& name, Result<std::string> content);
    void check(); // asks for a dry run when everything is known
    void send();
    void takeReport(const Result<api::ImportReport>& report);
    void takeResult(const Result<api::ImportReport>& report);
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
    std::string m_key;                         // of the import
};

} // namespace stoa::ui
