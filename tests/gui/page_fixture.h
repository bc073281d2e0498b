#pragma once
// Everything that a page is given, around a FakeNode: a connection, live events, a prompt that
// answers by itself, all permissions, and a clock that stands at 18 November 2026, 14:32 in UTC.

#include "gui/fake_node.h"
#include "ui/shell/page_context.h"

namespace stoa::test {

// Answers later, as a person would: yes or no, a text, a path; and remembers what it was asked.
class FakePrompt final : public ui::Prompt {
public:
    bool isAgreeing = true;
    std::optional<QString> words;
    QString path;
    std::vector<ui::Confirmation> confirmations;
    std::vector<ui::Question> questions;

    void confirm(QWidget* over, const ui::Confirmation& what,
                 std::function<void(bool)> answer) override;
    void ask(QWidget* over, const ui::Question& what,
             std::function<void(std::optional<QString>)> answer) override;
    void chooseFile(QWidget* over, const QString& title, const QStringList& filters,
                    std::function<void(QString)> answer) override;
    void chooseNewFile(QWidget* over, const QString& title, const QString& suggested,
                       std::function<void(QString)> answer) override;
};

class PageFixture {
public:
    PageFixture();

    ui::PageContext context();

    FakeNode node;
    ui::Connection connection{node};
    ui::LiveEvents events;
    FakePrompt prompt;
    ui::JobBoard jobs;
    ui::Workspace workspace;
    Timestamp now;
};

} // namespace stoa::test
