#pragma once
// A job that takes longer than a second: what it does, a bar, the percentage, the time left and
// Cancel. In the status bar and in lists of jobs. With no total it shows only that it runs.

#include <QWidget>

#include <optional>

namespace stoa::ui {

class IconButton;
class Label;
class ThinBar;

class ProgressRow final : public QWidget {
    Q_OBJECT

public:
    ProgressRow(const QString& title, const QString& name, QWidget* parent = nullptr);

    // `share` from 0 to 1; nothing when it cannot be known.
    void setProgress(std::optional<double> share, const QString& timeLeft = {});
    void setCancelable(bool isCancelable);

signals:
    void canceled();

private:
    ThinBar* m_bar;
    Label* m_percent;
    Label* m_left;
    IconButton* m_cancel;
};

// A bar 84 px wide and 4 px high.
class ThinBar final : public QWidget {
    Q_OBJECT

public:
    explicit ThinBar(QWidget* parent = nullptr, QSize size = {84, 4});
    void setShare(double share);
    QSize sizeHint() const override { return m_size; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QSize m_size;
    double m_share = 0;
};

} // namespace stoa::ui
