#include "gui/page_fixture.h"

namespace stoa::test {

namespace {

void later(QWidget* over, std::function<void()> work)
{
    QTimer::singleShot(0, over, std::move(work));
}

} // namespace

void FakePrompt::confirm(QWidget* over, const ui::Confirmation& what,
                         std::function<void(bool)> answer)
{
    confirmations.push_back(what);
    later(over, [this, answer = std::move(answer)] { answer(isAgreeing); });
}

void FakePrompt::ask(QWidget* over, const ui::Question& what,
                     std::function<void(std::optional<QString>)> answer)
{
    questions.push_back(what);
    later(over, [this, answer = std::move(answer)] { answer(words); });
}

void FakePrompt::chooseFile(QWidget* over, const QString&, const QStringList&,
                            std::function<void(QString)> answer)
{
    later(over, [this, answer = std::move(answer)] { answer(path); });
}

void FakePrompt::chooseNewFile(QWidget* over, const QString&, const QString&,
                               std::function<void(QString)> answer)
{
    later(over, [this, answer = std::move(answer)] { answer(path); });
}

PageFixture::PageFixture() : now(*Timestamp::parse("2026-11-18T14:32:00Z"))
{
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<api::Permission>>(
        [this](auto each) { workspace.permissions.push_back(each.value); });
    workspace.organisation = OrgId::make();
    connection.setToken("token");
    events.start(node, "token");
}

ui::PageContext PageFixture::context()
{
    return {connection,
            events,
            prompt,
            [this] { return workspace; },
            [this] {
                return ui::Clockface{now, QTimeZone::utc(), QLocale()};
            },
            nullptr,
            &jobs};
}

} // namespace stoa::test
