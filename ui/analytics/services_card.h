#pragma once
// The state of the node: its services with version and state, how busy it is, since when it runs.

#include "api/analytics.h"
#include "ui/text/times.h"
#include "ui/text/words.h"

#include <QWidget>

class QGridLayout;

namespace stoa::ui {

class Card;
class KeyValues;
class ViewState;

StatusWord serviceWord(api::ServiceState state);

class ServicesCard final : public QWidget {
    Q_OBJECT

public:
    explicit ServicesCard(QWidget* parent = nullptr);

    void setNode(const api::NodeView& node, const Clockface& face);
    ViewState* state() const { return m_state; }

private:
    Card* m_card;
    QGridLayout* m_services;
    KeyValues* m_facts;
    ViewState* m_state;
};

} // namespace stoa::ui
