#pragma once
// What a view shows instead of, or before, its content. Every page and panel puts its content into
// one of these and gets the same five states with the same rules everywhere:
//
//   Loading       blocks in the shape of rows; appear after 150 ms, then stay at least 300 ms
//   Empty         "nothing yet" or "nothing matches": the caller says which, with one action
//   Error         what happened, what is kept, Try again; only this panel, and never over rows it
//   has Offline       what needs a connection and what can be done without NoPermission  who has
//   access; the page keeps its title so that a shared link makes sense
//
// follow() drives all of it from a KeysetModel, which is what most pages need.

#include "core/error.h"
#include "ui/widgets/skeleton.h"

#include <QStackedWidget>
#include <QTimer>

namespace stoa::ui {

class Button;
class IconMark;
class KeysetModelBase;
class Label;

struct StateMessage {
    QString icon;
    QString title;
    QString text;
    QString action; // "" for none
};

class ViewState final : public QStackedWidget {
    Q_OBJECT

public:
    enum class Kind { Content, Loading, Empty, Error, Offline, NoPermission };
    Q_ENUM(Kind)
    static constexpr int kLoadingDelayMs = 150;
    static constexpr int kLoadingStayMs = 300;

    // Takes the content as its child.
    ViewState(QWidget* content, Skeleton::Shape shape, const QString& name,
              QWidget* parent = nullptr);

    Kind kind() const { return m_kind; }
    void showContent();
    void showLoading();
    void showEmpty(const StateMessage& message);
    void showError(const Error& error); // sentences from ui/text, action Try again
    void showOffline(const StateMessage& message);
    void showNoPermission(const QString& whoHasAccess);

    // Loading, rows, empty and error from the model's state. `empty` is asked each time, because it
    // depends on whether filters are set. Try again reloads the model.
    void follow(KeysetModelBase* model, std::function<StateMessage()> empty);

signals:
    void actionTriggered(stoa::ui::ViewState::Kind kind);

private:
    void showMessage(Kind kind, const StateMessage& message, Ink ink);
    void change(Kind kind);
    void apply();

    QWidget* m_content;
    Skeleton* m_skeleton;
    QWidget* m_messagePage;
    IconMark* m_icon;
    Label* m_title;
    Label* m_text;
    Button* m_action;
    Kind m_kind = Kind::Content;
    QTimer m_delay; // before blocks appear
    QTimer m_stay;  // while they must stay
};

} // namespace stoa::ui
