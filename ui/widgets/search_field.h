#pragma once
// A field that filters what is on the page. changed() comes 150 ms after the last key, or at once
// on Enter and when it is emptied; Esc empties it first and only then reaches the page. `/` focuses
// it, by the page.

#include <QLineEdit>
#include <QTimer>

namespace stoa::ui {

class SearchField final : public QLineEdit {
    Q_OBJECT

public:
    static constexpr int kDelayMs = 150;
    static constexpr int kMaxLength = 200;

    SearchField(const QString& placeholder, const QString& name, QWidget* parent = nullptr);

signals:
    void changed(const QString& text); // trimmed

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void announce();

    QTimer m_delay;
    QString m_announced;
};

} // namespace stoa::ui
