#pragma once
// Asking the person something small: the only way a page may do so. Pages get a Prompt& through
// their constructor; tests give them one that answers by itself. Answers come later, by callback,
// never from inside the call; when `over` is gone by then, nothing is called. Nothing here blocks.
//
// Ask only before what cannot be undone; what can be undone is done, with a Toast that offers Undo.

#include <QString>
#include <QStringList>
#include <QWidget>

#include <functional>
#include <optional>

namespace stoa::ui {

struct Confirmation {
    QString icon;
    QString title;  // names the object: "Delete API key “Storefront EU”"
    QString text;   // the effect: what changes, who is told, what cannot be taken back
    QString action; // the verb on the button
    QString keep;   // the safe choice, has the focus: "Keep it"; "" means Cancel
    bool isDestructive = false;
};

struct Question {
    QString icon;
    QString title;
    QString text;
    QString label; // of the field
    QString action;
    QString initial;
    int most = 2000;        // characters
    bool isRequired = true; // the action stays off until something is written
    bool isLong = false;    // several lines
};

class Prompt {
public:
    virtual ~Prompt() = default;

    virtual void confirm(QWidget* over, const Confirmation& what,
                         std::function<void(bool)> answer) = 0;
    // nullopt when it was cancelled; otherwise trimmed.
    virtual void ask(QWidget* over, const Question& what,
                     std::function<void(std::optional<QString>)> answer) = 0;
    // Filters as Qt writes them: "Spreadsheets (*.csv *.xlsx)". An empty path means cancelled.
    virtual void chooseFile(QWidget* over, const QString& title, const QStringList& filters,
                            std::function<void(QString path)> answer) = 0;
    virtual void chooseNewFile(QWidget* over, const QString& title, const QString& suggested,
                               std::function<void(QString path)> answer) = 0;
};

// The real one: dialogs over the scrim, the system's file dialog.
class DialogPrompt final : public Prompt {
public:
    void confirm(QWidget* over, const Confirmation& what,
                 std::function<void(bool)> answer) override;
    void ask(QWidget* over, const Question& what,
             std::function<void(std::optional<QString>)> answer) override;
    void chooseFile(QWidget* over, const QString& title, const QStringList& filters,
                    std::function<void(QString path)> answer) override;
    void chooseNewFile(QWidget* over, const QString& title, const QString& suggested,
                       std::function<void(QString path)> answer) override;
};

} // namespace stoa::ui
