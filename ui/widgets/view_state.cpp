#include "ui/widgets/view_state.h"

#include "ui/models/keyset_model_base.h"
#include "ui/text/error_text.h"
#include "ui/widgets/badges.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"

namespace stoa::ui {

namespace {

constexpr int kTextWidth = 320;

} // namespace

ViewState::ViewState(QWidget* content, Skeleton::Shape shape, const QString& name, QWidget* parent)
    : QStackedWidget(parent),
      m_content(content),
      m_skeleton(new Skeleton(shape)),
      m_messagePage(new QWidget),
      m_icon(new IconMark({}, &Theme::t3, 20)),
      m_title(new Label({}, Type::CardTitle)),
      m_text(makeParagraph({})),
      m_action(new Button({}, name + QStringLiteral("Action")))
{
    setObjectName(name);
    addWidget(content);
    addWidget(m_skeleton);
    addWidget(m_messagePage);
    auto* column = new QVBoxLayout(m_messagePage);
    column->setSpacing(4);
    column->addStretch();
    column->addWidget(m_icon, 0, Qt::AlignHCenter);
    m_title->setAlignment(Qt::AlignCenter);
    column->addWidget(m_title, 0, Qt::AlignHCenter);
    m_text->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    auto* middle = makeRow(0);
    middle->addStretch(1);
    middle->addWidget(m_text, 100);
    middle->addStretch(1);
    m_text->setMaximumWidth(scaled(kTextWidth));
    column->addLayout(middle);
    column->addSpacing(4);
    m_action->setSize(Button::Size::Small);
    column->addWidget(m_action, 0, Qt::AlignHCenter);
    column->addStretch();
    connect(m_action, &Button::clicked, this, [this] { emit actionTriggered(m_kind); });
    m_delay.setSingleShot(true);
    m_stay.setSingleShot(true);
    connect(&m_delay, &QTimer::timeout, this, [this] {
        setCurrentWidget(m_skeleton);
        m_stay.start(kLoadingStayMs);
    });
    connect(&m_stay, &QTimer::timeout, this, &ViewState::apply);
}

void ViewState::showContent()
{
    change(Kind::Content);
}

void ViewState::showLoading()
{
    if (m_kind == Kind::Loading) return;
    m_kind = Kind::Loading;
    if (!m_stay.isActive()) m_delay.start(kLoadingDelayMs);
}

void ViewState::showEmpty(const StateMessage& message)
{
    showMessage(Kind::Empty, message, &Theme::t3);
}

void ViewState::showError(const Error& error)
{
    const ErrorSentences sentences = errorSentences(error);
    if (error.kind == ErrorKind::Forbidden) return showNoPermission(sentences.text);
    m_action->setIconName(QStringLiteral("sync"));
    m_messagePage->setToolTip(errorDetails(error));
    showMessage(Kind::Error,
                {QStringLiteral("incident"), sentences.title, sentences.text, tr("Try again")},
                &Theme::bad);
}

void ViewState::showOffline(const StateMessage& message)
{
    showMessage(Kind::Offline, message, &Theme::warn);
}

void ViewState::showNoPermission(const QString& whoHasAccess)
{
    showMessage(Kind::NoPermission,
                {QStringLiteral("lock"), tr("Your role can't see this"), whoHasAccess, {}},
                &Theme::t3);
}

void ViewState::showMessage(Kind kind, const StateMessage& message, Ink ink)
{
    if (kind != Kind::Error) {
        m_action->setIconName({});
        m_messagePage->setToolTip({});
    }
    m_icon->setIcon(message.icon, ink);
    m_title->setText(message.title);
    m_text->setText(message.text);
    m_action->setText(message.action);
    m_action->setVisible(!message.action.isEmpty());
    m_messagePage->setAccessibleName(message.title + QStringLiteral(". ") + message.text);
    change(kind);
}

void ViewState::change(Kind kind)
{
    m_kind = kind;
    m_delay.stop();
    if (!m_stay.isActive()) apply();
}

void ViewState::apply()
{
    if (m_kind == Kind::Loading)
        setCurrentWidget(m_skeleton);
    else
        setCurrentWidget(m_kind == Kind::Content ? m_content : m_messagePage);
}

void ViewState::follow(KeysetModelBase* model, std::function<StateMessage()> empty)
{
    const auto update = [this, model, empty] {
        switch (model->state()) {
        case KeysetModelBase::State::Idle:
            return;
        case KeysetModelBase::State::Loading:
            return showLoading();
        case KeysetModelBase::State::Failed:
            return;
        case KeysetModelBase::State::Ready:
            return model->rowCount() > 0 ? showContent() : showEmpty(empty());
        }
    };
    connect(model, &KeysetModelBase::stateChanged, this, update);
    connect(model, &KeysetModelBase::refreshed, this, update);
    connect(model, &KeysetModelBase::failed, this, [this, model](const Error& error) {
        if (model->state() == KeysetModelBase::State::Failed) showError(error);
    });
    connect(this, &ViewState::actionTriggered, model, [model](Kind kind) {
        if (kind == Kind::Error) model->reload();
    });
    update();
}

} // namespace stoa::ui
