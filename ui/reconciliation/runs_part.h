#pragma once
// The comparisons that were asked for, by people or by the night, how far they are and what they
// found.
//
// Keys, beside those of every list: N begins one, D shows the differences of one, R compares the
// same days again.

#include "ui/lists/list_page.h"

namespace stoa::api {
struct ReconciliationRow;
}

namespace stoa::ui {

class RunDrawer;
class RunsModel;

class RunsPart final : public ListPage {
    Q_OBJECT

public:
    explicit RunsPart(const PageContext& context, QWidget* parent = nullptr);

signals:
    void differencesRequested(const stoa::api::ReconciliationRow& run);

protected:
    void askFor(const QString& record) override;
    bool showRecord(const QString& id) override;
    StateMessage emptyMessage() const override;
    void takeEmptyAction() override { begin(false); }
    QString countText(std::int64_t count, bool isExact) const override;
    void takeEvents(const std::vector<api::Event>& events) override;
    bool takeLetter(int key) override;

private:
    void begin(bool isSameDays); // as the run that is shown

    RunsModel* m_model;
    RunDrawer* m_drawer;
};

} // namespace stoa::ui
