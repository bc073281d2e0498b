#pragma once
// One seller beside the list: who they are, on what terms they sell, and the ways to what is
// theirs.

#include "api/sellers.h"
#include "ui/lists/record_drawer.h"

namespace stoa::ui {

class SellerDrawer final : public RecordDrawer<api::GetSeller> {
    Q_OBJECT

public:
    explicit SellerDrawer(const PageContext& context, QWidget* parent = nullptr);

protected:
    void fillHead() override;
    void clearHead() override;
    void fillSections() override;

private:
    Label* m_country;
    Label* m_since;
    Label* m_live;
    Label* m_liveWord;
};

} // namespace stoa::ui
