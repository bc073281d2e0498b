#pragma once
// The painted buttons of the top bar. Only TopBar uses them.

#include "ui/shell/top_bar.h"

#include <QAbstractButton>

namespace stoa::ui {

class WorkspaceMark final : public QWidget {
    Q_OBJECT

public:
    explicit WorkspaceMark(QWidget* parent);
    void setWorkspace(const QString& name, const QString& role);
    void setWidthAndNames(int width, bool hasNames);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_name;
    QString m_role;
    bool m_hasNames = true;
};

// Looks like a search field, opens the palette.
class SearchOpener final : public QAbstractButton {
    Q_OBJECT

public:
    explicit SearchOpener(QWidget* parent);
    void setNarrow(bool isNarrow);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    bool m_isNarrow = false;
};

class ConnectionChip final : public QWidget {
    Q_OBJECT

public:
    explicit ConnectionChip(QWidget* parent);
    void setConnection(const ConnectionView& connection);
    void setNarrow(bool isNarrow);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    bool hasAge() const { return !m_isNarrow && !m_connection.age.isEmpty(); }
    ConnectionView m_connection;
    bool m_isNarrow = false;
};

class UserButton final : public QAbstractButton {
    Q_OBJECT

public:
    explicit UserButton(QWidget* parent);
    void setFullName(const QString& fullName);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_fullName;
};

} // namespace stoa::ui
