#include "ui/widgets/prompt.h"

#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"
#include "ui/widgets/scrim_dialog.h"

#include <QFileDialog>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>

namespace stoa::ui {

namespace {

constexpr int kWidth = 460;

QString tr(const char* text)
{
    return QObject::tr(text);
}

// A dialog with a paragraph; the caller adds what it asks below.
QVBoxLayout* addText(ScrimDialog* dialog, const QString& text)
{
    auto* body = new QWidget;
    body->setFixedWidth(scaled(kWidth));
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(20, 16, 20, 20);
    column->setSpacing(12);
    if (!text.isEmpty()) column->addWidget(makeParagraph(text, Type::Body, &Theme::t2));
    dialog->setBody(body);
    return column;
}

void answerOnce(ScrimDialog* dialog, QWidget* over, std::function<void(bool)> answer)
{
    const QPointer<QWidget> guard(over);
    const auto send = [guard, answer = std::move(answer)](bool isAccepted) {
        if (guard) answer(isAccepted);
    };
    QObject::connect(dialog, &ScrimDialog::accepted, dialog, [send] { send(true); });
    QObject::connect(dialog, &ScrimDialog::rejected, dialog, [send] { send(false); });
}

std::function<QString()> addEditor(QVBoxLayout* column, const Question& what, Button* action)
{
    const auto judge = [action, isRequired = what.isRequired](const QString& text) {
        action->setEnabled(!isRequired || !text.trimmed().isEmpty());
    };
    judge(what.initial);
    if (!what.isLong) {
        auto* line = new QLineEdit(what.initial);
        line->setObjectName(QStringLiteral("answer"));
        line->setMaxLength(what.most);
        QObject::connect(line, &QLineEdit::textChanged, action, judge);
        QObject::connect(line, &QLineEdit::returnPressed, action, [action] { action->click(); });
        column->addWidget(new Field(what.label, line));
        return [line] { return line->text().trimmed(); };
    }
    auto* area = new QPlainTextEdit(what.initial);
    area->setObjectName(QStringLiteral("answer"));
    area->setTabChangesFocus(true);
    area->setFixedHeight(scaled(84));
    QObject::connect(area, &QPlainTextEdit::textChanged, action,
                     [area, judge] { judge(area->toPlainText()); });
    column->addWidget(new Field(what.label, area));
    return [area, most = what.most] { return area->toPlainText().trimmed().left(most); };
}

} // namespace

void DialogPrompt::confirm(QWidget* over, const Confirmation& what,
                           std::function<void(bool)> answer)
{
    auto* dialog = new ScrimDialog(over, QStringLiteral("confirmation"));
    dialog->setTitle(what.icon, what.title);
    addText(dialog, what.text);
    auto* keep = dialog->addButton(
        new Button(what.keep.isEmpty() ? tr("Cancel") : what.keep, QStringLiteral("keep")));
    auto* action = dialog->addButton(
        new Button(what.action, QStringLiteral("action"),
                   what.isDestructive ? Button::Kind::Destructive : Button::Kind::Primary));
    QObject::connect(keep, &Button::clicked, dialog, &ScrimDialog::reject);
    QObject::connect(action, &Button::clicked, dialog, &ScrimDialog::accept);
    dialog->setFirstFocus(keep);
    answerOnce(dialog, over, std::move(answer));
    dialog->open();
}

void DialogPrompt::ask(QWidget* over, const Question& what,
                       std::function<void(std::optional<QString>)> answer)
{
    auto* dialog = new ScrimDialog(over, QStringLiteral("question"));
    dialog->setTitle(what.icon, what.title);
    QVBoxLayout* column = addText(dialog, what.text);
    auto* cancel = dialog->addButton(new Button(tr("Cancel"), QStringLiteral("keep")));
    auto* action =
        dialog->addButton(new Button(what.action, QStringLiteral("action"), Button::Kind::Primary));
    const auto text = addEditor(column, what, action);
    QObject::connect(cancel, &Button::clicked, dialog, &ScrimDialog::reject);
    QObject::connect(action, &Button::clicked, dialog, &ScrimDialog::accept);
    dialog->setFirstFocus(dialog->findChild<QWidget*>(QStringLiteral("answer")));
    answerOnce(dialog, over, [answer = std::move(answer), text](bool isAccepted) {
        answer(isAccepted ? std::optional(text()) : std::nullopt);
    });
    dialog->open();
}

namespace {

void openFileDialog(QFileDialog* dialog, QWidget* over, std::function<void(QString)> answer)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QDialog::finished, over, [dialog, answer](int result) {
        const QStringList files = dialog->selectedFiles();
        answer(result == QDialog::Accepted && !files.isEmpty() ? files.first() : QString());
    });
    dialog->open();
}

} // namespace

void DialogPrompt::chooseFile(QWidget* over, const QString& title, const QStringList& filters,
                              std::function<void(QString)> answer)
{
    auto* dialog = new QFileDialog(over, title);
    dialog->setNameFilters(filters);
    dialog->setFileMode(QFileDialog::ExistingFile);
    openFileDialog(dialog, over, std::move(answer));
}

void DialogPrompt::chooseNewFile(QWidget* over, const QString& title, const QString& suggested,
                                 std::function<void(QString)> answer)
{
    auto* dialog = new QFileDialog(over, title);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(suggested);
    openFileDialog(dialog, over, std::move(answer));
}

} // namespace stoa::ui
